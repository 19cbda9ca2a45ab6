import type { App } from '../../stores/app.ts';
import { attempt } from '../../stores/attempt.ts';
import { eventTypes as words } from '../../strings/event-types.ts';
import { changeAtOnce } from './event-type-actions.ts';

/** Describes what a template reads in the schema of its event type; one step of the history takes it back. */
export function addToSchema(app: App, eventType: string, path: string): Promise<void> {
  return attempt(app, async () => {
    await app.drafts.flush('event-type', eventType);
    const { value, property, type } = await app.engine.call('eventTypes.addProperty', { eventType, path });
    const said = {
      label: words.addToSchema(property, eventType),
      done: words.addedToSchema(property, type, eventType),
    };
    await changeAtOnce(app, eventType, said, () => value);
  });
}
