import type { EventType } from '../../../core/contract/index.ts';
import type { App } from '../../stores/app.ts';
import { attempt } from '../../stores/attempt.ts';
import { createDocument } from '../../stores/document-actions.ts';
import { documentId } from '../../stores/documents.ts';
import { isSameJson } from '../../stores/same-json.ts';
import { eventTypes } from '../../strings/event-types.ts';
import { openAtName } from '../open-at-name.ts';

const starter: EventType = {
  description: '',
  schema: { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] },
  examples: [{ name: 'minimal', payload: { id: 'evt_1' } }],
};

/** Whether schema and samples are still the ones it was made with. */
export function isStarter({ schema, schemaText, examples }: EventType): boolean {
  return (
    schemaText === undefined && isSameJson({ schema, examples }, { schema: starter.schema, examples: starter.examples })
  );
}

const newKey = 'something.happened';

/** Whether it still has the name it was made with. */
export function hasNewName(key: string): boolean {
  return key.replace(/-\d+$/, '') === newKey;
}

export function addEventType(app: App): Promise<void> {
  return attempt(app, async () => {
    const { byId } = app.documents.getState();
    let key = newKey;
    for (let number = 2; byId[documentId('event-type', key)] !== undefined; number += 1) key = `${newKey}-${number}`;
    await createDocument(app, 'event-type', key, starter);
    openRename(app, key);
  });
}

/**
 * Changes an event type as one step of the history, apart from what is typed, and offers to take it back. Typing that
 * waits is saved first. Rejects with a `CommandError`; then nothing has changed.
 */
export async function changeAtOnce(
  app: App,
  key: string,
  words: { label: string; done: string },
  change: (value: EventType) => EventType,
): Promise<void> {
  await app.drafts.flush('event-type', key);
  const document = app.documents.getState().byId[documentId('event-type', key)];
  if (document?.kind !== 'event-type') return;
  const before = document.value;
  const after = change(before);
  const write = async (value: EventType): Promise<void> => {
    await app.engine.call('documents.put', { kind: 'event-type', key, value, baseRevision: null });
  };
  await app.history.perform({ label: words.label, redo: () => write(after), undo: () => write(before) });
  app.toast(words.done, { label: eventTypes.undo, run: () => void app.history.undo() });
}

/** Opens it where its name can be changed. */
export function openRename(app: App, key: string): void {
  openAtName(app, { kind: 'event-type', key }, { section: 'about' });
}

/** Renames it with all that names it; one step of the history takes all of that back. Rejects with a `CommandError`. */
export async function renameEventType(app: App, from: string, to: string): Promise<number> {
  await app.drafts.flush();
  let uses: string[] | null = null;
  let count = 0;
  const move = async (source: string, target: string): Promise<void> => {
    const { rewritten } = await app.engine.call('eventTypes.rename', { from: source, to: target, uses });
    uses = rewritten.map(({ id }) => id);
    count = rewritten.length;
  };
  await app.history.perform({
    label: eventTypes.renameLabel(from, to),
    redo: () => move(from, to),
    undo: () => move(to, from),
  });
  return count;
}
