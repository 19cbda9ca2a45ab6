import type { EventType, PlannedEventTypeRow } from '../../../core/contract/index.ts';
import type { App } from '../../stores/app.ts';
import { documentId } from '../../stores/documents.ts';
import { eventTypes as words } from '../../strings/event-types.ts';

/**
 * Stores event types of a document in one step of the history; when one is refused, those before it are put back. The document
 * is compared once more, so that what was edited meanwhile is kept. Gives those that were stored.
 */
export async function takeEventTypes(app: App, text: string, keys: readonly string[]): Promise<PlannedEventTypeRow[]> {
  await app.drafts.flush();
  const { eventTypes } = await app.engine.call('eventTypes.planImport', { text });
  const planned = eventTypes.filter(({ key, change }) => keys.includes(key) && change !== 'same');
  const { byId } = app.documents.getState();
  const steps = planned.map(({ key, value }) => {
    const before = byId[documentId('event-type', key)];
    return { key, value, before: before?.kind === 'event-type' ? before.value : null };
  });
  const write = async (key: string, value: EventType | null): Promise<void> => {
    if (value === null) await app.engine.call('documents.remove', { kind: 'event-type', key });
    else await app.engine.call('documents.put', { kind: 'event-type', key, value, baseRevision: null });
  };
  const back = async (done: typeof steps): Promise<void> => {
    for (const { key, before } of done.toReversed()) await write(key, before);
  };
  await app.history.perform({
    label: words.takeLabel(planned.length),
    redo: async () => {
      const done: typeof steps = [];
      try {
        for (const step of steps) {
          await write(step.key, step.value);
          done.push(step);
        }
      } catch (cause) {
        await back(done);
        throw cause;
      }
    },
    undo: () => back(steps),
  });
  return planned;
}
