import { type JsonObject, type JsonValue, valueAtReference } from '../model/index.ts';

/** One difference between two versions of a payload's schema, judged for those who read the payload. */
export interface SchemaChange {
  /** `breaking`: a reader of the old version can fail; `risky`: a strict or exhaustive one can; `compatible`: none should. */
  severity: 'breaking' | 'risky' | 'compatible';
  kind:
    | 'removed'
    | 'added'
    | 'type-widened'
    | 'type-narrowed'
    | 'type-changed'
    | 'became-optional'
    | 'became-required'
    | 'values-added'
    | 'values-removed'
    | 'format-changed'
    | 'constraint-loosened'
    | 'constraint-tightened'
    | 'closed'
    | 'opened';
  /** Such as `task.items[].sku`; empty = the payload itself. */
  path: string;
  /** The same as steps: names of properties, null for every item of a list. */
  steps: (string | null)[];
  /** A sentence. */
  message: string;
}

interface Comparison {
  before: JsonObject;
  after: JsonObject;
  changes: SchemaChange[];
  /** What the old side was compared with; a side is its reference, or itself when it has none. */
  seen: Map<unknown, Set<unknown>>;
  /** By path, because a name may have a dot in it. */
  steps: Map<string, (string | null)[]>;
}

/**
 * What changed between two schemas of one event's payload. The receivers read what is sent, so a property that may now
 * be missing breaks them, and one that is new does not. What the schemas say with `oneOf`, `anyOf` and `if` is compared
 * as a whole only.
 */
export function compareSchemas(before: JsonObject, after: JsonObject): SchemaChange[] {
  const comparison: Comparison = { before, after, changes: [], seen: new Map(), steps: new Map() };
  compare(comparison, before, after, '');
  const order = { breaking: 0, risky: 1, compatible: 2 };
  return comparison.changes.sort((left, right) => order[left.severity] - order[right.severity]);
}

function compare(
  comparison: Comparison,
  oldPart: JsonValue | undefined,
  newPart: JsonValue | undefined,
  path: string,
): void {
  const before = follow(oldPart, comparison.before);
  const after = follow(newPart, comparison.after);
  if (isComparedAlready(comparison, oldPart, newPart)) return;
  compareTypes(comparison, before, after, path);
  compareValues(comparison, before, after, path);
  compareConstraints(comparison, before, after, path);
  compareProperties(comparison, before, after, path);
  if (before.items !== undefined && after.items !== undefined) {
    const at = `${path}[]`;
    note(comparison, path, at, null);
    compare(comparison, before.items, after.items, at);
  }
  for (const keyword of ['oneOf', 'anyOf', 'not', 'if'] as const) {
    if (JSON.stringify(before[keyword]) === JSON.stringify(after[keyword])) continue;
    add(
      comparison,
      'risky',
      'type-changed',
      path,
      `${subject(path)} has other alternatives (${keyword}); compare them yourself.`,
    );
  }
}

/** A schema that refers to itself is compared once; what stands in place of a reference, once for each place. */
function isComparedAlready(
  { seen }: Comparison,
  oldPart: JsonValue | undefined,
  newPart: JsonValue | undefined,
): boolean {
  const [old, now] = [referenceOf(oldPart), referenceOf(newPart)];
  if (old === null && now === null) return false;
  const key = old ?? oldPart;
  const others = seen.get(key) ?? new Set();
  seen.set(key, others);
  return others.size === others.add(now ?? newPart).size;
}

function referenceOf(schema: JsonValue | undefined): string | null {
  const isObject = typeof schema === 'object' && schema !== null && !Array.isArray(schema);
  return isObject && typeof schema.$ref === 'string' ? schema.$ref : null;
}

