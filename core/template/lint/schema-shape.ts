import { type JsonObject, type JsonValue, valueAtReference } from '../../model/index.ts';
import { emptyShape, mergeShapes, type ValueKind, type ValueShape } from './value-shape.ts';

const allKinds: readonly ValueKind[] = ['string', 'number', 'boolean', 'null', 'object', 'array'];
const plainFormats = new Set(['date', 'time', 'date-time', 'duration', 'uuid', 'ipv4', 'ipv6', 'hostname']);
/** A schema that holds itself in many places is a tree without end: the deepest reading that stays small enough is taken. */
const depthLimits = [16, 8, 4, 2];
const shapeLimit = 20_000;

interface Reading {
  root: JsonValue | undefined;
  depthLimit: number;
  /** Shapes made so far. */
  made: number;
}

/**
 * What a JSON Schema says of a value. References inside the schema are followed; what cannot be read off simply (`not`,
 * `if`), or lies too deep, is left open, so that nothing is claimed that need not hold.
 */
export function shapeOfSchema(schema: JsonValue | undefined): ValueShape {
  for (const depthLimit of depthLimits) {
    const reading = { root: schema, depthLimit, made: 0 };
    const shape = read(schema, reading, 0);
    if (reading.made <= shapeLimit) return shape;
  }
  return openShape();
}

function openShape(): ValueShape {
  return { ...emptyShape, kinds: new Set(), source: 'schema' };
}

function read(schema: JsonValue | undefined, reading: Reading, depth: number): ValueShape {
  const open = openShape();
  reading.made += 1;
  if (schema === undefined || typeof schema !== 'object' || schema === null || Array.isArray(schema)) return open;
  if (depth > reading.depthLimit || reading.made > shapeLimit) return open;
  if (typeof schema.$ref === 'string') {
    const target = valueAtReference(reading.root, schema.$ref);
    return target === undefined ? open : read(target, reading, depth + 1);
  }
  const choices = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(choices)) return mergeShapes(choices.map((choice) => read(choice, reading, depth + 1)));
  if (Array.isArray(schema.allOf)) return read(joinAll(schema, reading.root), reading, depth + 1);
  return {
    ...open,
    kinds: kindsOf(schema),
    properties: propertiesOf(schema, reading, depth),
    isOpen: schema.additionalProperties !== false,
    items: schema.items === undefined ? null : read(schema.items, reading, depth + 1),
    isPlainText: isPlainText(schema),
    isBig: isBig(schema),
    mayBeZero: typeof schema.minimum === 'number' ? schema.minimum <= 0 : schema.exclusiveMinimum !== 0,
  };
}

function kindsOf(schema: JsonObject): ReadonlySet<ValueKind> {
  const given = schema.const !== undefined ? [schema.const] : Array.isArray(schema.enum) ? schema.enum : null;
  if (given !== null) return new Set(given.map(kindOf));
  const types = Array.isArray(schema.type) ? schema.type : [schema.type];
  const kinds = types.flatMap((type) => (type === 'integer' ? ['number'] : [type])) as ValueKind[];
  if (schema.nullable === true) kinds.push('null');
  const known = kinds.filter((kind) => allKinds.includes(kind));
  if (known.length > 0) return new Set(known);
  if (schema.properties !== undefined) return new Set(['object']);
  return new Set(schema.items === undefined ? [] : ['array']);
}

function kindOf(value: JsonValue): ValueKind {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : (typeof value as ValueKind);
}

function propertiesOf(schema: JsonObject, reading: Reading, depth: number): Map<string, ValueShape> {
  const { properties, required } = schema;
  if (typeof properties !== 'object' || properties === null || Array.isArray(properties)) return new Map();
  const needed = new Set(Array.isArray(required) ? required : []);
  return new Map(
    Object.entries(properties).map(([name, inner]) => {
      const shape = read(inner, reading, depth + 1);
      return [name, needed.has(name) ? shape : { ...shape, isOptional: true }];
    }),
  );
}

function isPlainText(schema: JsonObject): boolean {
  if (Array.isArray(schema.enum)) return schema.enum.every((value) => typeof value !== 'string' || isPlain(value));
  if (typeof schema.const === 'string') return isPlain(schema.const);
  if (typeof schema.format === 'string' && plainFormats.has(schema.format)) return true;
  // Such as ^[0-9]+$ or ^[A-Z]{3}$: only classes of harmless characters.
  return (
    typeof schema.pattern === 'string' &&
    /^\^(?:\[[A-Za-z0-9 _.:@-]+\](?:[+*?]|\{\d+(?:,\d*)?\})?|[A-Za-z0-9_-])+\$$/.test(schema.pattern)
  );
}

function isPlain(text: string): boolean {
  return !/["\\\p{Cc}]/u.test(text);
}

function isBig(schema: JsonObject): boolean {
  if (schema.format === 'int64' || schema.format === 'uint64') return true;
  return typeof schema.maximum === 'number' && schema.type === 'integer' && schema.maximum > Number.MAX_SAFE_INTEGER;
}

/** `allOf` as one schema: properties and required names of all parts. */
function joinAll(schema: JsonObject, root: JsonValue | undefined): JsonObject {
  const { allOf, ...own } = schema;
  const parts = [own, ...(Array.isArray(allOf) ? allOf : [])].map((part) => {
    const isReference =
      typeof part === 'object' && part !== null && !Array.isArray(part) && typeof part.$ref === 'string';
    return isReference ? valueAtReference(root, String(part.$ref)) : part;
  });
  let joined: JsonObject = {};
  for (const part of parts) {
    if (typeof part !== 'object' || part === null || Array.isArray(part)) continue;
    const required = [...asList(joined.required), ...asList(part.required)];
    joined = {
      ...joined,
      ...part,
      properties: { ...asObject(joined.properties), ...asObject(part.properties) },
      required,
    };
  }
  return joined;
}

function asList(value: JsonValue | undefined): JsonValue[] {
  return Array.isArray(value) ? value : [];
}

function asObject(value: JsonValue | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}
