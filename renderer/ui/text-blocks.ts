/** A stretch of a long text that is laid out by itself: whole lines, or a piece of a line that is too long. */
export interface TextBlock {
  /** Characters (UTF-16 units); the end is exclusive. */
  begin: number;
  end: number;
  /** Rows it takes where characters are of one width. */
  rows: number;
  /** Its line goes on in the next block, or began in the one before. */
  isPiece: boolean;
  /** A piece that begins inside a JSON string. */
  isInString: boolean;
}

/** Few enough that a key which changes one block lays out little, many enough that a screen takes a handful. */
const linesPerBlock = 32;
const charactersPerBlock = 4096;
/** Pieces of a line that is longer than a block. */
const charactersPerPiece = 2048;

/**
 * Cuts a text into blocks that make it up again. `columns`: how many characters stand in a row; a line that is too long is cut
 * where a row ends, so that it looks the same in pieces.
 */
export function cutIntoBlocks(text: string, columns: number): TextBlock[] {
  const blocks: TextBlock[] = [];
  let begin = 0;
  let rows = 0;
  let lines = 0;
  const closeAt = (end: number): void => {
    if (end > begin) blocks.push({ begin, end, rows, isPiece: false, isInString: false });
    begin = end;
    rows = 0;
    lines = 0;
  };
  for (let at = 0; at < text.length; ) {
    const lineEnd = text.indexOf('\n', at);
    const next = lineEnd < 0 ? text.length : lineEnd + 1;
    if (next - at > charactersPerBlock) {
      closeAt(at);
      blocks.push(...cutLine(text, at, next, columns));
      begin = next;
    } else {
      lines += 1;
      rows += rowsOf(text, at, lineEnd < 0 ? next : lineEnd, columns);
      if (lines === linesPerBlock || next - begin >= charactersPerBlock) closeAt(next);
    }
    at = next;
  }
  closeAt(text.length);
  return blocks;
}

function cutLine(text: string, lineBegin: number, lineEnd: number, columns: number): TextBlock[] {
  const pieces: TextBlock[] = [];
  const pieceLength = Math.max(1, Math.floor(charactersPerPiece / columns)) * columns;
  let isInString = false;
  for (let begin = lineBegin; begin < lineEnd; ) {
    const end = pieceEnd(text, Math.min(lineEnd, begin + pieceLength), lineEnd);
    pieces.push({ begin, end, rows: rowsOf(text, begin, end, columns), isPiece: true, isInString });
    isInString = isInStringAt(text, begin, end, isInString);
    begin = end;
  }
  return pieces;
}

/** No cut goes through a character of two units, nor between a backslash and what it stands before. */
function pieceEnd(text: string, wanted: number, lineEnd: number): number {
  if (wanted >= lineEnd) return lineEnd;
  const last = text.charCodeAt(wanted - 1);
  if (last >= 0xd800 && last <= 0xdbff) return wanted + 1;
  let backslashes = 0;
  while (text.charCodeAt(wanted - 1 - backslashes) === 92) backslashes += 1;
  return backslashes % 2 === 1 ? wanted + 1 : wanted;
}

function isInStringAt(text: string, begin: number, end: number, wasInString: boolean): boolean {
  let isInString = wasInString;
  for (let at = begin; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 34) isInString = !isInString;
    else if (code === 92 && isInString) at += 1;
  }
  return isInString;
}

function rowsOf(text: string, begin: number, end: number, columns: number): number {
  if (end - begin <= columns / 2) return 1;
  let width = end - begin;
  // Characters of East Asia, and most pictures, are as wide as two.
  for (let at = begin; at < end; at += 1) if (text.charCodeAt(at) >= 0x1100) width += 1;
  return Math.max(1, Math.ceil(width / columns));
}
