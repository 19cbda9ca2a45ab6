import type { JsonObject, ObjectReference, ResolvedRecipient, SubscriptionRecord } from '../model/index.ts';

/** What a fan-out reads of an environment's data. Everything is looked up at the moment it is needed. */
export interface RecipientDirectory {
  object(reference: ObjectReference): ResolvedRecipient | null;
  user(id: string): ResolvedRecipient | null;
  /** The tenant's properties; null when nobody stored it. */
  tenant(id: string): JsonObject | null;
  /** Subscriptions to an object, in a stable order. Read lazily, so it may be a generator over any number of them. */
  subscribersOf(object: ObjectReference): Iterable<SubscriptionRecord>;
  /** `recipientKey()` of every object that has subscribers. */
  subscribedObjects(): ReadonlySet<string>;
}

/** One recipient that a run will consider. */
export interface ExpandedRecipient {
  /** Place in the fan-out, from 0. */
  ordinal: number;
  recipient: ResolvedRecipient;
  /** `recipientKey()` of it. */
  key: string;
  /** `recipientKey()` of the object whose subscription led here; null = named by the trigger itself. */
  via: string | null;
  subscription: SubscriptionRecord | null;
  /** The object subscribed to, for `recipient.subscription.object`; null when reached directly. */
  parent: ResolvedRecipient | null;
  /** `$trigger_data` of an inline recipient: merged over the run's data for this one; empty otherwise. */
  triggerData: JsonObject;
}
