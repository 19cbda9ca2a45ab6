/** A JSON text taken apart with the spelling of every string and number kept. */
export type JsonNode =
  | { kind: 'object'; members: { key: string; value: JsonNode }[] }
  | { kind: 'array'; items: JsonNode[] }
  | { kind: 'string' | 'number' | 'word'; raw: string };

/** Where a text stops being JSON. `offset` counts characters. */
export class JsonSyntaxError extends Error {
  override readonly name = 'JsonSyntaxError';
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

const depthLimit = 400;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids them in strings
const stringToken = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"/y;
const numberToken = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const wordToken = /true|false|null/y;
const blanks = /[ \t\n\r]*/y;

/** Keys and strings keep their quotes and escapes. Throws `JsonSyntaxError`. */
export function parseJsonTree(text: string): JsonNode {
  let position = 0;

  function skip(): void {
    blanks.lastIndex = position;
    blanks.exec(text);
    position = blanks.lastIndex;
  }

  function token(pattern: RegExp): string | null {
    pattern.lastIndex = position;
    const match = pattern.exec(text);
    if (match === null) return null;
    position += match[0].length;
    return match[0];
  }

  function refuse(expected: string): never {
    const found = position < text.length ? `"${text.slice(position, position + 1)}"` : 'the end';
    throw new JsonSyntaxError(`expected ${expected}, found ${found}`, position);
  }

  function take(character: string): boolean {
    skip();
    if (text[position] !== character) return false;
    position += 1;
    return true;
  }

  function readString(expected: string): string {
    const raw = token(stringToken);
    if (raw !== null) return raw;
    if (text[position] === '"') throw new JsonSyntaxError('a string that is not closed or not valid', position);
    return refuse(expected);
  }

  function read(depth: number): JsonNode {
    skip();
    if (depth > depthLimit) throw new JsonSyntaxError(`nested more than ${depthLimit} levels deep`, position);
    if (take('{')) return readObject(depth);
    if (take('[')) return readArray(depth);
    if (text[position] === '"') return { kind: 'string', raw: readString('a string') };
    const number = token(numberToken);
    if (number !== null) return { kind: 'number', raw: number };
    const word = token(wordToken);
    return word === null ? refuse('a value') : { kind: 'word', raw: word };
  }

  function readObject(depth: number): JsonNode {
    const members: { key: string; value: JsonNode }[] = [];
    if (take('}')) return { kind: 'object', members };
    do {
      skip();
      const key = readString('a name in double quotes');
      if (!take(':')) refuse('":"');
      members.push({ key, value: read(depth + 1) });
    } while (take(','));
    return take('}') ? { kind: 'object', members } : refuse('"," or "}"');
  }

  function readArray(depth: number): JsonNode {
    const items: JsonNode[] = [];
    if (take(']')) return { kind: 'array', items };
    do items.push(read(depth + 1));
    while (take(','));
    return take(']') ? { kind: 'array', items } : refuse('"," or "]"');
  }

  const node = read(0);
  skip();
  return position === text.length ? node : refuse('the end');
}
