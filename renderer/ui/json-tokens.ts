export type JsonTokenKind = 'key' | 'string' | 'number' | 'keyword' | 'punctuation' | 'space' | 'other';
export interface JsonToken {
  kind: JsonTokenKind;
  text: string;
}

const pattern = /"(?:[^"\\]|\\.)*"?|-?\d[\d.eE+-]*|\b(?:true|false|null)\b|[{}[\],:]|\s+|[^\s{}[\],:"]+/g;

/** Splits JSON text into tokens for colouring. Never parses: `1.00` and big integers stay as written; broken text passes. */
export function readJsonTokens(text: string): JsonToken[] {
  const tokens = (text.match(pattern) ?? []).map((part) => ({ kind: kindOf(part), text: part }));
  let next: JsonToken | undefined;
  for (const token of tokens.toReversed()) {
    if (token.kind === 'string' && next?.text === ':') token.kind = 'key';
    if (token.kind !== 'space') next = token;
  }
  return tokens;
}

/** The tokens of a piece of JSON text that may begin inside a string. */
export function readTokensFrom(text: string, isInString: boolean): JsonToken[] {
  if (!isInString) return readJsonTokens(text);
  const [first, ...rest] = readJsonTokens(`"${text}`);
  return first === undefined ? [] : [{ ...first, text: first.text.slice(1) }, ...rest];
}

function kindOf(part: string): JsonTokenKind {
  if (part.startsWith('"')) return 'string';
  if (/^-?\d/.test(part)) return 'number';
  if (/^(?:true|false|null)$/.test(part)) return 'keyword';
  if (/^[{}[\],:]$/.test(part)) return 'punctuation';
  return /^\s/.test(part) ? 'space' : 'other';
}

/** Deeper ones look alike: indents of very deep texts would add up to more than a page can hold. */
const deepestIndent = 64;

/** Two spaces for each level. */
export function indentOf(depth: number): string {
  return '  '.repeat(Math.min(Math.max(depth, 0), deepestIndent));
}

/** Lays JSON out in lines of two spaces' indent, by tokens alone. Text that is not JSON comes back as it is. */
export function prettyPrintTokens(text: string): string {
  const tokens = readJsonTokens(text).filter((token) => token.kind !== 'space');
  if (tokens.some((token) => token.kind === 'other') || !/^[{[]/.test(tokens[0]?.text ?? '')) return text;
  let depth = 0;
  let out = '';
  const line = (): string => `\n${indentOf(depth)}`;
  tokens.forEach((token, index) => {
    const before = tokens[index - 1]?.text;
    const isOpen = token.text === '{' || token.text === '[';
    const isClose = token.text === '}' || token.text === ']';
    if (isClose) depth -= 1;
    if (isClose ? before !== '{' && before !== '[' : before === '{' || before === '[' || before === ',') out += line();
    out += token.text === ':' ? ': ' : token.text;
    if (isOpen) depth += 1;
  });
  return depth === 0 ? out : text;
}
