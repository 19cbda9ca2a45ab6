import { z } from '@hono/zod-openapi';
import { entityNameSchema, type JsonObject, type RecipientReference, type TriggerRecipient } from '../model/index.ts';

/** Of what `oneOf` takes apart. */
const textOrObject: ['string', 'object'] = ['string', 'object'];

export const nameRule = 'must be text that is not blank and has no "/" or NUL character';

/** Collection, object's id, user's id. */
export const nameSchema = z.custom<string>(isName, nameRule).openapi({ type: 'string', minLength: 1 });

/** A JSON object of any content; handed on as it is. */
export const jsonObject = z
  .custom<JsonObject>(isJsonObject, 'must be a JSON object')
  .openapi({ type: 'object', additionalProperties: true });

/** An object by collection and id, or a user by its id. */
export const referenceSchema = z
  .custom<RecipientReference>(isReference, 'must be a user id, or an object as {"collection", "id"}')
  .openapi({ type: textOrObject, oneOf: [{ type: 'string' }, objectReference()] });

/** As `referenceSchema`, or identified inline: an "id", a "collection" for an object, and properties. */
export const recipientSchema = z
  .custom<TriggerRecipient>(
    isRecipient,
    'must be a user id, an object as {"collection", "id"}, or either with properties; names are not blank and have no "/" or NUL character',
  )
  .openapi({ type: textOrObject, oneOf: [{ type: 'string' }, { ...objectReference(), required: ['id'] }] });

/** A tenant's id, or a tenant identified inline. */
export const tenantRequestSchema = z
  .custom<string | (JsonObject & { id: string })>(
    (value) => isTenantId(isJsonObject(value) ? value.id : value),
    'must be a tenant\'s id, or an object with its "id"; an id has no blanks and no "/"',
  )
  .openapi({
    type: textOrObject,
    oneOf: [{ type: 'string' }, { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] }],
  });

export const tenantIdSchema = z
  .custom<string>(isTenantId, 'must be text without blanks and without "/"')
  .openapi({ type: 'string', minLength: 1 });

/** A list in a query, which has brackets behind its name. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z.array(item, 'is a list: write "[]" behind its name, as in "status[]=delivered"');

/** Of one call that names many things (knock.md 1.2). */
const maxMany = 1000;
/** Ids that cannot be used stay with their operation. */
const maxBulkIdLength = 1000;

/** `what`: plural, as an error has it. */
export const manyOf = <T extends z.ZodType>(item: T, what: string, list = z.array(item, `must be a list of ${what}`)) =>
  list.max(maxMany, `takes at most ${maxMany} ${what} in one call`);

/** Any text: one that is no name is left out, and does not keep the others back. */
export const bulkIdSchema = z
  .custom<string>(isBulkId, `must be text of at most ${maxBulkIdLength} characters`)
  .openapi({ type: 'string', maxLength: maxBulkIdLength });

export type BulkEntry = JsonObject & { id: string };
export const bulkEntrySchema = z
  .custom<BulkEntry>(
    (value) => isJsonObject(value) && isBulkId(value.id),
    `must be an object with its "id", a text of at most ${maxBulkIdLength} characters`,
  )
  .openapi({ type: 'object', properties: { id: { type: 'string', maxLength: maxBulkIdLength } }, required: ['id'] });

const maxMessageIds = 50;
export const messageIdsSchema = listOf(z.string()).max(maxMessageIds, `takes at most ${maxMessageIds} ids`);

/** A time in a query. */
export const timeText = z.iso
  .datetime({ offset: true, message: 'must be a time such as 2026-01-02T03:04:05Z' })
  .optional();

/** A body that is all properties. */
export const propertiesSchema = jsonObject.openapi({
  description: 'Properties, merged into those there are: maps are merged, all else is replaced, nothing is removed.',
});

const time = z.string().openapi({ format: 'date-time' });

export const apiErrorSchema = z
  .object({
    code: z.string(),
    message: z.string(),
    status: z.number().int(),
    type: z.string(),
    errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
  })
  .openapi('Error');

export const userSchema = z
  .looseObject({ __typename: z.literal('User'), id: z.string(), created_at: time.nullable(), updated_at: time })
  .openapi('User');

export const objectSchema = z
  .object({
    __typename: z.literal('Object'),
    collection: z.string(),
    id: z.string(),
    properties: jsonObject,
    created_at: time.nullable(),
    updated_at: time,
  })
  .openapi('Object');

