/** A word of Liquid inside a delimiter: quotes and numbers in one piece, blanks left out. */
export interface LiquidWord {
  kind: 'text' | 'name' | 'number' | 'operator' | 'punctuation';
  text: string;
  begin: number;
  /** A blank stood before it. */
  isApart: boolean;
}

const pattern =
  /\s+|"[^"]*"|'[^']*'|[+-]?\d+(?:\.\d+)?(?![\p{L}_])|[\p{L}_][\p{L}\p{N}_-]*\??|==|!=|<=|>=|<>|\.\.|[<>|:,.()[\]=]/uy;

/** Cuts the inside of a tag or an output into words; null when there is something this does not know. */
export function readLiquidWords(text: string): LiquidWord[] | null {
  const words: LiquidWord[] = [];
  let isApart = false;
  let at = 0;
  while (at < text.length) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null) return null;
    const [found] = match;
    if (found.trim() === '') isApart = true;
    else {
      words.push({ kind: kindOf(found), text: found, begin: at, isApart });
      isApart = false;
    }
    at += found.length;
  }
  return words;
}

function kindOf(text: string): LiquidWord['kind'] {
  if (/^["']/.test(text)) return 'text';
  if (/^[+-]?\d/.test(text)) return 'number';
  if (/^[\p{L}_]/u.test(text)) return 'name';
  return /^(?:==|!=|<=|>=|<>|<|>|=|\|)$/.test(text) ? 'operator' : 'punctuation';
}

/** Writes words with one blank where Liquid style has one: `a.b[0] | date: "%F", "UTC"`. */
export function writeLiquidWords(words: readonly LiquidWord[]): string {
  let text = '';
  for (const [index, word] of words.entries()) {
    const before = words[index - 1];
    if (before !== undefined && isSpaced(before, word)) text += ' ';
    text += word.text;
  }
  return text;
}

function isSpaced(before: LiquidWord, word: LiquidWord): boolean {
  if (word.kind === 'operator' || before.kind === 'operator') return true;
  if (word.text === ',' || word.text === ':' || word.text === ')' || word.text === ']') return false;
  if (word.text === '.' || word.text === '..' || before.text === '.' || before.text === '..') return false;
  if (word.text === '[') return before.kind !== 'name' && before.text !== ']' ? word.isApart : false;
  if (before.text === '(' || before.text === '[') return false;
  if (before.text === ',' || before.text === ':') return true;
  if (word.text === '(') return word.isApart || before.kind === 'name';
  return true;
}
