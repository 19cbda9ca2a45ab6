import { type JsonObject, type JsonValue, keepSpellings } from '../model/index.ts';
import { inferSchema } from './infer-schema.ts';
import { readPointer } from './json-pointer.ts';
import { followed, type PayloadSteps, schemaPlaceOf } from './schema-place.ts';

/**
 * A schema that also describes a part of the payload, typed by what the samples hold there; anything is allowed when no
 * sample has it. What is missing on the way is added too. It is not required: samples of others may lack it. Gives the
 * schema itself when it already describes the part, null when it says something at odds with it (a text on the way).
 */
export function addSchemaProperty(
  schema: JsonObject,
  steps: PayloadSteps,
  samples: readonly JsonValue[],
): JsonObject | null {
  if (schemaPlaceOf(schema, steps) !== null) return schema;
  let known = steps.length;
  while (known > 0 && schemaPlaceOf(schema, steps.slice(0, known)) === null) known -= 1;
  const place = followed(schema, schemaPlaceOf(schema, steps.slice(0, known)) ?? '');
  if (place.value === null) return null;
  const added = describeSteps(place.value, steps.slice(known), valuesAt(samples, steps.slice(0, known)));
  return added === null ? null : replaceAt(schema, readPointer(place.pointer), added);
}

/** The values that samples hold at a place; those that have nothing there are left out. */
function valuesAt(samples: readonly JsonValue[], steps: PayloadSteps): JsonValue[] {
  return steps.reduce<JsonValue[]>((values, step) => values.flatMap((value) => below(value, step)), [...samples]);
}

function below(value: JsonValue, step: string | null): JsonValue[] {
  if (step === null) return Array.isArray(value) ? value : [];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  const inner = Object.hasOwn(value, step) ? value[step] : undefined;
  return inner === undefined ? [] : [inner];
}

function describeSteps(schema: JsonObject, steps: PayloadSteps, values: readonly JsonValue[]): JsonObject | null {
  const [step, ...rest] = steps;
  if (step === undefined) return schema;
  const inner = values.flatMap((value) => below(value, step));
  const type = step === null ? 'array' : 'object';
  if (!allows(schema, type)) return null;
  const described = describeSteps(rest.length === 0 ? inferBelow(values, step) : {}, rest, inner);
  if (described === null) return null;
  const typed = schema.type === undefined ? { type, ...schema } : schema;
  if (step === null) return keepSpellings(schema, { ...typed, items: described });
  const properties = isObject(schema.properties) ? schema.properties : {};
  return keepSpellings(schema, {
    ...typed,
    properties: keepSpellings(properties, { ...properties, [step]: described }),
  });
}

/** Of what holds it: that knows how its numbers are spelled. */
function inferBelow(values: readonly JsonValue[], step: string | null): JsonObject {
  const { items, properties } = inferSchema(values);
  const inferred = step === null ? items : isObject(properties) ? properties[step] : undefined;
  return isObject(inferred) ? inferred : {};
}

function allows({ type }: JsonObject, wanted: string): boolean {
  return type === undefined || type === wanted || (Array.isArray(type) && type.includes(wanted));
}

function replaceAt(value: JsonValue, steps: readonly string[], replacement: JsonObject): JsonObject {
  const [step, ...rest] = steps;
  if (step === undefined) return replacement;
  if (Array.isArray(value)) {
    const items = value.map((item, index) => (String(index) === step ? replaceAt(item, rest, replacement) : item));
    // Only ever asked for inside an object, which gives the type.
    return keepSpellings(value, items) as unknown as JsonObject;
  }
  const holder = isObject(value) ? value : {};
  return keepSpellings(holder, { ...holder, [step]: replaceAt(holder[step] ?? {}, rest, replacement) });
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
