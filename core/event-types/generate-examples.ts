import { type JsonObject, type JsonValue, valueAtReference } from '../model/index.ts';

/** Random numbers from a seed (mulberry32): the same seed gives the same examples everywhere. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A schema that holds itself in many places would give payloads without end; past this its values are null. */
const valueLimit = 20_000;
const textLimit = 10_000;

interface Making {
  root: JsonObject;
  random(): number;
  depth: number;
  /** Values made so far, of the whole payload. */
  made: { count: number };
  /** Whether properties that are not required are given. */
  isFull: boolean;
}

/**
 * Payloads that fit a JSON Schema: the first has every property, the second only what is required, further ones a
 * choice. Same schema, seed and count, same payloads. Patterns beyond simple classes are not followed: check what comes
 * out with the schema when it must fit.
 */
export function generateExamples(schema: JsonObject, options: { seed: number; count: number }): JsonValue[] {
  const random = seeded(options.seed);
  return Array.from({ length: options.count }, (_, index) => {
    const isFull = index === 0 || (index > 1 && random() < 0.5);
    return make(schema, { root: schema, random, depth: 0, made: { count: 0 }, isFull }, 'value');
  });
}

function make(schema: JsonValue | undefined, making: Making, name: string): JsonValue {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema))
    return schema === false ? null : 'example';
  const deeper = { ...making, depth: making.depth + 1 };
  making.made.count += 1;
  if (making.depth > 20 || making.made.count > valueLimit) return null;
  if (typeof schema.$ref === 'string') return make(valueAtReference(making.root, schema.$ref), deeper, name);
  if (schema.const !== undefined) return schema.const;
  if (Array.isArray(schema.enum)) return pick(schema.enum, making) ?? null;
  if (schema.default !== undefined && making.random() < 0.3) return schema.default;
  const [example] = Array.isArray(schema.examples) ? schema.examples : [schema.example];
  if (example !== undefined) return example;
  for (const choices of [schema.oneOf, schema.anyOf]) {
    if (Array.isArray(choices)) return make(mergeInto(schema, pick(choices, making)), deeper, name);
  }
  if (Array.isArray(schema.allOf)) {
    return make(
      schema.allOf.reduce<JsonObject>((all, part) => mergeInto(all, dereference(part, making.root)), schema),
      deeper,
      name,
    );
  }
  return ofType(typeOf(schema, making), schema, deeper, name);
}

function pick<Item>(items: readonly Item[], { random }: Making): Item | undefined {
  return items[Math.floor(random() * items.length)];
}

function dereference(schema: JsonValue, root: JsonObject): JsonValue {
  const isReference =
    typeof schema === 'object' && schema !== null && !Array.isArray(schema) && typeof schema.$ref === 'string';
  return isReference ? (valueAtReference(root, String(schema.$ref)) ?? {}) : schema;
}

function mergeInto(schema: JsonObject, part: JsonValue | undefined): JsonObject {
  const { oneOf: _, anyOf: __, allOf: ___, ...own } = schema;
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return own;
  const properties = { ...asObject(own.properties), ...asObject(part.properties) };
  const required = [...asList(own.required), ...asList(part.required)];
  const joined: JsonObject = { ...own, ...part };
  if (Object.keys(properties).length > 0) joined.properties = properties;
  if (required.length > 0) joined.required = required;
  return joined;
}

