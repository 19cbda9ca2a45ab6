import type * as monaco from 'monaco-editor/editor/editor.api';
import type { TemplateDiagnostic } from '../../core/contract/index.ts';
import { eventTypes as words } from '../strings/event-types.ts';
import { monaco as api } from './monaco.ts';
import { schemaAdder } from './schema-adder.ts';
import { templateContextOf } from './template-context.ts';

const commandId = 'hookbench.addToSchema';
let isRegistered = false;

/** The fix for a variable that the event's schema does not know: to describe it there. None for what is no event data. */
export function addToSchemaAction(
  uri: string,
  { code, path }: TemplateDiagnostic,
  marker: monaco.editor.IMarkerData,
): monaco.languages.CodeAction[] {
  const event = templateContextOf(uri)?.previewContext?.event;
  if (code !== 'unknown-variable' || path === undefined || path === null) return [];
  if (event === undefined || !('type' in event) || schemaAdder() === null || !isInPayload(path)) return [];
  if (!isRegistered) {
    isRegistered = true;
    api.editor.registerCommand(commandId, (_accessor, eventType: string, wanted: string) =>
      schemaAdder()?.(eventType, wanted),
    );
  }
  const title = words.addToSchema(path.split('.').at(-1) ?? path, event.type);
  return [
    {
      title,
      kind: 'quickfix',
      diagnostics: [marker],
      command: { id: commandId, title, arguments: [event.type, path] },
    },
  ];
}

/** More than a name at the root: the engine tells whether it leads into the payload, and refuses others in words. */
function isInPayload(path: string): boolean {
  const [root] = path.split(/[.[]/);
  return path !== root && !['recipient', 'tenant', 'actor', 'vars', 'workflow', 'run', 'refs'].includes(root ?? '');
}
