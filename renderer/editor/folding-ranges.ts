import type { LiquidLanguage } from './liquid-languages.ts';
import { blockNames, endOfUnread, type LiquidPiece, unreadBlocks } from './liquid-scan.ts';

/** A stretch that can be folded: from its opening mark to its closing mark, as character offsets. */
export interface Foldable {
  begin: number;
  end: number;
  isComment: boolean;
}

/** Characters above which the text around the Liquid is not looked through: it would hold up a frame. */
const textLimit = 400_000;

/** Everything that opens and closes: Liquid's blocks, and the brackets or elements of the text around them. */
export function foldablesOf(text: string, pieces: readonly LiquidPiece[], language: LiquidLanguage): Foldable[] {
  const blocks = liquidBlocks(text, pieces);
  if (text.length > textLimit) return blocks;
  const plain = withoutLiquid(text, pieces);
  if (language === 'liquid-xml') return [...blocks, ...xmlElements(plain)];
  if (language === 'liquid-json' || language === 'liquid-graphql') return [...blocks, ...jsonBrackets(plain)];
  return blocks;
}

function liquidBlocks(text: string, pieces: readonly LiquidPiece[]): Foldable[] {
  const found: Foldable[] = [];
  const open: LiquidPiece[] = [];
  for (const piece of pieces) {
    if (piece.kind !== 'tag') continue;
    if (unreadBlocks.has(piece.name)) {
      found.push({ begin: piece.begin, end: endOfUnread(text, piece), isComment: piece.name !== 'raw' });
    } else if (piece.name.startsWith('end')) {
      const at = open.findLastIndex(({ name }) => `end${name}` === piece.name);
      const [opening] = at < 0 ? [] : open.splice(at);
      if (opening !== undefined) found.push({ begin: opening.begin, end: piece.begin, isComment: false });
    } else if (blockNames.has(piece.name)) open.push(piece);
  }
  return found;
}

/** The text with blanks in place of its Liquid, so that offsets stay. */
function withoutLiquid(text: string, pieces: readonly LiquidPiece[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const piece of pieces) {
    // A line of a `{% liquid %}`.
    if (piece.begin < at) continue;
    const end = unreadBlocks.has(piece.name) ? endOfUnread(text, piece) : piece.end;
    parts.push(text.slice(at, piece.begin), ' '.repeat(end - piece.begin));
    at = end;
  }
  return parts.join('') + text.slice(at);
}

function jsonBrackets(text: string): Foldable[] {
  const found: Foldable[] = [];
  const open: number[] = [];
  for (const match of text.matchAll(/"(?:[^"\\]|\\.)*"|[{[]|[}\]]/g)) {
    const [mark] = match;
    if (mark === '{' || mark === '[') open.push(match.index);
    else if (mark === '}' || mark === ']') {
      const begin = open.pop();
      if (begin !== undefined) found.push({ begin, end: match.index, isComment: false });
    }
  }
  return found;
}

function xmlElements(text: string): Foldable[] {
  const found: Foldable[] = [];
  const open: { name: string; begin: number }[] = [];
  const marks = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<(\/?)([\w:.-]*)(?:"[^"]*"|'[^']*'|[^<>"'])*?(\/?)>/g;
  for (const match of text.matchAll(marks)) {
    const [whole, closing, name = '', isEmpty] = match;
    if (whole.startsWith('<!--')) {
      found.push({ begin: match.index, end: match.index + whole.length, isComment: true });
    } else if (closing === '/') {
      const at = open.findLastIndex((element) => element.name === name);
      const [element] = at < 0 ? [] : open.splice(at);
      if (element !== undefined) found.push({ begin: element.begin, end: match.index, isComment: false });
    } else if (isEmpty === '') open.push({ name, begin: match.index });
  }
  return found;
}
