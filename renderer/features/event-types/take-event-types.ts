import type { EventType, PlannedEventTypeRow } from '../../../core/contract/index.ts';
import type { App } from '../../stores/app.ts';
import { documentId } from '../../stores/documents.ts';
import { eventTypes as words } from '../../strings/event-types.ts';

/** Stores planned event types in one step of the history; when one is refused, those before it are put back. */
export async function takeEventTypes(app: App, planned: readonly PlannedEventTypeRow[]): Promise<void> {
  await app.drafts.flush();
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
}
