/**
 * One `{{ … }}` or `{% … %}` of a text as it is being typed, or one line in a `{% liquid %}`, which is a tag without marks.
 * Offsets are characters; `end` is behind the closing mark.
 */
export interface LiquidPiece {
  kind: 'output' | 'tag';
  /** The tag's name; empty for an output and for a tag that has none yet. */
  name: string;
  begin: number;
  end: number;
  /** What stands between the marks, without the dashes that trim blanks. */
  contentBegin: number;
  contentEnd: number;
}

const opening = /\{\{-?|\{%-?/g;
/** Blocks whose content is no Liquid. */
export const unreadBlocks: ReadonlySet<string> = new Set(['comment', 'raw', 'doc']);

/**
 * Finds the Liquid in a text. Unlike the engine's parser it goes on past whatever is broken: it serves completion and
 * renaming while the template is being written; findings come from the engine alone. What is inside `comment`, `raw`
 * and `doc` is left out.
 */
export function scanLiquid(text: string): LiquidPiece[] {
  const pieces: LiquidPiece[] = [];
  opening.lastIndex = 0;
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const piece = pieceAt(text, match.index, match[0]);
    pieces.push(piece);
    if (piece.name === 'liquid') pieces.push(...linesOf(text, piece));
    opening.lastIndex = unreadBlocks.has(piece.name) ? endOfUnread(text, piece) : piece.end;
  }
  return pieces;
}

function pieceAt(text: string, begin: number, mark: string): LiquidPiece {
  const isTag = mark.startsWith('{%');
  const contentBegin = begin + mark.length;
  const { closing, next } = nextMarks(text, contentBegin, isTag ? '%}' : '}}');
  const isClosed = closing >= 0;
  const line = lineEnd(text, contentBegin, next);
  const closed = text[closing - 1] === '-' ? closing - 1 : closing;
  const content = text.slice(contentBegin, Math.max(contentBegin, isClosed ? closed : line));
  const name = isTag ? (/^\s*([a-z_]+|#)/.exec(content)?.[1] ?? '') : '';
  const contentEnd = isClosed ? closed : name === 'liquid' ? next : line;
  const end = isClosed ? closing + 2 : contentEnd;
  return { kind: isTag ? 'tag' : 'output', name, begin, end, contentBegin, contentEnd };
}

/** The tags in a `{% liquid %}`: the one piece that has others within. */
function linesOf(text: string, { contentBegin, contentEnd }: LiquidPiece): LiquidPiece[] {
  const lines = text
    .slice(contentBegin, contentEnd)
    .replace('liquid', '      ')
    .matchAll(/[^\n]+/g);
  return [...lines].flatMap(({ 0: line, index }) => {
    const name = /^\s*([a-z_]+|#)/.exec(line)?.[1];
    const [begin, end] = [contentBegin + index, contentBegin + index + line.length];
    return name === undefined ? [] : [{ kind: 'tag', name, begin, end, contentBegin: begin, contentEnd: end }];
  });
}

const marks = /%\}|\}\}|\{%|\{\{/g;

/** The closing mark of a construct, or -1 when another one begins before it; `next` is where that is. */
function nextMarks(text: string, from: number, mark: string): { closing: number; next: number } {
  marks.lastIndex = from;
  for (let match = marks.exec(text); match !== null; match = marks.exec(text)) {
    if (match[0] === mark) return { closing: match.index, next: match.index };
    if (match[0].startsWith('{')) return { closing: -1, next: match.index };
  }
  return { closing: -1, next: text.length };
}

/** A construct without an end reaches as far as its line, so that the rest of the document still counts. */
function lineEnd(text: string, from: number, limit: number): number {
  const at = text.indexOf('\n', from);
  return at < 0 ? limit : Math.min(at, limit);
}

/** Whether an offset lies in a block whose content is no Liquid. */
export function isUnread(text: string, pieces: readonly LiquidPiece[], offset: number): boolean {
  const before = pieces.findLast(({ kind, end }) => kind === 'tag' && end <= offset);
  if (before === undefined || !unreadBlocks.has(before.name)) return false;
  const end = endOfUnread(text, before);
  return offset < end || end === text.length;
}

/** Where such a block ends, its closing tag included. */
export function endOfUnread(text: string, piece: LiquidPiece): number {
  const pattern = new RegExp(`\\{%-?\\s*end${piece.name}\\s*-?%\\}`, 'g');
  pattern.lastIndex = piece.end;
  const match = pattern.exec(text);
  return match === null ? text.length : pattern.lastIndex;
}

export const blockNames: ReadonlySet<string> = new Set([
  'if',
  'unless',
  'for',
  'case',
  'capture',
  'tablerow',
  'ifchanged',
]);

/** The names of the blocks that are open behind some lines of a `{% liquid %}`, outermost first. */
export function openBlocksOfLines(lines: readonly string[]): string[] {
  const open: string[] = [];
  for (const line of lines) {
    const name = /^\s*([a-z_]+)/.exec(line)?.[1] ?? '';
    if (blockNames.has(name)) open.push(name);
    else if (name.startsWith('end') && open.includes(name.slice(3))) open.splice(open.lastIndexOf(name.slice(3)));
  }
  return open;
}

/** The blocks that are open at an offset, outermost first. */
export function openBlocksAt(pieces: readonly LiquidPiece[], offset: number): LiquidPiece[] {
  const open: LiquidPiece[] = [];
  for (const piece of pieces) {
    if (piece.end > offset) continue;
    if (blockNames.has(piece.name)) open.push(piece);
    else if (piece.name.startsWith('end')) {
      const at = open.findLastIndex(({ name }) => `end${name}` === piece.name);
      if (at >= 0) open.splice(at);
    }
  }
  return open;
}
