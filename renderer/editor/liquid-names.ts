import { type LiquidPiece, scanLiquid } from './liquid-scan.ts';

export interface TextRange {
  begin: number;
  end: number;
}

/** A name the template gives itself. */
export interface LiquidName extends TextRange {
  kind: 'assigned' | 'captured' | 'loop' | 'counter';
  name: string;
  /** What it stands for: the expression assigned, the collection of a loop; empty for the other kinds. */
  source: string;
  /** Where the template sees it. */
  scope: TextRange;
}

const givers: Record<string, { pattern: RegExp; kind: LiquidName['kind'] }> = {
  assign: { pattern: /^(\s*assign\s+)([A-Za-z_][\w-]*)\s*=\s*([\s\S]*)$/, kind: 'assigned' },
  capture: { pattern: /^(\s*capture\s+["']?)([A-Za-z_][\w-]*)()/, kind: 'captured' },
  for: { pattern: /^(\s*for\s+)([A-Za-z_][\w-]*)\s+in\s+(\S+)/, kind: 'loop' },
  tablerow: { pattern: /^(\s*tablerow\s+)([A-Za-z_][\w-]*)\s+in\s+(\S+)/, kind: 'loop' },
  increment: { pattern: /^(\s*increment\s+)([A-Za-z_][\w-]*)()/, kind: 'counter' },
  decrement: { pattern: /^(\s*decrement\s+)([A-Za-z_][\w-]*)()/, kind: 'counter' },
};

/** Every name that a template assigns, captures, counts or loops with, in the order of the text. */
export function liquidNamesOf(text: string, pieces: readonly LiquidPiece[] = scanLiquid(text)): LiquidName[] {
  const names: LiquidName[] = [];
  const openLoops: { tag: string; name: LiquidName | null }[] = [];
  for (const piece of pieces) {
    if (piece.name === 'endfor' || piece.name === 'endtablerow') {
      const at = openLoops.findLastIndex(({ tag }) => `end${tag}` === piece.name);
      for (const { name } of at < 0 ? [] : openLoops.splice(at)) if (name !== null) name.scope.end = piece.begin;
      continue;
    }
    const giver = givers[piece.name];
    if (giver === undefined) continue;
    const name = nameOf(text, piece, giver);
    if (name !== null) names.push(name);
    if (giver.kind === 'loop') openLoops.push({ tag: piece.name, name });
  }
  return names;
}

function nameOf(text: string, piece: LiquidPiece, giver: { pattern: RegExp; kind: LiquidName['kind'] }) {
  const match = giver.pattern.exec(text.slice(piece.contentBegin, piece.contentEnd));
  if (match === null) return null;
  const [, before = '', name = '', source = ''] = match;
  const begin = piece.contentBegin + before.length;
  const scope = { begin: piece.end, end: text.length };
  return { kind: giver.kind, name, source: source.trim(), begin, end: begin + name.length, scope };
}

/** The name that a word at an offset means; the innermost loop wins, then what was assigned last before it. */
export function nameInSight(names: readonly LiquidName[], word: string, offset: number): LiquidName | null {
  const seen = names.filter(
    ({ name, begin, end, scope }) =>
      name === word && ((begin <= offset && offset <= end) || (scope.begin <= offset && offset <= scope.end)),
  );
  return seen.findLast(({ kind }) => kind === 'loop') ?? seen.at(-1) ?? null;
}

const words = /"[^"]*"|'[^']*'|\|\s*[A-Za-z_][\w-]*|[A-Za-z_][\w-]*\s*:|\.\s*[A-Za-z_][\w-]*|[A-Za-z_][\w-]*/g;

/** Every place of the text that means this name, its declarations included. */
export function occurrencesOf(text: string, target: LiquidName): TextRange[] {
  const pieces = scanLiquid(text);
  const names = liquidNamesOf(text, pieces);
  const isSame = (found: LiquidName | null): boolean =>
    found !== null && (target.kind === 'loop' ? found.begin === target.begin : found.kind !== 'loop');
  const places: TextRange[] = [];
  for (const piece of pieces) {
    const content = text.slice(piece.contentBegin, piece.contentEnd);
    if (piece.name === '#' || piece.name === 'liquid') continue;
    for (const match of content.matchAll(words)) {
      const begin = piece.contentBegin + match.index;
      if (match[0] !== target.name || (piece.kind === 'tag' && content.slice(0, match.index).trim() === '')) continue;
      const declared = names.find((name) => name.begin === begin);
      // Before any assignment it is the scope's variable of that name, unless a declaration stands right here.
      if (isSame(declared ?? nameInSight(names, target.name, begin)))
        places.push({ begin, end: begin + match[0].length });
    }
    // `capture "name"` may quote the name it gives.
    const quoted = names.find(({ begin }) => text[begin - 1] !== ' ' && begin > piece.begin && begin < piece.end);
    if (quoted?.name === target.name && isSame(quoted) && !places.some(({ begin }) => begin === quoted.begin)) {
      places.push({ begin: quoted.begin, end: quoted.end });
    }
  }
  return places;
}
