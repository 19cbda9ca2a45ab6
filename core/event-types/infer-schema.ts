import { type JsonObject, type JsonValue, spellingIn } from '../model/index.ts';

interface Seen {
  count: number;
  types: Map<string, number>;
  strings: Set<string>;
  isFormat: Map<string, boolean>;
  objects: number;
  properties: Map<string, Seen>;
  items: Seen | null;
}

const formats: readonly [name: string, pattern: RegExp][] = [
  ['date-time', /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/],
  ['date', /^\d{4}-\d{2}-\d{2}$/],
  ['uuid', /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i],
  ['email', /^[^@\s]+@[^@\s]+\.[a-z]{2,}$/i],
  ['uri', /^https?:\/\/\S+$/],
];
/** Strings are remembered up to here; past it they are no list of words. */
const wordLimit = 8;

/**
 * The tightest simple JSON Schema that all samples satisfy: types, required properties, formats that every text has, and
 * a list of words where few words came often. A number is whole when it is written so everywhere: `1.00` is an amount that
 * had no cents this time. What was only ever null may be anything. No samples give an empty schema.
 */
export function inferSchema(samples: readonly JsonValue[]): JsonObject {
  const seen = newSeen();
  for (const sample of samples) look(seen, sample, undefined);
  return samples.length === 0 ? {} : write(seen);
}

function newSeen(): Seen {
  return {
    count: 0,
    types: new Map(),
    strings: new Set(),
    isFormat: new Map(formats.map(([name]) => [name, true])),
    objects: 0,
    properties: new Map(),
    items: null,
  };
}

function look(seen: Seen, value: JsonValue, spelling: string | undefined): void {
  seen.count += 1;
  const type = typeOf(value, spelling);
  seen.types.set(type, (seen.types.get(type) ?? 0) + 1);
  if (typeof value === 'string') {
    if (seen.strings.size <= wordLimit) seen.strings.add(value);
    for (const [name, pattern] of formats) if (!pattern.test(value)) seen.isFormat.set(name, false);
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      seen.items ??= newSeen();
      look(seen.items, item, spellingIn(value, index));
    }
  } else if (typeof value === 'object' && value !== null) {
    seen.objects += 1;
    for (const [name, inner] of Object.entries(value)) {
      const property = seen.properties.get(name) ?? newSeen();
      seen.properties.set(name, property);
      look(property, inner, spellingIn(value, name));
    }
  }
}

function typeOf(value: JsonValue, spelling = ''): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) && !/[.eE]/.test(spelling) ? 'integer' : 'number';
  return typeof value;
}

function write(seen: Seen): JsonObject {
  const types = new Set(seen.types.keys());
  if (types.has('number')) types.delete('integer');
  if (types.size === 1 && types.has('null')) return {};
  const [only, another] = types;
  const schema: JsonObject = {};
  if (only !== undefined) schema.type = another === undefined ? only : [...types].sort();
  if (types.has('string')) Object.assign(schema, writeText(seen));
  if (types.has('object')) {
    schema.properties = Object.fromEntries([...seen.properties].map(([name, inner]) => [name, write(inner)]));
    const required = [...seen.properties].filter(([, inner]) => inner.count === seen.objects).map(([name]) => name);
    if (required.length > 0) schema.required = required;
  }
  if (types.has('array') && seen.items !== null) schema.items = write(seen.items);
  return schema;
}

function writeText({ types, strings, isFormat }: Seen): JsonObject {
  const format = formats.find(([name]) => isFormat.get(name) === true);
  if (format !== undefined) return { format: format[0] };
  const count = types.get('string') ?? 0;
  const isList =
    types.size === 1 && strings.size > 1 && strings.size <= wordLimit && count >= strings.size * 3 && count >= 6;
  return isList ? { enum: [...strings].sort() } : {};
}
