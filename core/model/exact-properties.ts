import { hasSpellings, readExactJson, writeExactJson } from './exact-json.ts';
import type { JsonObject } from './json.ts';

/** Properties as they are stored and sent: `propertiesText` is there when the value alone loses digits. */
interface Held<P extends JsonObject | null> {
  properties: P;
  propertiesText?: string | undefined;
}

/** A record's properties with their numbers spelled as they were typed. The text must say the same as the value. */
export function exactProperties<P extends JsonObject | null>({ properties, propertiesText }: Held<P>): P {
  // An object's text gives an object; null has none.
  return propertiesText === undefined || properties === null ? properties : (readExactJson(propertiesText) as P);
}

/** The record with other properties, and the text beside them where they need one. */
export function withProperties<P extends JsonObject | null, R extends Held<P>>(
  record: R,
  properties: R['properties'],
): R {
  const { propertiesText: _before, ...rest } = record;
  // The same record but for these two fields.
  if (!hasSpellings(properties)) return { ...rest, properties } as R;
  return { ...rest, properties: plainJson(properties), propertiesText: writeExactJson(properties, 2) } as R;
}

/** The record with a text in any case: `1.00` that became `1` is told apart from a writer who knows of no spellings. */
export function withEveryNumberGiven<R extends Held<JsonObject | null>>(record: R): R {
  const { properties, propertiesText } = record;
  if (properties === null || propertiesText !== undefined) return record;
  return { ...record, propertiesText: writeExactJson(properties, 2) };
}

/** The record as it goes over a wire that knows nothing of spellings. */
export function sentRecord<R extends Held<JsonObject | null>>(record: R): R {
  return hasSpellings(record.properties) ? withProperties(record, record.properties) : record;
}

/** What JSON can carry of a value: a number beyond all bounds becomes null. */
export function plainJson<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
