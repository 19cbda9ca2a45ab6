import { CommandError } from '../contract/errors.ts';
import {
  assertNever,
  type EventExample,
  type EventType,
  hasSpellings,
  type JsonObject,
  readExactJson,
  type Trigger,
  type TriggerEvent,
  writeExactJson,
} from '../model/index.ts';
import type { Workspace } from '../workspace/index.ts';

/**
 * A trigger's data for an event: type and payload under the keys that the workspace's settings name, or plain data as
 * it is. A sample's numbers keep the spelling they were typed with. Throws `not-found` for an event type or sample that
 * does not exist.
 */
export function eventData(workspace: Workspace, event: TriggerEvent): JsonObject {
  if ('data' in event) return event.data;
  const { eventTypeField, payloadField } = workspace.settings();
  return { [eventTypeField]: event.type, [payloadField]: payloadOf(workspace, event) };
}

/** The trigger as it is stored: numbers that JSON would spell anew go along as text. */
export function withDataText(trigger: Trigger): Trigger {
  return hasSpellings(trigger.data) ? { ...trigger, dataText: writeExactJson(trigger.data) } : trigger;
}

/** The trigger as it was before it was stored. */
export function withExactData(trigger: Trigger): Trigger {
  if (trigger.dataText === undefined) return trigger;
  // It was written from an object.
  return { ...trigger, data: readExactJson(trigger.dataText) as JsonObject };
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
  if (sample !== undefined) return exactPayload(sample);
  const names = eventType.value.examples.map(({ name }) => `"${name}"`).join(', ');
  throw new CommandError(
    'not-found',
    `The event type "${event.type}" has no sample "${event.sample}". It has ${names === '' ? 'none' : names}.`,
    { field: 'event.sample' },
  );
}

/** Samples are frozen and asked for at every key: each is read once. */
const exactPayloads = new WeakMap<EventExample, JsonObject>();

/** A sample's payload; its numbers remember how they were typed. */
export function exactPayload(example: EventExample): JsonObject {
  if (example.text === undefined) return example.payload;
  const known = exactPayloads.get(example);
  if (known !== undefined) return known;
  // The workspace checked that the text says the same as the payload.
  const payload = readExactJson(example.text) as JsonObject;
  exactPayloads.set(example, payload);
  return payload;
}

/** An event type's schema; its numbers remember how they were typed. */
export function exactSchema({ schema, schemaText }: Pick<EventType, 'schema' | 'schemaText'>): JsonObject {
  // The workspace checked that the text says the same as the schema.
  return schemaText === undefined ? schema : (readExactJson(schemaText) as JsonObject);
}
