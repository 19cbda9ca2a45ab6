import type { ErrorObject } from 'ajv/dist/2020.js';
import { type JsonObject, type JsonValue, valueAtReference } from '../model/index.ts';
import { writePointer } from './json-pointer.ts';
import { compileMetaschema, metaschemaErrors } from './metaschema.ts';
import { createPayloadValidator, type SchemaIssue } from './validate-payload.ts';
import { TimeIsOver, withinTime } from './within-time.ts';

/** A schema of a hundred thousand properties, each of them wrong, is nobody's, but it may be pasted. */
const timeLimitMs = 1000;
const issueLimit = 50;

/**
 * What is wrong with a JSON Schema, each at its place in it: keywords that the 2020-12 metaschema does not take, and
 * references that lead nowhere. Keywords that no draft knows are allowed, as in the standard.
 */
export function checkSchema(schema: JsonObject): SchemaIssue[] {
  compileMetaschema();
  try {
    return withinTime(timeLimitMs, () => issuesOf(schema)).slice(0, issueLimit);
  } catch (error) {
    if (!(error instanceof TimeIsOver)) throw error;
    const message = `Checking took longer than ${timeLimitMs} ms and was ended. Make the schema smaller.`;
    return [{ pointer: '', keyword: 'schema', property: null, message }];
  }
}

function issuesOf(schema: JsonObject): SchemaIssue[] {
  const { $schema: _, ...rest } = schema;
  const wrong = metaschemaErrors(rest);
  if (wrong.length > 0) return distinct(wrong.filter(isTelling).map(describe));
  const lost = lostReferences(rest, rest, []);
  if (lost.length > 0) return lost;
  const { schemaProblem } = createPayloadValidator(schema);
  return schemaProblem === null ? [] : [{ pointer: '', keyword: 'schema', property: null, message: schemaProblem }];
}

/** The metaschema says in `anyOf` and `$dynamicRef` again what their parts have said already. */
function isTelling({ keyword }: ErrorObject): boolean {
  return !['$dynamicRef', '$ref', 'anyOf', 'allOf', 'if'].includes(keyword);
}

function describe({ instancePath: pointer, keyword, message, params }: ErrorObject): SchemaIssue {
  const name = pointer.split('/').at(-1) ?? '';
  const allowed = keyword === 'enum' ? ` (${(params as { allowedValues: unknown[] }).allowedValues.join(', ')})` : '';
  return {
    pointer,
    keyword,
    property: null,
    message: `"${name}" ${message ?? 'is not what JSON Schema says'}${allowed}.`,
  };
}

/** `type` may be a word or a list: of the two complaints about a wrong one, the first says enough. */
function distinct(issues: readonly SchemaIssue[]): SchemaIssue[] {
  const seen = new Set<string>();
  return issues.filter(({ pointer }) => seen.size < seen.add(pointer).size);
}

function lostReferences(root: JsonObject, value: JsonValue, steps: readonly (string | number)[]): SchemaIssue[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item, index) => lostReferences(root, item, [...steps, index]));
  return Object.entries(value).flatMap(([name, inner]) => {
    const at = [...steps, name];
    // Values given as data may hold anything.
    if (name === 'const' || name === 'enum' || name === 'examples' || name === 'default') return [];
    if (name !== '$ref' || typeof inner !== 'string' || !inner.startsWith('#/')) return lostReferences(root, inner, at);
    if (valueAtReference(root, inner) !== undefined) return [];
    const message = `The reference "${inner}" leads nowhere in this schema.`;
    return [{ pointer: writePointer(at), keyword: '$ref', property: null, message }];
  });
}
