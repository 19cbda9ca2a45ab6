import {
  type JsonObject,
  type JsonValue,
  mergeExact,
  type ObjectRecord,
  type RecipientReference,
  type SubscriptionRecord,
  type TenantRecord,
  type UserRecord,
} from '../model/index.ts';
import { isoTime } from './iso-time.ts';
import type { KnockData } from './ports.ts';

/** A workspace's files hold no times; what Knock's API promises to be one says that it is not known. */
export const unknownTime = '1970-01-01T00:00:00Z';

/** The nearest that is known: records change with the file that holds them, which has been written at this time. */
function updatedAt(data: KnockData, records: Parameters<KnockData['modifiedMs']>[0]): string {
  const modifiedMs = data.modifiedMs(records);
  return modifiedMs === null ? unknownTime : isoTime(modifiedMs);
}

/** Reserved properties are there even when unset (knock.md 1.1). */
const unsetUser = { name: null, email: null, avatar: null, phone_number: null, timezone: null };

export function userJson({ id, properties }: UserRecord, data: KnockData): JsonObject {
  const times = { created_at: null, updated_at: updatedAt(data, 'users') };
  return mergeExact(unsetUser, times, properties, { __typename: 'User', id });
}

/** Unlike a user's, an object's properties stand apart (knock.md 1.2). */
export function objectJson({ collection, id, properties }: ObjectRecord, data: KnockData): JsonObject {
  return {
    __typename: 'Object',
    collection,
    id,
    properties,
    created_at: properties.created_at ?? null,
    updated_at: properties.updated_at ?? updatedAt(data, { objects: collection }),
  };
}

export function tenantJson({ id, properties }: TenantRecord, data: KnockData): JsonObject {
  const times = { created_at: null, updated_at: updatedAt(data, 'tenants') };
  return mergeExact({ name: null, settings: {} }, times, properties, { __typename: 'Tenant', id });
}

/** It came at the latest when its file was written, which is the nearest that is known of both times. */
export function subscriptionJson({ object, recipient, properties }: SubscriptionRecord, data: KnockData): JsonObject {
  const time = updatedAt(data, 'subscriptions');
  return {
    __typename: 'Subscription',
    object: recipientJson(object, data),
    recipient: recipientJson(recipient, data),
    properties,
    inserted_at: time,
    updated_at: time,
  };
}

/** Someone who is not known is there without properties, as a run would see them. */
export function recipientJson(reference: RecipientReference, data: KnockData): JsonValue {
  if (typeof reference === 'string') return userJson(data.user(reference) ?? { id: reference, properties: {} }, data);
  return objectJson(data.object(reference) ?? { ...reference, properties: {} }, data);
}
