import {
  copyExact,
  type JsonObject,
  mergeExact,
  type ObjectReference,
  omitExact,
  type RecipientReference,
  type ResolvedRecipient,
  recipientKey,
  type SubscriptionRecord,
  type Trigger,
  type TriggerRecipient,
} from '../model/index.ts';
import type { ExpandedRecipient, RecipientDirectory } from './recipient-directory.ts';

/** Keys of an inline recipient that are not properties (knock.md 1.1). */
const requestOnlyKeys = new Set(['id', 'collection', '$trigger_data', 'channel_data', 'preferences']);

/**
 * The fan-out of a trigger (knock.md 1.4): the named recipients, then the subscribers of the named objects, then the
 * subscribers of those; no deeper. Everyone comes once, the first way they are met. The actor is left out when reached
 * as a subscriber; its own subscribers are not.
 *
 * Lazy: nothing is gathered but the keys of those already met. The levels are walked by reading the subscriptions again
 * rather than by queueing a level, so 100,000 subscribers cost 100,000 keys and no more; and only when one of them may
 * have subscribers.
 */
export function* expandRecipients(
  trigger: Pick<Trigger, 'recipients' | 'actor'>,
  directory: RecipientDirectory,
): Generator<ExpandedRecipient, void, undefined> {
  const met = new Set<string>();
  const actorKey = trigger.actor === null ? null : recipientKey(trigger.actor);
  let ordinal = 0;

  const roots = new Map<string, ObjectReference>();
  for (const named of trigger.recipients) {
    const reference = referenceOf(named);
    const key = recipientKey(reference);
    if (met.has(key)) continue;
    met.add(key);
    if (typeof reference !== 'string') roots.set(key, reference);
    const recipient = withInlineProperties(resolveRecipient(reference, directory), named);
    const triggerData = typeof named === 'string' ? {} : ((named.$trigger_data ?? {}) as JsonObject);
    yield { ordinal: ordinal++, recipient, key, via: null, subscription: null, parent: null, triggerData };
  }

  function* subscribers(object: ObjectReference, via: string): Generator<ExpandedRecipient, void, undefined> {
    let parent: ResolvedRecipient | null = null;
    for (const subscription of directory.subscribersOf(object)) {
      const key = recipientKey(subscription.recipient);
      if (key === actorKey || met.has(key)) continue;
      met.add(key);
      parent ??= resolveRecipient(object, directory);
      const recipient = resolveRecipient(subscription.recipient, directory);
      yield { ordinal: ordinal++, recipient, key, via, subscription, parent, triggerData: {} };
    }
  }

  for (const [key, root] of roots) yield* subscribers(root, key);

  const expanded = new Set<string>(roots.keys());
  const subscribed = directory.subscribedObjects();
  if (isSubset(subscribed, expanded)) return;
  for (const root of roots.values()) {
    for (const child of objectSubscribers(root, directory)) {
      const key = recipientKey(child);
      if (expanded.has(key) || !subscribed.has(key)) continue;
      expanded.add(key);
      yield* subscribers(child, key);
    }
  }
}

/** A recipient as the environment knows it; someone unknown is a stub without properties, as in Knock (knock.md 2.1). */
export function resolveRecipient(reference: RecipientReference, directory: RecipientDirectory): ResolvedRecipient {
  const found = typeof reference === 'string' ? directory.user(reference) : directory.object(reference);
  return found ?? { reference, properties: {}, isIdentified: false };
}

function* objectSubscribers(object: ObjectReference, directory: RecipientDirectory): Generator<ObjectReference> {
  const subscriptions: Iterable<SubscriptionRecord> = directory.subscribersOf(object);
  for (const { recipient } of subscriptions) if (typeof recipient !== 'string') yield recipient;
}

function isSubset(part: ReadonlySet<string>, whole: ReadonlySet<string>): boolean {
  for (const one of part) if (!whole.has(one)) return false;
  return true;
}

function referenceOf(named: TriggerRecipient): RecipientReference {
  if (typeof named === 'string') return named;
  return named.collection === undefined ? named.id : { collection: named.collection, id: named.id };
}

function withInlineProperties(stored: ResolvedRecipient, named: TriggerRecipient): ResolvedRecipient {
  if (typeof named === 'string') return stored;
  // The schema's loose object came out of JSON, so whatever else it holds is JSON.
  const inline = omitExact(named as JsonObject, requestOnlyKeys);
  if (Object.keys(inline).length === 0) return stored;
  return { ...stored, properties: mergeDeep(stored.properties, inline), isIdentified: true };
}

/** Knock's merge of properties (knock.md 1.1): maps are merged, everything else, lists included, is replaced. */
function mergeDeep(base: JsonObject, over: JsonObject): JsonObject {
  const merged = mergeExact(base);
  for (const [name, value] of Object.entries(over)) {
    const before = Object.hasOwn(merged, name) ? merged[name] : undefined;
    if (isMap(before) && isMap(value)) copyExact({ [name]: mergeDeep(before, value) }, name, merged);
    else copyExact(over, name, merged);
  }
  return merged;
}

function isMap(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
