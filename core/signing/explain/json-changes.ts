import type { MistakeCode } from '../../model/index.ts';
import { type JsonNode, JsonSyntaxError, parseJsonTree } from '../json-tree.ts';
import { type Change, withBody } from './candidate.ts';
import * as escapes from './json-escapes.ts';
import { numberSpellings } from './json-numbers.ts';
import { type JsonRewrite, type JsonStyle, jsonStyles, numbersOf, styleOf, writeJson } from './json-style.ts';
import { trimEnd, trimStart } from './trim-bytes.ts';

/** Bodies above this are not written anew. */
const bodyLimitBytes = 8 * 1024 * 1024;

interface JsonBody {
  text: string;
  /** A byte order mark and blanks around the text, which stay: to lose them is a mistake of its own. */
  before: string;
  after: string;
  tree: JsonNode;
  /** Its own layout, kept where only spelling or order change. */
  style: JsonStyle;
}

/** Parsed bodies, once each; null = not JSON, or not UTF-8. */
const parsedBodies = new WeakMap<Uint8Array, JsonBody | null>();

export function jsonBody(body: Uint8Array): JsonBody | null {
  const known = parsedBodies.get(body);
  if (known !== undefined) return known;
  const parsed = body.length > bodyLimitBytes ? null : parse(body);
  parsedBodies.set(body, parsed);
  return parsed;
}

function parse(body: Uint8Array): JsonBody | null {
  try {
    const whole = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
    const marked = whole.startsWith('\ufeff') ? whole.slice(1) : whole;
    const start = whole.length - trimStart(marked, ' \t\r\n').length;
    const text = trimEnd(whole.slice(start), ' \t\r\n');
    const before = whole.slice(0, start);
    const after = whole.slice(start + text.length);
    const tree = parseJsonTree(text);
    return { text, before, after, tree, style: styleOf(text, tree) };
  } catch (error) {
    // Neither is a mistake of ours: the body is some other text.
    if (error instanceof JsonSyntaxError || error instanceof TypeError) return null;
    throw error;
  }
}

/**
 * Everything that parsing a JSON body and writing it again may do to its bytes, one thing at a time. `isSmall` allows
 * spellings of numbers by the thousand.
 */
export function jsonChanges(body: Uint8Array, isSmall: boolean): Change[] {
  const parsed = jsonBody(body);
  if (parsed === null) return [];
  return [
    ...layouts,
    ...spellings,
    ...numberSpellings(numbersOf(parsed.tree), isSmall).map(({ condition, rewrite, cost, isAloneOnly }) => ({
      ...rewriting('json-numbers', condition, rewrite, cost),
      isAloneOnly,
    })),
    ...sortings,
    ...orders(parsed.tree),
    ...reparsings,
  ];
}

function laidOut(code: MistakeCode, condition: string, style: JsonStyle): Change {
  return jsonChange(code, condition, ({ tree }) => writeJson(tree, style));
}

function rewriting(code: MistakeCode, condition: string, rewrite: JsonRewrite, cost?: number): Change {
  return jsonChange(code, condition, ({ tree, style }) => writeJson(tree, style, rewrite), cost);
}

function jsonChange(code: MistakeCode, condition: string, write: (body: JsonBody) => string, cost?: number): Change {
  const written = new WeakMap<Uint8Array, Uint8Array | null>();
  return {
    code,
    condition,
    ...(cost === undefined ? {} : { cost }),
    kind: 'body',
    apply(candidate) {
      const { body } = candidate.facts;
      let bytes = written.get(body);
      if (bytes === undefined) {
        const parsed = jsonBody(body);
        bytes = parsed === null ? null : Buffer.from(parsed.before + write(parsed) + parsed.after);
        written.set(body, bytes);
      }
      return withBody(candidate, bytes);
    },
  };
}

const layouts: readonly Change[] = [
  laidOut('json-compact', 'the JSON had no spaces', jsonStyles.compact),
  laidOut('json-spaced', 'the JSON had a space after each colon and comma', jsonStyles.spaced),
  laidOut('json-spaced', 'the JSON had a space after each colon', jsonStyles.colonSpaced),
  laidOut('json-spaced', 'the JSON had a space after each comma', jsonStyles.commaSpaced),
  laidOut('json-indented', 'the JSON were indented by two spaces', jsonStyles.indented2),
  laidOut('json-indented', 'the JSON were indented by four spaces', jsonStyles.indented4),
  laidOut('json-indented', 'the JSON were indented by tabs', jsonStyles.indentedTab),
];

