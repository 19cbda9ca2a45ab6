import type { JsonFinding, TextPlace } from '../../contract/event-type-payloads.ts';
import { checkSchema, createPayloadValidator, type SchemaIssue } from '../../event-types/index.ts';
import { DuplicateNameError, type JsonObject, type JsonValue, readExactJson } from '../../model/index.ts';
import { checkJson, LineIndex, locatePointers } from '../../template/index.ts';

/** Readers of the workspace's files take 390 levels of a sample or schema. */
const depthLimit = 390;
const numberFindingLimit = 20;
/** For a thread that has only just begun, on a busy machine. */
export const compileLimitMs = 4_000;

/** What is wrong with a sample's text, and whether the schema itself can be used. */
export function checkSampleText(
  text: string,
  schema: JsonObject,
): { schemaProblem: string | null; findings: JsonFinding[] } {
  const { schemaProblem, check } = createPayloadValidator(schema, compileLimitMs);
  const read = readObject(text);
  if ('finding' in read) return { schemaProblem, findings: [read.finding] };
  const issues = check(read.value).map((issue) => ({ ...issue, severity: 'error' as const }));
  return { schemaProblem, findings: [...placeIssues(text, issues), ...bigNumbers(text)] };
}

/** What is wrong with a JSON Schema's text. */
export function checkSchemaText(text: string): JsonFinding[] {
  const read = readObject(text);
  if ('finding' in read) return [read.finding];
  return placeIssues(
    text,
    checkSchema(read.value).map((issue) => ({ ...issue, severity: 'error' as const })),
  );
}

/** The object a text stands for, or why it is none. */
export function readObject(text: string): { value: JsonObject } | { finding: JsonFinding } {
  const fault = (message: string, line: number, column: number): { finding: JsonFinding } => ({
    finding: {
      severity: 'error',
      kind: 'syntax',
      message,
      pointer: null,
      place: { line, column, endLine: line, endColumn: column + 1 },
    },
  });
  const verdict = checkJson(new TextEncoder().encode(text));
  if (!verdict.isValid) return fault(verdict.message, verdict.line, verdict.column);
  let value: JsonValue;
  try {
    value = readExactJson(text);
  } catch (error) {
    if (!(error instanceof DuplicateNameError)) throw error;
    const { line, column } = new LineIndex(text).placeOf(error.offset);
    return fault(`${error.message} Remove or rename one of the two.`, line, column);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return fault('It must be an object, beginning with "{".', 1, 1);
  }
  const deep = depthOffset(text);
  if (deep === null) return { value };
  const { line, column } = new LineIndex(text).placeOf(deep);
  return fault(`It is nested more than ${depthLimit} levels deep. Make it flatter.`, line, column);
}

/** Where the text goes deeper than what files can hold; null = it does not. */
function depthOffset(text: string): number | null {
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]]/g)) {
    if (token === '{' || token === '[') depth += 1;
    else if (token === '}' || token === ']') depth -= 1;
    if (depth > depthLimit) return index;
  }
  return null;
}

function bigNumbers(text: string): JsonFinding[] {
  const lines = new LineIndex(text);
  const found: JsonFinding[] = [];
  for (const { 0: token, index } of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g)) {
    if (found.length === numberFindingLimit) break;
    if (!/^-?\d{16,}$/.test(token) || Number.isSafeInteger(Number(token))) continue;
    const place = lines.placeOf(index);
    found.push({
      severity: 'warning',
      kind: 'number',
      message: `${token} is kept and sent as it is written, but JavaScript and many others read it rounded. A text is safer.`,
      pointer: null,
      place: { ...place, endLine: place.line, endColumn: place.column + token.length },
    });
  }
  return found;
}

function placeIssues(
  text: string,
  issues: readonly (SchemaIssue & { severity: JsonFinding['severity'] })[],
): JsonFinding[] {
  const places = issuePlaces(
    text,
    issues.map((issue) => ({ issue, at: '' })),
  );
  const placed = issues.map(({ pointer, message, severity }, index) => ({
    severity,
    kind: 'schema' as const,
    message,
    pointer,
    place: places[index] ?? wholeText,
  }));
  return placed.sort(({ place: left }, { place: right }) => left.line - right.line || left.column - right.column);
}

const wholeText: TextPlace = { line: 1, column: 1, endLine: 1, endColumn: 2 };

/** Where in a text issues are to be mended, one by one; `at` points to the value that was checked. Null = it is not there. */
export function issuePlaces(text: string, issues: readonly { issue: SchemaIssue; at: string }[]): (TextPlace | null)[] {
  const pointers = issues.map(({ issue, at }) => `${at}${issueTarget(issue)}`);
  return pointers.map(placesIn(text, pointers));
}

/** The value an issue is about. A property that must not be there is itself the place; one that is missing has only its object. */
export function issueTarget({ pointer, property, keyword }: SchemaIssue): string {
  if (property === null || keyword === 'required') return pointer;
  return `${pointer}/${property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** Places of JSON Pointers in a text; of an object or list only its first character, so that a mark stays small. */
export function placesIn(text: string, pointers: readonly string[]): (pointer: string) => TextPlace | null {
  if (pointers.length === 0) return () => null;
  const bytes = new TextEncoder().encode(text);
  const found = locatePointers(bytes, new Set(pointers));
  const lines = new LineIndex(text);
  const isAscii = bytes.length === text.length;
  const decoder = new TextDecoder();
  const unitsOf = (offset: number) => (isAscii ? offset : decoder.decode(bytes.subarray(0, offset)).length);
  return (pointer) => {
    const location = found.get(pointer);
    if (location === undefined) return null;
    const begin = unitsOf(location.begin);
    const isContainer = text[begin] === '{' || text[begin] === '[';
    const end = isContainer ? begin + 1 : unitsOf(location.end);
    const last = lines.placeOf(end);
    return { ...lines.placeOf(begin), endLine: last.line, endColumn: last.column };
  };
}
