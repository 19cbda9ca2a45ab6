import { CommandError } from '../contract/errors.ts';
import { assertNever, type JsonObject, type TriggerEvent } from '../model/index.ts';
import type { Workspace } from '../workspace/index.ts';

/**
 * A trigger's data for an event: type and payload under the keys that the workspace's settings name, or plain data as
 * it is. Throws `not-found` for an event type or sample that does not exist.
 */
export function eventData(workspace: Workspace, event: TriggerEvent): JsonObject {
  if ('data' in event) return event.data;
  const { eventTypeField, payloadField } = workspace.settings();
  return { [eventTypeField]: event.type, [payloadField]: payloadOf(workspace, event) };
}

function payloadOf(workspace: Workspace, event: Exclude<TriggerEvent, { data: JsonObject }>): JsonObject {
  if ('payload' in event) return event.payload;
  if (!('sample' in event)) return assertNever(event);
  const eventType = workspace.get('event-type', event.type);
  if (eventType === null) {
    throw new CommandError('not-found', `There is no event type "${event.type}" in this workspace.`, {
      field: 'event.type',
    });
  }
  const sample = eventType.value.examples.find(({ name }) => name === event.sample);
  if (sample !== undefined) return sample.payload;
  const names = eventType.value.examples.map(({ name }) => `"${name}"`).join(', ');
  throw new CommandError(
    'not-found',
    `The event type "${event.type}" has no sample "${event.sample}". It has ${names === '' ? 'none' : names}.`,
    { field: 'event.sample' },
  );
}