const spellings: readonly Change[] = [
  rewriting('json-slashes', 'the slashes of the JSON were written as "\\/"', { string: escapes.escapeSlashes }),
  rewriting('json-slashes', 'the "\\/" of the JSON were plain slashes', { string: escapes.unescapeSlashes }),
  rewriting('json-html-escapes', '<, > and & of the JSON were escaped', { string: escapes.escapeHtml }),
  rewriting('json-html-escapes', '<, > and & of the JSON were escaped in capitals', {
    string: escapes.escapeHtmlCapital,
  }),
  rewriting('json-html-escapes', 'the escapes of <, > and & were the characters themselves', {
    string: escapes.unescapeHtml,
  }),
  rewriting('json-unicode', 'the letters beyond ASCII were escaped', { string: escapes.escapeUnicode }),
  rewriting('json-unicode', 'the letters beyond ASCII were escaped in capitals', {
    string: escapes.escapeUnicodeCapital,
  }),
  rewriting('json-unicode', 'the \\u escapes were the letters themselves', { string: escapes.unescapeUnicode }),
];

const byName = (one: { key: string }, other: { key: string }): number => (one.key < other.key ? -1 : 1);
const sorted: JsonRewrite = { members: (members) => [...members].sort(byName) };

const sortings: readonly Change[] = [
  rewriting('json-sorted', 'the names of the JSON were sorted', sorted),
  ...Object.values(jsonStyles).map((style, index) =>
    jsonChange(
      'json-sorted',
      'the names of the JSON were sorted and its spaces others',
      ({ tree }) => writeJson(tree, style, sorted),
      2.8 + index / 100,
    ),
  ),
];

const nameLimit = 5;

/** All orders of the names at the top, where there are few. */
function orders(tree: JsonNode): Change[] {
  if (tree.kind !== 'object') return [];
  const condition = 'the names at the top of the JSON stood in another order';
  const reversed = rewriting('json-order', condition, { members: (members) => [...members].reverse() });
  if (tree.members.length > nameLimit) return [reversed];
  const places = permutations(tree.members.map((_, index) => index)).slice(1);
  const atTop = (order: readonly number[]): JsonRewrite => ({
    members: (members, depth) => (depth === 0 ? order.flatMap((place) => members[place] ?? []) : members),
  });
  return [
    reversed,
    ...places.map((order) => ({ ...rewriting('json-order', condition, atTop(order), 3.8), isAloneOnly: true })),
  ];
}

function permutations(values: readonly number[]): number[][] {
  if (values.length < 2) return [[...values]];
  return values.flatMap((value, index) =>
    permutations([...values.slice(0, index), ...values.slice(index + 1)]).map((rest) => [value, ...rest]),
  );
}

/** What well-known writers make of the parsed value: spaces, escapes and numbers at once. */
const reparsings: readonly Change[] = [
  reparsing('as JSON.stringify writes it', 2.9, (value) => JSON.stringify(value)),
  reparsing("as Python's json.dumps writes it", 3, (value, tree) =>
    value === undefined
      ? ''
      : writeJson(tree, jsonStyles.spaced, { string: (raw) => escapes.escapeUnicode(plain(raw)) }),
  ),
  reparsing("as PHP's json_encode writes it", 3.1, (_, tree) =>
    writeJson(tree, jsonStyles.compact, { string: (raw) => escapes.escapeSlashes(escapes.escapeUnicode(plain(raw))) }),
  ),
  reparsing("as Go's encoding/json writes a map", 3.2, (_, tree) =>
    writeJson(tree, jsonStyles.compact, { ...sorted, string: (raw) => escapes.escapeHtml(plain(raw)) }),
  ),
  reparsing('without escapes that are not needed', 3.3, (_, tree) =>
    writeJson(tree, jsonStyles.compact, { string: plain }),
  ),
];

function reparsing(words: string, cost: number, write: (value: unknown, tree: JsonNode) => string): Change {
  return jsonChange(
    'json-reparsed',
    `the JSON were parsed and written again ${words}`,
    ({ text, tree }) => write(JSON.parse(text), tree),
    cost,
  );
}

/** The shortest spelling of a string. */
function plain(raw: string): string {
  return JSON.stringify(JSON.parse(raw));
}
