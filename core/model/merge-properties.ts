import { copyExact, mergeExact, omitExact } from './exact-json.ts';
import type { JsonObject } from './json.ts';
import type { RecipientReference, TriggerRecipient } from './recipient.ts';

/** Keys of an inline recipient that are not properties (knock.md 1.1). */
const requestOnlyKeys = new Set(['id', 'collection', '$trigger_data', 'channel_data', 'preferences']);

/** Whom a trigger's recipient names. */
export function recipientReferenceOf(named: TriggerRecipient): RecipientReference {
  if (typeof named === 'string') return named;
  return named.collection === undefined ? named.id : { collection: named.collection, id: named.id };
}

/** The properties that come along with a recipient given inline; none = it is a mere reference. */
export function inlineProperties(named: Exclude<TriggerRecipient, string>): JsonObject {
  // The schema's loose object came out of JSON, so whatever else it holds is JSON.
  return omitExact(named as JsonObject, requestOnlyKeys);
}

/**
 * Knock's merge of properties (knock.md 1.1): maps are merged, everything else, lists included, is replaced. Numbers keep
 * their spelling.
 */
export function mergeProperties(base: JsonObject, over: JsonObject): JsonObject {
  const merged = mergeExact(base);
  for (const [name, value] of Object.entries(over)) {
    const before = Object.hasOwn(merged, name) ? merged[name] : undefined;
    if (isMap(before) && isMap(value)) copyExact({ [name]: mergeProperties(before, value) }, name, merged);
    else copyExact(over, name, merged);
  }
  return merged;
}

function isMap(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
