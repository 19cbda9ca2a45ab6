import { UnreadableRequest } from './parse-result.ts';

const ansiEscapes: Record<string, string> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '0': '\0',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
};

/** One word of a command line with the place of its first character. */
export interface ShellWord {
  text: string;
  offset: number;
}

/**
 * Splits a POSIX shell command into words: single, double and `$'…'` quotes, backslashes, lines continued with a
 * backslash (or with the `^` of Windows' shell). Nothing is expanded. Ends at an unquoted `;`, `|`, `&` or line break.
 */
export function shellWords(source: string): ShellWord[] {
  const text = source.replace(/\^\r?\n/g, (found) => ' '.repeat(found.length));
  const words: ShellWord[] = [];
  let word: ShellWord | null = null;
  let position = 0;
  const add = (piece: string, offset: number): void => {
    word = word === null ? { text: piece, offset } : { text: word.text + piece, offset: word.offset };
  };
  const finish = (): void => {
    if (word !== null) words.push(word);
    word = null;
  };
  while (position < text.length) {
    const character = text[position] ?? '';
    const start = position;
    if (character === '\\') {
      const next = text[position + 1] ?? '';
      const isLineEnd = next === '\n' || (next === '\r' && text[position + 2] === '\n');
      if (!isLineEnd) add(next, start);
      position += isLineEnd ? (next === '\r' ? 3 : 2) : 2;
    } else if (character === "'") {
      const end = text.indexOf("'", position + 1);
      if (end < 0) throw new UnreadableRequest('A single quote is opened here and never closed.', start);
      add(text.slice(position + 1, end), start);
      position = end + 1;
    } else if (character === '$' && text[position + 1] === "'") {
      const { value, end } = ansiQuoted(text, position + 2, start);
      add(value, start);
      position = end;
    } else if (character === '"') {
      const { value, end } = doubleQuoted(text, position + 1, start);
      add(value, start);
      position = end;
    } else if (character === '\n' || character === ';' || character === '|' || character === '&') {
      finish();
      if (words.length > 0) return words;
      position += 1;
    } else if (/\s/.test(character)) {
      finish();
      position += 1;
    } else {
      add(character, start);
      position += 1;
    }
  }
  finish();
  return words;
}

function doubleQuoted(text: string, from: number, start: number): { value: string; end: number } {
  let value = '';
  for (let position = from; position < text.length; position += 1) {
    const character = text[position] ?? '';
    if (character === '"') return { value, end: position + 1 };
    const next = text[position + 1] ?? '';
    if (character === '\\' && '"\\$`\n'.includes(next) && next !== '') {
      if (next !== '\n') value += next;
      position += 1;
    } else value += character;
  }
  throw new UnreadableRequest('A double quote is opened here and never closed.', start);
}

/** `$'…'` as browsers copy it, with `\u0021` and `\n`. */
function ansiQuoted(text: string, from: number, start: number): { value: string; end: number } {
  let value = '';
  for (let position = from; position < text.length; position += 1) {
    const character = text[position] ?? '';
    if (character === "'") return { value, end: position + 1 };
    if (character !== '\\') {
      value += character;
      continue;
    }
    const rest = text.slice(position + 1, position + 10);
    const code = /^(?:u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|x([0-9a-fA-F]{1,2}))/.exec(rest);
    if (code !== null) {
      const number = Number.parseInt(code[1] ?? code[2] ?? code[3] ?? '', 16);
      if (number > 0x10ffff) throw new UnreadableRequest('This escape names no character.', position);
      value += String.fromCodePoint(number);
      position += code[0].length;
    } else {
      const next = rest[0] ?? '';
      value += ansiEscapes[next] ?? next;
      position += 1;
    }
  }
  throw new UnreadableRequest("A $' quote is opened here and never closed.", start);
}
