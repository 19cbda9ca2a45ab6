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
import type { KnockData } from './ports.ts';

/** A workspace's files hold no times; what Knock's API promises to be one says that it is not known. */
export const unknownTime = '1970-01-01T00:00:00Z';

/** Reserved properties are there even when unset (knock.md 1.1). */
const unsetUser = { name: null, email: null, avatar: null, phone_number: null, timezone: null };
const unsetTimes = { created_at: null, updated_at: unknownTime };

export function userJson({ id, properties }: UserRecord): JsonObject {
  return mergeExact(unsetUser, unsetTimes, properties, { __typename: 'User', id });
}

/** Unlike a user's, an object's properties stand apart (knock.md 1.2). */
export function objectJson({ collection, id, properties }: ObjectRecord): JsonObject {
  return {
    __typename: 'Object',
    collection,
    id,
    properties,
    created_at: properties.created_at ?? null,
    updated_at: properties.updated_at ?? unknownTime,
  };
}

export function tenantJson({ id, properties }: TenantRecord): JsonObject {
  return mergeExact({ name: null, settings: {} }, unsetTimes, properties, { __typename: 'Tenant', id });
}

export function subscriptionJson({ object, recipient, properties }: SubscriptionRecord, data: KnockData): JsonObject {
  return {
    __typename: 'Subscription',
    object: recipientJson(object, data),
    recipient: recipientJson(recipient, data),
    properties,
    inserted_at: unknownTime,
    updated_at: unknownTime,
  };
}

/** Someone who is not known is there without properties, as a run would see them. */
function recipientJson(reference: RecipientReference, data: KnockData): JsonValue {
  if (typeof reference === 'string') return userJson(data.user(reference) ?? { id: reference, properties: {} });
  return objectJson(data.object(reference) ?? { ...reference, properties: {} });
}
