import { type JsonObject, type JsonValue, keepSpellings } from '../model/index.ts';
import { isObject } from './event-document.ts';

/** Values, not schemas: what is in them means nothing. */
const valueNames = new Set(['example', 'examples', 'default', 'const', 'enum']);
/** Schemas by names of the payload's own, such as "default". */
const mapNames = new Set(['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas']);

/**
 * A schema of OpenAPI 3.0 in the words of JSON Schema, which 3.1 speaks: `nullable` becomes a type, a boolean
 * `exclusiveMinimum` the number beside it (OpenAPI 3.0.3, Schema Object).
 */
export function jsonSchemaOf30(schema: JsonObject): JsonObject {
  const inner = Object.entries(schema).map(([key, value]): [string, JsonValue] => [
    key,
    valueNames.has(key) ? value : mapNames.has(key) ? rewriteEach(value) : rewrite(value),
  ]);
  const own: JsonObject = keepSpellings(schema, Object.fromEntries(inner));
  moveLimit(own, 'minimum', 'exclusiveMinimum');
  moveLimit(own, 'maximum', 'exclusiveMaximum');
  return typeof own.nullable === 'boolean' ? withNull(own) : own;
}

function rewrite(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return keepSpellings(value, value.map(rewrite));
  return isObject(value) ? jsonSchemaOf30(value) : value;
}

function rewriteEach(value: JsonValue): JsonValue {
  if (!isObject(value)) return rewrite(value);
  return keepSpellings(value, Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, rewrite(inner)])));
}

function moveLimit(schema: JsonObject, limit: string, exclusive: string): void {
  const flag = schema[exclusive];
  if (typeof flag !== 'boolean') return;
  delete schema[exclusive];
  const value = schema[limit];
  if (!flag || value === undefined) return;
  delete schema[limit];
  schema[exclusive] = value;
}

function withNull({ nullable, ...schema }: JsonObject): JsonObject {
  if (nullable === false) return schema;
  if (typeof schema.type !== 'string') return { anyOf: [schema, { type: 'null' }] };
  const values = schema.enum;
  const isNullMissing = Array.isArray(values) && !values.includes(null);
  return { ...schema, type: [schema.type, 'null'], ...(isNullMissing ? { enum: [...values, null] } : {}) };
}
