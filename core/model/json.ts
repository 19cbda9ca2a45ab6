import { z } from 'zod';

/** Any value that JSON text can hold. Big integers and `1.00` lose their spelling here: bodies stay bytes instead. */
export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

export type JsonObject = { [key: string]: JsonValue };

export const jsonValueSchema: z.ZodType<JsonValue> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(jsonValueSchema), jsonObjectSchema]),
);

export const jsonObjectSchema: z.ZodType<JsonObject> = z.record(z.string(), jsonValueSchema);

/**
 * A JSON object as a document or a message of the wire holds it: both are read from JSON text, so what is in it is JSON.
 * Its parts are not looked at one by one, because samples may have megabytes and are checked at every key.
 */
export const heldObjectSchema = z.custom<JsonObject>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'must be an object',
);

/** The same for any value. */
export const heldValueSchema = z.custom<JsonValue>(
  (value) => ['object', 'string', 'number', 'boolean'].includes(typeof value),
  'must be a JSON value',
);