function asObject(value: JsonValue | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

function asList(value: JsonValue | undefined): JsonValue[] {
  return Array.isArray(value) ? value : [];
}

function typeOf(schema: JsonObject, making: Making): string {
  const types = Array.isArray(schema.type) ? schema.type.filter((type) => type !== 'null') : [schema.type];
  const type = pick(types, making);
  if (typeof type === 'string') return type;
  if (schema.properties !== undefined) return 'object';
  return schema.items === undefined ? (Array.isArray(schema.type) ? 'null' : 'string') : 'array';
}

function ofType(type: string, schema: JsonObject, making: Making, name: string): JsonValue {
  switch (type) {
    case 'object':
      return makeObject(schema, making);
    case 'array':
      return makeList(schema, making, name);
    case 'integer':
    case 'number':
      return makeNumber(schema, making, type === 'integer');
    case 'boolean':
      return making.random() < 0.5;
    case 'null':
      return null;
    default:
      return makeText(schema, making, name);
  }
}

function makeObject(schema: JsonObject, making: Making): JsonObject {
  const required = new Set(asList(schema.required));
  const result: JsonObject = {};
  for (const [name, inner] of Object.entries(asObject(schema.properties))) {
    // Optional parts of schemas that hold themselves end here.
    const isGiven = required.has(name) || (making.isFull && making.depth < 8);
    if (isGiven) result[name] = make(inner, making, name);
  }
  for (const name of required) if (typeof name === 'string' && !(name in result)) result[name] = make({}, making, name);
  return result;
}

function makeList(schema: JsonObject, making: Making, name: string): JsonValue[] {
  const least = typeof schema.minItems === 'number' ? schema.minItems : making.isFull && making.depth < 8 ? 2 : 0;
  const most = typeof schema.maxItems === 'number' ? schema.maxItems : Math.max(least, 2);
  const items = Array.from({ length: Math.min(least, most, 100) }, () => make(schema.items ?? {}, making, name));
  if (schema.uniqueItems !== true) return items;
  const seen = new Set<string>();
  return items.filter((item) => seen.size < seen.add(JSON.stringify(item)).size);
}

function makeNumber(schema: JsonObject, { random }: Making, isWhole: boolean): number {
  const step = numberOf(schema.multipleOf) ?? (isWhole ? 1 : 0.01);
  const [over, under] = [numberOf(schema.exclusiveMinimum), numberOf(schema.exclusiveMaximum)];
  const least = numberOf(schema.minimum) ?? (over === null ? null : over + step);
  const most = numberOf(schema.maximum) ?? (under === null ? null : under - step);
  const usual = isWhole ? 1 : 0;
  const from = least ?? (most !== null && most < usual ? most - 1000 : usual);
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.max(first, Math.floor((most ?? Math.max(from, 0) + 1000) / step + 1e-9));
  const value = (first + Math.floor(random() * (last - first + 1))) * step;
  return Number(value.toFixed(10));
}

function numberOf(value: JsonValue | undefined): number | null {
  return typeof value === 'number' ? value : null;
}

const words = ['amber', 'birch', 'cedar', 'delta', 'ember', 'fjord', 'grove', 'harbor', 'island', 'juniper'];

function makeText(schema: JsonObject, making: Making, name: string): string {
  const { random } = making;
  const hex = (length: number): string => Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('');
  const day = (): string =>
    `2026-0${1 + Math.floor(random() * 9)}-${String(1 + Math.floor(random() * 28)).padStart(2, '0')}`;
  const clock = (): string =>
    [24, 60, 60].map((limit) => String(Math.floor(random() * limit)).padStart(2, '0')).join(':');
  const word = pick(words, making) ?? 'amber';
  switch (schema.format) {
    case 'date-time':
      return `${day()}T${clock()}Z`;
    case 'date':
      return day();
    case 'time':
      return `${clock()}Z`;
    case 'uuid':
      return `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`;
    case 'email':
      return `${word}@example.com`;
    case 'uri':
    case 'url':
      return `https://example.com/${word}`;
    case 'hostname':
      return `${word}.example.com`;
    case 'ipv4':
      return `192.0.2.${1 + Math.floor(random() * 254)}`;
  }
  const fitting = typeof schema.pattern === 'string' ? makeMatching(schema.pattern, making) : null;
  const text =
    fitting ?? (/id$/i.test(name) ? `${word}-${1 + Math.floor(random() * 999)}` : `${word} ${name}`.slice(0, 40));
  return fitLength(text, schema);
}

/** Texts for patterns made of classes, letters and counts, such as `^[A-Z]{3}-[0-9]+$`; null for others. */
function makeMatching(pattern: string, { random }: Making): string | null {
  const body = pattern.replace(/^\^/, '').replace(/\$$/, '');
  const parts = [
    ...body.matchAll(/(\[[^\]^\\]+\]|\\d|[A-Za-z0-9_ :@/-]|\\[.+*?()/-])(?:\{(\d+)(?:,(\d*))?\}|([+*?]))?/gy),
  ];
  if (parts.map(([found]) => found).join('') !== body) return null;
  return parts
    .map(([, atom = '', least, , sign]) => {
      const asked = least === undefined ? (sign === '+' ? 4 : sign === '*' || sign === '?' ? 0 : 1) : Number(least);
      const count = Math.min(asked, textLimit);
      const letters = lettersOf(atom);
      return Array.from({ length: count }, () => letters[Math.floor(random() * letters.length)]).join('');
    })
    .join('');
}

function lettersOf(atom: string): string {
  if (atom === '\\d') return '0123456789';
  if (!atom.startsWith('[')) return atom.replace('\\', '');
  return atom.slice(1, -1).replace(/(.)-(.)/g, (_, from: string, to: string) => {
    const [first, last] = [from.charCodeAt(0), to.charCodeAt(0)];
    return String.fromCharCode(...Array.from({ length: Math.max(0, last - first + 1) }, (__, index) => first + index));
  });
}

function fitLength(text: string, schema: JsonObject): string {
  const least = numberOf(schema.minLength) ?? 0;
  const most = numberOf(schema.maxLength) ?? Number.POSITIVE_INFINITY;
  return text.padEnd(Math.min(least, textLimit), 'x').slice(0, Math.min(most, textLimit));
}
