import {
  inlineProperties,
  type JsonObject,
  mergeProperties,
  type ObjectReference,
  type RecipientReference,
  type ResolvedRecipient,
  recipientKey,
  recipientReferenceOf,
  type SubscriptionRecord,
  type Trigger,
  type TriggerRecipient,
} from '../model/index.ts';
import type { ExpandedRecipient, RecipientDirectory } from './recipient-directory.ts';

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
    const reference = recipientReferenceOf(named);
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

function withInlineProperties(stored: ResolvedRecipient, named: TriggerRecipient): ResolvedRecipient {
  if (typeof named === 'string') return stored;
  const inline = inlineProperties(named);
  if (Object.keys(inline).length === 0) return stored;
  return { ...stored, properties: mergeProperties(stored.properties, inline), isIdentified: true };
}
