import { type EventType, type JsonObject, type JsonValue, keepSpellings, valueAtReference } from '../model/index.ts';
import { DocumentTextProblem } from './document-text.ts';
import { FreeNames } from './free-names.ts';

/** An event type with its key, as it is exported and imported. */
export interface NamedEventType {
  key: string;
  value: EventType;
}

export interface ImportNote {
  /** What it is about: a webhook, a message, a part of the document. */
  name: string;
  outcome: 'taken' | 'changed' | 'skipped';
  /** Why, one sentence; for what can be taken as it is, what comes along. */
  message: string;
}

export interface ImportedEventTypes {
  eventTypes: NamedEventType[];
  report: ImportNote[];
}

export interface ExportOptions {
  title: string;
  version: string;
}

export function objectOf(value: JsonValue | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function textOf(value: JsonValue | undefined): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

/** A version, which YAML without quotes may have made a number. */
export function versionOf(value: JsonValue | undefined): string | null {
  return typeof value === 'number' ? String(value) : textOf(value);
}

/** Characters of a key (`eventTypeKeySchema`). */
export const longestKey = 255;

/** A key that the workspace takes: what it does not take becomes "_". Null when nothing is left. */
export function eventTypeKey(name: string): string | null {
  const key = name
    .trim()
    .replace(/[^A-Za-z0-9._:-]+/g, '_')
    .replace(/^_+|(?<!_)_+$/g, '')
    .slice(0, longestKey);
  return key === '' ? null : key;
}

/** The reference that does not lead to a part of the document; null = the value is there. */
export function lostReference(document: JsonObject, value: JsonValue | undefined): string | null {
  const { value: found, pointer } = followReference(document, value);
  return found === undefined ? pointer : null;
}

/** Examples that a schema brings along itself, for a payload that has none of its own. */
export function schemaExamples(
  document: JsonObject,
  schema: JsonValue | undefined,
): { name: string; payload: JsonObject }[] {
  const { examples, example } = objectOf(dereference(document, schema));
  const all = [...(Array.isArray(examples) ? examples : []), ...(example === undefined ? [] : [example])];
  return all
    .filter(isObject)
    .map((payload, index) => ({ name: index === 0 ? 'Example' : `Example ${index + 1}`, payload }));
}

export function dereference(document: JsonObject, value: JsonValue | undefined, depth = 0): JsonValue | undefined {
  if (!isObject(value) || typeof value.$ref !== 'string' || depth > 20) return value;
  return dereference(document, valueAtReference(document, value.$ref), depth + 1);
}

/** The values that an import may copy: what many event types share is copied to each of them. */
export class CopyBudget {
  #left = 1_000_000;

  /** Throws `DocumentTextProblem` when there is none left. */
  spend(): void {
    this.#left -= 1;
    if (this.#left < 0) throw new DocumentTextProblem(tooMuchShared);
  }
}

const tooMuchShared =
  'The document becomes too big when every event type gets its own copy of the schemas it refers to. Split it, or leave out what its events do not need.';

/**
 * A schema that stands on its own: every schema of the document that it refers to is copied to its `$defs`, and the
 * references are turned there. References that lead nowhere become open schemas and are named in `lost`.
 */
export function standaloneSchema(
  document: JsonObject,
  schema: JsonValue | undefined,
  budget: CopyBudget,
): { schema: JsonObject; lost: string[] } {
  const definitions: JsonObject = {};
  const names = new Map<string, string>();
  const lost: string[] = [];
  const { value: root, pointer } = followReference(document, schema);
  const own = objectOf(objectOf(root).$defs);
  const free = new FreeNames(Object.keys(own));
  // One after the other rather than one within the other: a chain of references may be of any length.
  const waiting: { name: string; target: JsonValue }[] = [];

  function nameFor(reference: string, target: JsonValue): string {
    const known = names.get(reference);
    if (known !== undefined) return known;
    const name = free.take(reference.split('/').at(-1) ?? 'schema', '_');
    names.set(reference, name);
    waiting.push({ name, target });
    return name;
  }

  function turn(reference: string): string | null {
    const isOwn = pointer !== null && (reference === pointer || reference.startsWith(`${pointer}/`));
    if (isOwn) return `#${reference.slice(pointer.length)}`;
    const target = valueAtReference(document, reference);
    if (target !== undefined) return `#/$defs/${escapeStep(nameFor(reference, target))}`;
    // Not what OpenAPI says, but what many mean: the definitions of the schema around it.
    const isInner = reference.startsWith('#/$defs/') && valueAtReference({ $defs: own }, reference) !== undefined;
    return isInner ? reference : null;
  }

  function rewrite(value: JsonValue): JsonValue {
    budget.spend();
    if (Array.isArray(value)) return keepSpellings(value, value.map(rewrite));
    if (!isObject(value)) return value;
    const { $ref, ...rest } = value;
    const others = keepSpellings(
      value,
      Object.fromEntries(Object.entries(rest).map(([key, inner]) => [key, rewrite(inner)])),
    );
    if (typeof $ref !== 'string')
      return $ref === undefined ? others : keepSpellings(value, { ...others, $ref: rewrite($ref) });
    const turned = turn($ref);
    if (turned !== null) return keepSpellings(value, { ...others, $ref: turned });
    lost.push($ref);
    return others;
  }

  if (root === undefined && pointer !== null) lost.push(pointer);
  const result = objectOf(rewrite(objectOf(root)));
  // Grows while it is walked.
  for (const { name, target } of waiting) definitions[name] = rewrite(target);
  if (Object.keys(definitions).length > 0) result.$defs = { ...objectOf(result.$defs), ...definitions };
  return { schema: result, lost };
}

/** A value behind its references, and the last reference followed; null = it stood there itself. */
function followReference(
  document: JsonObject,
  value: JsonValue | undefined,
): { value: JsonValue | undefined; pointer: string | null } {
  let [current, pointer]: [JsonValue | undefined, string | null] = [value, null];
  for (let depth = 0; depth < 20 && isObject(current) && typeof current.$ref === 'string'; depth += 1) {
    pointer = current.$ref;
    current = valueAtReference(document, current.$ref);
  }
  return { value: current, pointer };
}

function escapeStep(step: string): string {
  return step.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** A schema for a place inside a bigger document: its references to its own parts get that place's pointer. */
export function embedSchema(schema: JsonObject, pointer: string): JsonObject {
  const rewrite = (value: JsonValue): JsonValue => {
    if (Array.isArray(value)) return keepSpellings(value, value.map(rewrite));
    if (!isObject(value)) return value;
    const entries = Object.entries(value).map(([key, inner]) => {
      const isOwn = key === '$ref' && typeof inner === 'string' && (inner === '#' || inner.startsWith('#/'));
      return [key, isOwn ? `#${pointer}${String(inner).slice(1)}` : rewrite(inner)] as const;
    });
    return keepSpellings(value, Object.fromEntries(entries));
  };
  return objectOf(rewrite(schema));
}
