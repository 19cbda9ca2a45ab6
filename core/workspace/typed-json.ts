import { isDeepStrictEqual } from 'node:util';
import { type DocumentKind, type JsonObject, type JsonValue, plainJson, typedTextOf } from '../model/index.ts';
import { JsonSyntaxError } from './json/json-scanner.ts';
import { VerbatimJson } from './json/json-text.ts';
import { type JsonNode, memberOf, parseJsonTree, placeOfOffset } from './json/json-tree.ts';

/** A value that people type as JSON, and the field beside it that holds the text when the value alone would lose it. */
interface TypedField {
  /** Names from the document's root; `*` = every item of a list. */
  holder: readonly string[];
  value: string;
  text: string;
}

/** In files there is the value only, spelled as typed; the text field exists in memory and on the wire. */
const typedFields: Partial<Record<DocumentKind, readonly TypedField[]>> = {
  'event-type': [
    { holder: [], value: 'schema', text: 'schemaText' },
    { holder: ['examples', '*'], value: 'payload', text: 'text' },
    { holder: ['versions', '*'], value: 'schema', text: 'schemaText' },
  ],
  scenario: [
    { holder: ['event'], value: 'data', text: 'dataText' },
    { holder: ['event'], value: 'payload', text: 'payloadText' },
    { holder: [], value: 'recipients', text: 'recipientsText' },
  ],
};

/** Readers of the file take 400 levels, and a payload lies some levels deep in it. */
const depthLimit = 390;

interface FoundHolder {
  holder: JsonObject;
  node: JsonNode | undefined;
  path: string[];
}

function holdersOf(value: JsonValue | undefined, steps: readonly string[], at: JsonNode | undefined): FoundHolder[] {
  const visit = (
    current: JsonValue | undefined,
    rest: readonly string[],
    node: JsonNode | undefined,
    path: string[],
  ): FoundHolder[] => {
    const [step, ...others] = rest;
    if (step === '*') {
      if (!Array.isArray(current)) return [];
      return current.flatMap((item, index) => {
        const itemNode = node?.kind === 'array' ? node.items[index] : undefined;
        return visit(item, others, itemNode, [...path, String(index)]);
      });
    }
    if (typeof current !== 'object' || current === null || Array.isArray(current)) return [];
    if (step === undefined) return [{ holder: current, node, path }];
    return visit(current[step], others, memberOf(node, step)?.node, [...path, step]);
  };
  return visit(value, steps, at, []);
}

/** Sets the text fields of a value that was just parsed from a file's text; `root` is the text's tree. */
export function takeTypedTexts(kind: DocumentKind, value: JsonValue, text: string, root: JsonNode): void {
  for (const field of typedFields[kind] ?? []) {
    for (const { holder, node } of holdersOf(value, field.holder, root)) {
      const inner = holder[field.value];
      const place = memberOf(node, field.value)?.node;
      delete holder[field.text];
      if (place === undefined || !isTyped(inner)) continue;
      const typed = typedTextOf(withoutMargin(text, place), inner);
      if (typed !== undefined) holder[field.text] = typed;
    }
  }
}

/** A copy for the file: typed values as verbatim JSON, without their text fields. */
export function withVerbatimJson(kind: DocumentKind, value: JsonValue): JsonValue {
  const fields = typedFields[kind];
  if (fields === undefined || !isObject(value)) return value;
  return fields.reduce<JsonObject>((current, field) => replaceTyped(current, field.holder, field), value);
}

function replaceTyped(value: JsonObject, steps: readonly string[], field: TypedField): JsonObject {
  const [step, ...rest] = steps;
  if (step === undefined) {
    const { [field.text]: text, ...others } = value;
    const inner = value[field.value];
    if (!isTyped(inner)) return others;
    const typed = typeof text === 'string' ? text : JSON.stringify(inner, null, 2);
    // A verbatim value stands where JSON stands, and only the writer of files ever sees it.
    return { ...others, [field.value]: new VerbatimJson(typed) as unknown as JsonValue };
  }
  const next = value[step];
  if (rest[0] === '*' && Array.isArray(next)) {
    const items = next.map((item) => (isObject(item) ? replaceTyped(item, rest.slice(1), field) : item));
    return { ...value, [step]: items };
  }
  return isObject(next) ? { ...value, [step]: replaceTyped(next, rest, field) } : value;
}

/** Whether a path leads into a typed value: its numbers keep their digits. */
export function isTypedPath(kind: DocumentKind, path: readonly string[]): boolean {
  return (typedFields[kind] ?? []).some(({ holder, value }) => {
    const pattern = [...holder, value];
    return path.length > pattern.length && pattern.every((step, index) => step === '*' || step === path[index]);
  });
}

/** Whether a path leads to a typed value. */
export function isTypedPlace(kind: DocumentKind, path: readonly string[]): boolean {
  return (typedFields[kind] ?? []).some(({ holder, value }) => {
    if (path.length !== holder.length + 1 || path.at(-1) !== value) return false;
    return holder.every((step, index) => step === '*' || step === path[index]);
  });
}

/** What is wrong with the first typed text that cannot be kept; null = all can. */
export function typedTextOffence(kind: DocumentKind, value: JsonObject): { path: string[]; message: string } | null {
  for (const field of typedFields[kind] ?? []) {
    for (const { holder, path } of holdersOf(value, field.holder, undefined)) {
      const [inner, text] = [holder[field.value], holder[field.text]];
      if (isTyped(inner) && isDeeperThan(inner, depthLimit)) {
        const message = `The JSON is nested more than ${depthLimit} levels deep. Make it flatter.`;
        return { path: [...path, field.value], message };
      }
      if (typeof text !== 'string' || !isTyped(inner)) continue;
      const message = typedTextOffenceOf(text, inner);
      if (message !== null) return { path: [...path, field.text], message };
    }
  }
  return null;
}

/** Why a text cannot stand beside a value; null = it can: it is JSON, and says the same. */
export function typedTextOffenceOf(text: string, value: object): string | null {
  const at = (offset: number): string => {
    const { line, column } = placeOfOffset(text, offset);
    return `line ${line}, column ${column}`;
  };
  try {
    // Only whether it can be read is asked for: nodes of a long text would take far longer than reading it.
    const { duplicates } = parseJsonTree(text, () => true);
    const [first] = duplicates;
    if (first !== undefined) {
      return `"${first.path.at(-1) ?? ''}" is there twice in the same object (${at(first.offset)}). Remove or rename one of the two.`;
    }
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    return `Not valid JSON at ${at(error.offset)}: ${error.message}`;
  }
  // Numbers beyond all bounds have no value that JSON could carry; the text keeps them.
  const said = plainJson(JSON.parse(text) as JsonValue);
  return isDeepStrictEqual(said, value) ? null : 'The text says something else than the value beside it.';
}

function isDeeperThan(value: JsonValue, limit: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return limit === 0 || Object.values(value).some((item) => isDeeperThan(item, limit - 1));
}

/** A value's own text with the margin of the line it begins on taken from its other lines. */
function withoutMargin(text: string, { start, end }: JsonNode): string {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const margin = /^[ \t]*/.exec(text.slice(lineStart, start))?.[0] ?? '';
  const typed = text.slice(start, end).replaceAll('\r\n', '\n');
  const isIndented = !new RegExp(`\\n(?!${margin}|\\n|$)`).test(typed);
  return isIndented ? typed.split(`\n${margin}`).join('\n') : typed;
}

function isTyped(value: JsonValue | undefined): value is JsonObject | JsonValue[] {
  return typeof value === 'object' && value !== null;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
