import type { App } from '../../stores/app.ts';
import { documentId } from '../../stores/documents.ts';
import { eventTypes as words } from '../../strings/event-types.ts';
import { attempt } from './event-type-actions.ts';

/** Describes what a template reads in the schema of its event type; one step of the history takes it back. */
export function addToSchema(app: App, eventType: string, path: string): Promise<void> {
  return attempt(app, async () => {
    await app.drafts.flush('event-type', eventType);
    const before = app.documents.getState().byId[documentId('event-type', eventType)]?.value;
    const { value, property, type } = await app.engine.call('eventTypes.addProperty', { eventType, path });
    const write = async (next: unknown): Promise<void> => {
      await app.engine.call('documents.put', { kind: 'event-type', key: eventType, value: next, baseRevision: null });
    };
    await app.history.perform({
      label: words.addToSchema(property, eventType),
      redo: () => write(value),
      undo: () => write(before),
    });
    const undo = { label: words.undo, run: () => void app.history.undo() };
    app.toast(words.addedToSchema(property, type, eventType), undo);
  });
}
