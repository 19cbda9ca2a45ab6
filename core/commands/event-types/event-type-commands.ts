import { setImmediate } from 'node:timers/promises';
import type { CommandHandlers } from '../../contract/commands.ts';
import { CommandError } from '../../contract/errors.ts';
import { sampleKey } from '../../contract/sample-choice.ts';
import type { EventType, WorkspaceProblem } from '../../model/index.ts';
import type { Workspace } from '../../workspace/index.ts';
import type { EngineContext } from '../engine-context.ts';
import { heavySize } from '../heavy-work/heavy-work.ts';
import { tellRenamed } from '../tell-renamed.ts';
import { yieldToOthers } from '../yield-to-others.ts';
import { addEventTypeProperty } from './add-event-type-property.ts';
import { eventTypeProblems } from './event-type-problems.ts';
import { findEventTypeUses } from './event-type-uses.ts';
import {
  checkSampleWork,
  checkSchemaWork,
  compareTextsWork,
  compareWork,
  exportWork,
  generateWork,
  importWork,
  inferWork,
  payloadOfWork,
  planImportWork,
  validateWork,
  type WrittenEventType,
} from './event-type-works.ts';
import { describeUse, renameEventType } from './rename-event-type.ts';
import { renameSample } from './rename-sample.ts';

type EventTypeCommands = Pick<CommandHandlers, Extract<keyof CommandHandlers, `eventTypes.${string}`>>;

export function createEventTypeCommands(context: EngineContext): EventTypeCommands {
  const { workspace, heavyWork } = context;
  return {
    // How much is in a value is not known before it is looked at: these are begun here.
    'eventTypes.generate': (input) => heavyWork.do(generateWork, input, 0),
    'eventTypes.validate': (input) => heavyWork.do(validateWork, input, 0),
    'eventTypes.compare': (input) => heavyWork.do(compareWork, input, 0),
    'eventTypes.infer': (input) =>
      heavyWork.do(
        inferWork,
        input,
        input.samples.reduce((sum, text) => sum + text.length, 0),
      ),
    'eventTypes.checkSample': (input) => heavyWork.do(checkSampleWork, input, input.text.length),
    'eventTypes.checkSchema': (input) => heavyWork.do(checkSchemaWork, input, input.text.length),
    'eventTypes.compareTexts': (input) =>
      heavyWork.do(compareTextsWork, input, input.before.length + input.after.length),
    'eventTypes.payloadOf': (input) => heavyWork.do(payloadOfWork, input, input.text.length),
    'eventTypes.addProperty': (input) => addEventTypeProperty(context, input.eventType, input.path),
    async 'eventTypes.export'({ format, eventTypes: keys, syntax = 'json' }) {
      const eventTypes = await written(chosenEventTypes(workspace, keys));
      const size = eventTypes.reduce((sum, [, text]) => sum + text.length, 0);
      return heavyWork.do(exportWork, { format, syntax, title: workspace.info().name, eventTypes }, size);
    },
    async 'eventTypes.problems'() {
      const problems: WorkspaceProblem[] = [];
      for (const { kind, key } of workspace.documents()) {
        if (kind === 'event-type') problems.push(...(await eventTypeProblems(context, key, yieldToOthers)));
      }
      return problems;
    },
    'eventTypes.import': (input) => heavyWork.do(importWork, input, input.text.length),
    async 'eventTypes.planImport'({ text }) {
      const known = await written(chosenEventTypes(workspace, null));
      return heavyWork.do(planImportWork, { text, known }, text.length);
    },
    'eventTypes.uses': ({ eventType }) => findEventTypeUses(workspace, eventType).map(describeUse),
    async 'eventTypes.rename'(input) {
      const renamed = await renameEventType(workspace, input);
      tellRenamed(context, { kind: 'event-type', from: input.from, to: input.to });
      return renamed;
    },
    async 'eventTypes.renameSample'(input) {
      const { eventType, from, to } = input;
      const renamed = await renameSample(workspace, input);
      const keyOf = (sample: string) => sampleKey({ eventType, sample });
      tellRenamed(context, { kind: 'sample', from: keyOf(from), to: keyOf(to) });
      return renamed;
    },
  };
}

interface KeyedEventType {
  key: string;
  value: EventType;
}

/** `keys` null = all. Throws `not-found` for one that is not there. */
function chosenEventTypes(workspace: Workspace, keys: readonly string[] | null): KeyedEventType[] {
  const documents = workspace.documents().flatMap((document) => (document.kind === 'event-type' ? [document] : []));
  const chosen = keys === null ? null : new Set(keys);
  const found = documents.filter(({ key }) => chosen?.delete(key) !== false);
  const [missing] = chosen ?? [];
  if (missing === undefined) return found;
  throw new CommandError('not-found', `There is no event type "${missing}" in this workspace.`, {
    field: 'eventTypes',
  });
}

/** The event types as texts. All of a workspace may be much: others have their turn in between. */
async function written(eventTypes: readonly KeyedEventType[]): Promise<WrittenEventType[]> {
  const texts: WrittenEventType[] = [];
  let size = 0;
  for (const { key, value } of eventTypes) {
    const text = JSON.stringify(value);
    texts.push([key, text]);
    size += text.length;
    if (size < heavySize) continue;
    await setImmediate();
    size = 0;
  }
  return texts;
}
