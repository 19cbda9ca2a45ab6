import type { CommandInput } from '../../../core/contract/index.ts';
import type { App } from '../../stores/app.ts';
import { attempt } from '../../stores/attempt.ts';
import { eventTypes as words } from '../../strings/event-types.ts';

type Export = Pick<CommandInput<'eventTypes.export'>, 'format'> & { syntax: 'json' | 'yaml' };

/** The four ways out, in the order of menus. */
export const exports: readonly Export[] = [
  { format: 'openapi', syntax: 'yaml' },
  { format: 'openapi', syntax: 'json' },
  { format: 'asyncapi', syntax: 'yaml' },
  { format: 'asyncapi', syntax: 'json' },
];

/** Makes the document and hands it to the host's own way of saving a file; null = all event types. */
export function exportEventTypes(app: App, { format, syntax }: Export, keys: readonly string[] | null): Promise<void> {
  return attempt(app, async () => {
    await app.drafts.flush();
    const eventTypes = keys === null ? null : [...keys];
    const { text, notes } = await app.engine.call('eventTypes.export', { format, syntax, eventTypes });
    const stem = keys?.length === 1 ? (keys[0] ?? format) : (app.workspace.getState().info?.name ?? 'workspace');
    const name = `${stem.replaceAll(/[^\w.-]+/g, '-')}.${format}.${syntax}`;
    saveText(name, text, syntax === 'json' ? 'application/json' : 'application/yaml');
    app.toast([words.exported(name), ...notes].join(' '));
  });
}

/** A download: the browser keeps it or asks where, the desktop shows the system's dialog. */
function saveText(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has its own hold on the bytes once it has begun.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
