import { hasSpellings, readExactJson, writeExactJson } from './exact-json.ts';
import { plainJson } from './exact-properties.ts';
import type { JsonObject, JsonValue } from './json.ts';
import type { TriggerRecipient } from './recipient.ts';
import type { TriggerEvent } from './scenario.ts';

/** Recipients as a set-up, a scenario and a trigger hold them. */
interface HeldRecipients {
  recipients: TriggerRecipient[];
  recipientsText?: string | undefined;
}

/** Recipients with the numbers of those given inline spelled as they were typed. */
export function exactRecipients({ recipients, recipientsText }: HeldRecipients): TriggerRecipient[] {
  return recipientsText === undefined ? recipients : (readExactJson(recipientsText) as TriggerRecipient[]);
}

/** Recipients to hold; the text is undefined where the value says it all, so that none is left from before. */
export function heldRecipients(recipients: TriggerRecipient[]): Required<HeldRecipients> {
  // The schema's loose objects come out of JSON.
  return { recipients: plainJson(recipients), recipientsText: spelledText(recipients as JsonValue) };
}

/** The event of data whose numbers may have spellings: a payload of an event type, or plain data (`type` null). */
export function heldEvent(type: string | null, value: JsonObject): TriggerEvent {
  const text = spelledText(value);
  const plain = plainJson(value);
  if (type === null) return { data: plain, ...(text === undefined ? {} : { dataText: text }) };
  return { type, payload: plain, ...(text === undefined ? {} : { payloadText: text }) };
}

function spelledText(value: JsonValue): string | undefined {
  return hasSpellings(value) ? writeExactJson(value, 2) : undefined;
}
