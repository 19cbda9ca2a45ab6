/** A piece of a JSON template: a JSON token, a value made of text and outputs, or a tag. */
export interface Piece {
  text: string;
  kind: 'open' | 'close' | 'comma' | 'colon' | 'value' | 'block-open' | 'block-middle' | 'block-close' | 'tag';
}

const indentLimit = 60;

/** Writes pieces with a line per member and per tag. */
export function writePieces(pieces: readonly Piece[]): string {
  const lines: string[] = [];
  let level = 0;
  for (const [index, { text, kind }] of pieces.entries()) {
    const before = pieces[index - 1];
    const isEnding = kind === 'close' || kind === 'block-close' || kind === 'block-middle';
    if (isEnding) level = Math.max(0, level - 1);
    if (before?.kind === 'colon') lines.push(' ', text);
    else if (before === undefined || isInline(before.kind, kind)) lines.push(text);
    else lines.push('\n', '  '.repeat(Math.min(level, indentLimit)), text);
    if (kind === 'open' || kind === 'block-open' || kind === 'block-middle') level += 1;
  }
  return `${lines.join('')}\n`;
}

/** `{}`, `"a":` and `1,` stay together. */
function isInline(before: Piece['kind'], kind: Piece['kind']): boolean {
  return kind === 'comma' || kind === 'colon' || (before === 'open' && kind === 'close');
}
