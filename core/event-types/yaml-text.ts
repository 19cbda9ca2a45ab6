import { Document, isAlias, isMap, isNode, isScalar, isSeq, type Node, parseDocument, Scalar, visit } from 'yaml';
import { type JsonValue, rememberSpelling, spellingIn } from '../model/index.ts';

/** What is wrong with a YAML text, in a sentence with its place. */
export class YamlProblem extends Error {
  override readonly name = 'YamlProblem';
}

/** Aliases may repeat a part again and again: a small text must not become an endless value. */
const repeatedLimit = 100_000;
/** Readers of the workspace's files take 390 levels. */
export const depthLimit = 390;
const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/**
 * Reads YAML (1.2, core schema) as JSON values; numbers keep their spelling for `writeExactJson`. Dates stay texts.
 * Throws `YamlProblem` for what is not YAML, or what JSON cannot say.
 */
export function readYaml(text: string): JsonValue {
  const document = parse(text);
  const [problem] = document.errors;
  if (problem !== undefined) throw new YamlProblem(wordsOf(problem.message));
  let repeated = 0;
  /** The library looks a name up in the whole document each time; on the way through it, the last one met is meant. */
  const anchors = new Map<string, unknown>();

  function readNode(node: unknown, depth: number, isRepeated: boolean): { value: JsonValue; spelling: string | null } {
    if (isRepeated) repeated += 1;
    if (repeated > repeatedLimit) throw new YamlProblem('The document becomes too big when its aliases are followed.');
    if (depth > depthLimit) throw new YamlProblem(`The document is nested more than ${depthLimit} levels deep.`);
    if (isAlias(node)) return readNode(anchors.get(node.source), depth + 1, true);
    if (isNode(node) && node.anchor !== undefined) anchors.set(node.anchor, node);
    if (isMap(node)) {
      const holder: { [key: string]: JsonValue } = {};
      const merged: JsonValue[] = [];
      for (const { key, value } of node.items) {
        if (isMergeKey(key)) {
          merged.push(readNode(value, depth + 1, isRepeated).value);
          continue;
        }
        const name = isScalar(key) ? String(key.value) : null;
        if (name === null) throw new YamlProblem('A name in the document is itself a list or a map.');
        if (Object.hasOwn(holder, name)) throw new YamlProblem(`The name "${name}" is there twice in one map.`);
        hold(holder, name, readNode(value, depth + 1, isRepeated));
      }
      for (const other of merged.flat()) merge(holder, other);
      return { value: holder, spelling: null };
    }
    if (isSeq(node)) {
      const list: JsonValue[] = [];
      for (const item of node.items) {
        const { value, spelling } = readNode(item, depth + 1, isRepeated);
        list.push(value);
        if (spelling !== null) rememberSpelling(list, list.length - 1, spelling);
      }
      return { value: list, spelling: null };
    }
    return isScalar(node) ? scalarOf(node) : { value: null, spelling: null };
  }
  return readNode(document.contents, 0, false).value;
}

/** `<<` is of YAML 1.1, and common in documents of APIs. */
function isMergeKey(key: unknown): boolean {
  return isScalar(key) && key.value === '<<' && key.type === Scalar.PLAIN;
}

/** Names that are there already win. */
function merge(holder: { [key: string]: JsonValue }, other: JsonValue): void {
  if (typeof other !== 'object' || other === null || Array.isArray(other)) {
    throw new YamlProblem('"<<" takes in a map, or a list of maps.');
  }
  for (const [name, value] of Object.entries(other)) {
    if (!Object.hasOwn(holder, name)) hold(holder, name, { value, spelling: spellingIn(other, name) ?? null });
  }
}

function wordsOf(message: string): string {
  if (message.startsWith('Source contains multiple documents')) {
    return 'The text has several YAML documents. Give one of them.';
  }
  return `This is not YAML: ${(message.split('\n')[0] ?? '').replace(/:$/, '.')}`;
}

function parse(text: string): ReturnType<typeof parseDocument> {
  try {
    // Looking for repeated names while parsing takes quadratic time; they are found on the way through.
    return parseDocument(text, { intAsBigInt: true, uniqueKeys: false, prettyErrors: true });
  } catch (error) {
    if (error instanceof RangeError)
      throw new YamlProblem(`The document is nested more than ${depthLimit} levels deep.`);
    throw error;
  }
}

function hold(
  holder: { [key: string]: JsonValue },
  name: string,
  { value, spelling }: { value: JsonValue; spelling: string | null },
): void {
  Object.defineProperty(holder, name, { value, enumerable: true, writable: true, configurable: true });
  if (spelling !== null) rememberSpelling(holder, name, spelling);
}

function scalarOf({ value, source }: Scalar): { value: JsonValue; spelling: string | null } {
  if (typeof value !== 'number' && typeof value !== 'bigint') {
    const isPlain = typeof value === 'string' || typeof value === 'boolean' || value === null;
    return { value: isPlain ? value : String(value), spelling: null };
  }
  const spelling = source !== undefined && jsonNumber.test(source) ? source : String(value);
  const number = Number(value);
  // .inf and .nan are no JSON: their words are kept as text.
  if (!Number.isFinite(number) && !jsonNumber.test(spelling)) return { value: source ?? String(value), spelling: null };
  return { value: number, spelling: String(number) === spelling ? null : spelling };
}

/** A number that is printed as it was spelled. */
class SpelledNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

const spelledNumberTag = {
  tag: 'tag:yaml.org,2002:float',
  default: true as const,
  identify: (value: unknown) => value instanceof SpelledNumber,
  resolve: (text: string) => new SpelledNumber(text),
  test: /^(?!)$/,
  stringify: ({ value }: Scalar) => (value as SpelledNumber).text,
};

/** Texts that readers of YAML 1.1 take for something else: truth values, and what begins as times (`2026-03-04`, `12:30`) and numbers (`1_000`) do. */
const readOtherwise = /^(?:(?:y|n|yes|no|on|off)$|[-+]?\.?\d)/i;

/** YAML text of a value, with its numbers as they were spelled and without aliases. */
export function writeYaml(value: JsonValue): string {
  const document = new Document(withSpelledNumbers(value), {
    aliasDuplicateObjects: false,
    customTags: (tags) => [spelledNumberTag, ...tags],
  });
  visit(document, {
    Scalar(_key, node: Node) {
      if (isScalar(node) && typeof node.value === 'string' && readOtherwise.test(node.value)) {
        node.type = Scalar.QUOTE_DOUBLE;
      }
    },
  });
  return document.toString({ lineWidth: 0 });
}

function withSpelledNumbers(value: JsonValue): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const at = (key: string | number, item: JsonValue): unknown => {
    const spelling = spellingIn(value, key);
    return spelling === undefined ? withSpelledNumbers(item) : new SpelledNumber(spelling);
  };
  if (Array.isArray(value)) return value.map((item, index) => at(index, item));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, at(key, item)]));
}