export const tenantSchema = z
  .looseObject({ __typename: z.literal('Tenant'), id: z.string(), name: z.string().nullable(), settings: jsonObject })
  .openapi('Tenant');

export const subscriptionSchema = z
  .object({
    __typename: z.literal('Subscription'),
    object: objectSchema,
    recipient: z.union([userSchema, objectSchema]),
    properties: jsonObject.nullable(),
    inserted_at: time,
    updated_at: time,
  })
  .openapi('Subscription');

export const messageSchema = z
  .looseObject({
    __typename: z.literal('Message'),
    id: z.string(),
    channel_id: z.string(),
    status: z.enum(['queued', 'delivered', 'delivery_attempted', 'undelivered']),
    recipient: z.union([z.string(), z.object({ collection: z.string(), id: z.string() })]),
    inserted_at: time,
    updated_at: time,
  })
  .openapi('Message');

export const messageContentSchema = z
  .object({
    __typename: z.literal('MessageContent'),
    message_id: z.string(),
    data: jsonObject,
    inserted_at: time,
  })
  .openapi('MessageContent');

export const messageEventSchema = z
  .looseObject({ __typename: z.literal('MessageEvent'), id: z.string(), type: z.string(), inserted_at: time })
  .openapi('MessageEvent');

export const activitySchema = z
  .object({
    __typename: z.literal('Activity'),
    id: z.string(),
    actor: z.union([userSchema, objectSchema]).nullable(),
    recipient: z.union([userSchema, objectSchema]),
    data: jsonObject,
    inserted_at: time,
    updated_at: time,
  })
  .openapi('Activity');

export const deliveryLogSchema = z
  .looseObject({
    __typename: z.literal('MessageDeliveryLog'),
    id: z.string(),
    environment_id: z.string(),
    service_name: z.string(),
    inserted_at: time,
    request: jsonObject,
    response: jsonObject.nullable(),
  })
  .openapi('MessageDeliveryLog');

export const recipientRunSchema = z
  .looseObject({
    __typename: z.literal('WorkflowRecipientRun'),
    id: z.string(),
    workflow_run_id: z.string(),
    workflow: z.string(),
    status: z.enum(['queued', 'processing', 'completed', 'cancelled']),
    error_count: z.number().int(),
    inserted_at: time,
    updated_at: time,
  })
  .openapi('WorkflowRecipientRun');

export const bulkOperationSchema = z
  .looseObject({
    __typename: z.literal('BulkOperation'),
    id: z.string(),
    name: z.string(),
    status: z.enum(['queued', 'processing', 'completed', 'failed']),
    estimated_total_rows: z.number().int(),
    processed_rows: z.number().int(),
    success_count: z.number().int(),
    error_count: z.number().int(),
    error_items: z.array(z.object({ id: z.string(), collection: z.string().nullable(), message: z.string() })),
    progress_path: z.string(),
    started_at: time.nullable(),
    completed_at: time.nullable(),
    failed_at: time.nullable(),
    inserted_at: time,
    updated_at: time,
  })
  .openapi('BulkOperation');

const pageInfoSchema = z
  .object({
    __typename: z.literal('PageInfo'),
    after: z.string().nullable(),
    before: z.string().nullable(),
    page_size: z.number().int(),
  })
  .openapi('PageInfo');

export const entriesOf = (item: z.ZodType) => z.object({ entries: z.array(item), page_info: pageInfoSchema });
export const itemsOf = (item: z.ZodType) => z.object({ items: z.array(item), page_info: pageInfoSchema });

function objectReference() {
  return {
    type: 'object' as const,
    properties: { collection: { type: 'string' as const }, id: { type: 'string' as const } },
    required: ['collection', 'id'],
  };
}

export function isName(value: unknown): value is string {
  return entityNameSchema.safeParse(value).success;
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isBulkId(value: unknown): value is string {
  return typeof value === 'string' && value.length <= maxBulkIdLength;
}

function isReference(value: unknown): boolean {
  return isName(value) || (isJsonObject(value) && isName(value.collection) && isName(value.id));
}

function isRecipient(value: unknown): boolean {
  if (!isJsonObject(value)) return isName(value);
  const { collection, id, $trigger_data: data } = value;
  return isName(id) && (collection === undefined || isName(collection)) && (data === undefined || isJsonObject(data));
}

export function isTenantId(value: unknown): boolean {
  return isName(value) && !/\s/.test(value);
}
