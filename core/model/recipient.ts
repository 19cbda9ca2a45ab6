import { z } from 'zod';
import { type JsonObject, jsonObjectSchema } from './json.ts';
import { entityNameSchema } from './keys.ts';

/** A reference to an object by collection and id. */
export const objectReferenceSchema = z.strictObject({ collection: entityNameSchema, id: entityNameSchema });
export type ObjectReference = z.infer<typeof objectReferenceSchema>;

/** Knock's recipient reference: a user's id as text, or an object's collection and id. */
export const recipientReferenceSchema = z.union([entityNameSchema, objectReferenceSchema]);
export type RecipientReference = z.infer<typeof recipientReferenceSchema>;

/**
 * A recipient as a trigger may name it: a reference, or an inline identification that also carries properties.
 * An inline object has `collection` and `id`; an inline user has only `id`. `$trigger_data` is merged over the
 * trigger's data for this recipient alone.
 */
export const triggerRecipientSchema = z.union([
  entityNameSchema,
  z.looseObject({
    id: entityNameSchema,
    collection: entityNameSchema.optional(),
    $trigger_data: jsonObjectSchema.optional(),
  }),
]);
export type TriggerRecipient = z.infer<typeof triggerRecipientSchema>;

/** The properties as JSON text, there when they have numbers that another writer would spell anew (`1.00`, big integers). */
const propertiesTextSchema = z.string().optional();

/** An object: `properties` is what the customer or the developer stored under it. */
export const objectRecordSchema = z.strictObject({
  collection: entityNameSchema,
  id: entityNameSchema,
  properties: jsonObjectSchema,
  propertiesText: propertiesTextSchema,
});
export type ObjectRecord = z.infer<typeof objectRecordSchema>;

export const userRecordSchema = z.strictObject({
  id: entityNameSchema,
  properties: jsonObjectSchema,
  propertiesText: propertiesTextSchema,
});
export type UserRecord = z.infer<typeof userRecordSchema>;

/** Of which tenants are the objects (knock.md 1.1). */
export const tenantCollection = '$tenants';

/** A tenant is an object of a reserved collection. */
export const tenantRecordSchema = userRecordSchema;
export type TenantRecord = UserRecord;

/** Joins a recipient to an object; at most one per pair. */
export const subscriptionRecordSchema = z.strictObject({
  object: objectReferenceSchema,
  recipient: recipientReferenceSchema,
  properties: jsonObjectSchema.nullable(),
  propertiesText: propertiesTextSchema,
});
export type SubscriptionRecord = z.infer<typeof subscriptionRecordSchema>;

/** One text per recipient: `user:<id>` or `<collection>/<id>` (neither part can hold "/"). Equal text, equal recipient. */
export function recipientKey(recipient: RecipientReference): string {
  return typeof recipient === 'string' ? `user:${recipient}` : `${recipient.collection}/${recipient.id}`;
}

/** Reads what `recipientKey` wrote. */
export function parseRecipientKey(key: string): RecipientReference {
  const slash = key.indexOf('/');
  return slash < 0 ? key.replace(/^user:/, '') : { collection: key.slice(0, slash), id: key.slice(slash + 1) };
}

/** A typed key: `user:<id>` or `<collection>/<id>`, neither part blank or with another "/". Null when it is none. */
export function readRecipientKey(text: string): RecipientReference | null {
  if (!text.includes('/') && !text.startsWith('user:')) return null;
  const checked = recipientReferenceSchema.safeParse(parseRecipientKey(text));
  return checked.success ? checked.data : null;
}

/** The same reference to another id; of a whole record nothing else is taken along. */
export function withId(recipient: RecipientReference, id: string): RecipientReference {
  return typeof recipient === 'string' ? id : { collection: recipient.collection, id };
}

/** The recipient by its new id; the same one when it is another. `collection` null = a user was given it. */
export function recipientAfter<R extends TriggerRecipient>(
  recipient: R,
  { collection, from, to }: { collection: string | null; from: string; to: string },
): R {
  const { collection: own = null, id } = typeof recipient === 'string' ? { id: recipient } : recipient;
  if (own !== collection || id !== from) return recipient;
  // Of the same type, but for its id.
  return (typeof recipient === 'string' ? to : { ...(recipient as object), id: to }) as R;
}

/** A recipient with everything known of it: what the scope's `recipient` is built from. */
export interface ResolvedRecipient {
  reference: RecipientReference;
  properties: JsonObject;
  /** False for a user id that nothing identifies: Knock runs for it all the same, as a stub. */
  isIdentified: boolean;
}
