import { type EventType, readSampleKey, sampleKey } from '../../../../core/contract/index.ts';

const between = ' · ';

/** What can be chosen: each event type that has samples, and behind it each of them. */
export function sampleKeys(eventTypes: readonly { key: string; value: EventType }[]): string[] {
  return eventTypes.flatMap(({ key: eventType, value }) => {
    const names = value.examples.map(({ name }) => name);
    return names.length === 0 ? [] : [null, ...names].map((sample) => sampleKey({ eventType, sample }));
  });
}

/** A `sampleKey()` as the matrix's cells name it: `task.completed · Task done`. */
export function sampleLabel(key: string): string {
  const choice = readSampleKey(key);
  return choice === null || choice.sample === null ? key : `${choice.eventType}${between}${choice.sample}`;
}

/** The `sampleKey()` that a label, or the key itself, means: an event type's name has neither blanks nor "/". */
export function sampleKeyOf(text: string): string {
  const at = text.search(/ · |\//);
  return text.startsWith(between, at) ? text.replace(between, '/') : text;
}
