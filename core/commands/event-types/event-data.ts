import { CommandError } from '../../contract/errors.ts';
import {
  assertNever,
  type EventExample,
  type EventType,
  hasSpellings,
  type JsonObject,
  type JsonValue,
  readExactJson,
  type Trigger,
  type TriggerEvent,
  writeExactJson,
} from '../../model/index.ts';
import { typedTextOffenceOf, type Workspace } from '../../workspace/index.ts';

/**
 * A trigger's data for an event: type and payload under the keys that the workspace's settings name, or plain data as
 * it is. A sample's numbers keep the spelling they were typed with. Throws `not-found` for an event type or sample that
 * does not exist.
 */
export function eventData(workspace: Workspace, event: TriggerEvent): JsonObject {
  if ('data' in event) return exactValue(event.data, event.dataText, 'event.dataText');
  const { eventTypeField, payloadField } = workspace.settings();
  return { [eventTypeField]: event.type, [payloadField]: payloadOf(workspace, event) };
}

/** The trigger as it is stored: numbers that JSON would spell anew go along as text. */
export function withTexts(trigger: Trigger): Trigger {
  const { data, recipients } = trigger;
  return {
    ...trigger,
    ...(hasSpellings(data) ? { dataText: writeExactJson(data) } : {}),
    // The schema's loose objects came out of JSON.
    ...(hasSpellings(recipients) ? { recipientsText: writeExactJson(recipients as JsonValue) } : {}),
  };
}

/** The trigger as it was before it was stored. */
export function withExactValues(trigger: Trigger): Trigger {
  const { data, dataText, recipients, recipientsText } = trigger;
  return {
    ...trigger,
    // They were written from these values.
    data: dataText === undefined ? data : (readExactJson(dataText) as JsonObject),
    recipients: recipientsText === undefined ? recipients : (readExactJson(recipientsText) as Trigger['recipients']),
  };
}

/** A value as its text spells it. Throws `invalid-input` for a text that is not JSON, or says something else. */
export function exactValue<T extends JsonObject | readonly unknown[]>(
  value: T,
  text: string | undefined,
  field: string,
): T {
  if (text === undefined) return value;
  const offence = typedTextOffenceOf(text, value);
  if (offence !== null) throw new CommandError('invalid-input', offence, { field });
  return readExactJson(text) as unknown as T;
}

function payloadOf(workspace: Workspace, event: Exclude<TriggerEvent, { data: JsonObject }>): JsonObject {
  if ('payload' in event) return exactValue(event.payload, event.payloadText, 'event.payloadText');
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