/** A schema with its reference followed and its `allOf` joined. */
function follow(schema: JsonValue | undefined, root: JsonObject, depth = 0): JsonObject {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema) || depth > 20) return {};
  if (typeof schema.$ref === 'string' && schema.$ref.startsWith('#')) {
    return follow(valueAtReference(root, schema.$ref), root, depth + 1);
  }
  if (!Array.isArray(schema.allOf)) return schema;
  const { allOf, ...own } = schema;
  return allOf.map((part) => follow(part, root, depth + 1)).reduce<JsonObject>(join, own);
}

function join(left: JsonObject, right: JsonObject): JsonObject {
  const properties = { ...objectOf(left.properties), ...objectOf(right.properties) };
  return { ...left, ...right, properties, required: [...listOf(left.required), ...listOf(right.required)] };
}

function objectOf(value: JsonValue | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

function listOf(value: JsonValue | undefined): JsonValue[] {
  return Array.isArray(value) ? value : [];
}

function add(
  { changes, steps }: Comparison,
  severity: SchemaChange['severity'],
  kind: SchemaChange['kind'],
  path: string,
  message: string,
): void {
  changes.push({ severity, kind, path, steps: steps.get(path) ?? [], message });
}

function note({ steps }: Comparison, holder: string, path: string, step: string | null): void {
  if (!steps.has(path)) steps.set(path, [...(steps.get(holder) ?? []), step]);
}

function subject(path: string): string {
  return path === '' ? 'The payload' : `"${path}"`;
}

function typesOf(schema: JsonObject): string[] {
  const types = (Array.isArray(schema.type) ? schema.type : [schema.type]).filter((type) => typeof type === 'string');
  return schema.nullable === true ? [...types, 'null'] : types;
}

function compareTypes(comparison: Comparison, before: JsonObject, after: JsonObject, path: string): void {
  const [old, now] = [typesOf(before), typesOf(after)];
  const covers = (types: readonly string[], type: string) =>
    types.length === 0 || types.includes(type) || (type === 'integer' && types.includes('number'));
  const isWider = now.some((type) => !covers(old, type)) || (now.length === 0 && old.length > 0);
  const isNarrower = old.some((type) => !covers(now, type)) || (old.length === 0 && now.length > 0);
  if (!isWider && !isNarrower) return;
  const words = `${old.join(' or ') || 'anything'} to ${now.join(' or ') || 'anything'}`;
  if (!isWider) add(comparison, 'compatible', 'type-narrowed', path, `${subject(path)} was narrowed from ${words}.`);
  else if (isNarrower)
    add(comparison, 'breaking', 'type-changed', path, `${subject(path)} changed its type from ${words}.`);
  else add(comparison, 'breaking', 'type-widened', path, `${subject(path)} may now be of another type: from ${words}.`);
}

function valuesOf(schema: JsonObject): string[] | null {
  if (schema.const !== undefined) return [JSON.stringify(schema.const)];
  return Array.isArray(schema.enum) ? schema.enum.map((value) => JSON.stringify(value)) : null;
}

function compareValues(comparison: Comparison, before: JsonObject, after: JsonObject, path: string): void {
  const [old, now] = [valuesOf(before), valuesOf(after)];
  if (old === null && now === null) return;
  if (now === null) {
    add(comparison, 'risky', 'values-added', path, `${subject(path)} is no longer limited to a list of values.`);
    return;
  }
  if (old === null) {
    add(comparison, 'compatible', 'values-removed', path, `${subject(path)} is now limited to ${now.join(', ')}.`);
    return;
  }
  const [wasThere, isThere] = [new Set(old), new Set(now)];
  const added = now.filter((value) => !wasThere.has(value));
  const removed = old.filter((value) => !isThere.has(value));
  if (added.length > 0) {
    add(
      comparison,
      'risky',
      'values-added',
      path,
      `${subject(path)} may now also be ${added.join(', ')}; a reader that lists all values does not know it.`,
    );
  }
  if (removed.length > 0) {
    add(comparison, 'compatible', 'values-removed', path, `${subject(path)} is never ${removed.join(', ')} any more.`);
  }
}

/** Bounds from below and from above. */
const bounds: readonly [keyword: string, direction: 1 | -1][] = [
  ['minimum', 1],
  ['exclusiveMinimum', 1],
  ['minLength', 1],
  ['minItems', 1],
  ['minProperties', 1],
  ['maximum', -1],
  ['exclusiveMaximum', -1],
  ['maxLength', -1],
  ['maxItems', -1],
  ['maxProperties', -1],
];

function compareConstraints(comparison: Comparison, before: JsonObject, after: JsonObject, path: string): void {
  for (const [keyword, direction] of bounds) {
    const free = direction * Number.NEGATIVE_INFINITY;
    const [old, now] = [before[keyword] ?? free, after[keyword] ?? free];
    if (typeof old !== 'number' || typeof now !== 'number' || old === now) continue;
    const isLooser = direction * (now - old) < 0;
    const words = `${subject(path)}: ${keyword} went from ${Number.isFinite(old) ? old : 'none'} to ${Number.isFinite(now) ? now : 'none'}.`;
    if (isLooser) add(comparison, 'risky', 'constraint-loosened', path, words);
    else add(comparison, 'compatible', 'constraint-tightened', path, words);
  }
  for (const keyword of ['format', 'pattern', 'multipleOf', 'contentEncoding'] as const) {
    const [old, now] = [before[keyword], after[keyword]];
    if (JSON.stringify(old) === JSON.stringify(now)) continue;
    if (old === undefined)
      add(
        comparison,
        'compatible',
        'constraint-tightened',
        path,
        `${subject(path)} now has the ${keyword} ${String(now)}.`,
      );
    else {
      const words =
        now === undefined
          ? `lost its ${keyword} ${String(old)}`
          : `changed its ${keyword} from ${String(old)} to ${String(now)}`;
      const severity = keyword === 'format' ? 'breaking' : 'risky';
      add(
        comparison,
        severity,
        keyword === 'format' ? 'format-changed' : 'constraint-loosened',
        path,
        `${subject(path)} ${words}.`,
      );
    }
  }
}

function compareProperties(comparison: Comparison, before: JsonObject, after: JsonObject, path: string): void {
  const [old, now] = [objectOf(before.properties), objectOf(after.properties)];
  const [oldRequired, nowRequired] = [new Set(listOf(before.required)), new Set(listOf(after.required))];
  for (const name of new Set([...Object.keys(old), ...Object.keys(now)])) {
    const at = path === '' ? name : `${path}.${name}`;
    note(comparison, path, at, name);
    if (!(name in now)) {
      const severity = oldRequired.has(name) ? 'breaking' : 'risky';
      add(
        comparison,
        severity,
        'removed',
        at,
        `"${at}" was removed${oldRequired.has(name) ? '' : '; it was optional'}.`,
      );
    } else if (!(name in old)) {
      const isRefused = before.additionalProperties === false;
      const note = isRefused ? '; a reader that validates with the old schema refuses it' : '';
      add(comparison, isRefused ? 'risky' : 'compatible', 'added', at, `"${at}" was added${note}.`);
    } else {
      if (oldRequired.has(name) && !nowRequired.has(name)) {
        add(comparison, 'breaking', 'became-optional', at, `"${at}" may now be missing.`);
      } else if (!oldRequired.has(name) && nowRequired.has(name)) {
        add(comparison, 'compatible', 'became-required', at, `"${at}" is now always there.`);
      }
      compare(comparison, old[name], now[name], at);
    }
  }
  const [wasClosed, isClosed] = [before.additionalProperties === false, after.additionalProperties === false];
  if (wasClosed && !isClosed)
    add(comparison, 'risky', 'opened', path, `${subject(path)} may now have properties that the schema does not name.`);
  if (!wasClosed && isClosed)
    add(
      comparison,
      'compatible',
      'closed',
      path,
      `${subject(path)} has only the properties that the schema names now.`,
    );
}
