import { TypeGuards } from 'liquidjs';
import { type OutputPiece, outermostCall } from './render-run.ts';
import { pathOf } from './source-map.ts';
import type { TextRange } from './text-range.ts';

/** The place of a template that printed most of a text. */
export interface HeaviestPlace extends TextRange {
  /** Of the printed text, from 0 to 1. */
  share: number;
  /** The variable at its head, as it is written; null when it shows none. */
  path: string | null;
}

/** What one place prints again and again, in a loop, counts together. Null for a text that nothing printed. */
export function heaviestPlace(output: string, pieces: readonly OutputPiece[]): HeaviestPlace | null {
  const bytesByPlace = new Map<number, { piece: OutputPiece; bytes: number }>();
  for (const [index, piece] of pieces.entries()) {
    const bytes = Buffer.byteLength(output.slice(piece.start, pieces[index + 1]?.start));
    const { begin } = placeOf(piece);
    const known = bytesByPlace.get(begin);
    if (known === undefined) bytesByPlace.set(begin, { piece, bytes });
    else known.bytes += bytes;
  }
  let heaviest: { piece: OutputPiece; bytes: number } | null = null;
  for (const entry of bytesByPlace.values()) if (entry.bytes > (heaviest?.bytes ?? 0)) heaviest = entry;
  if (heaviest === null) return null;
  const { piece, bytes } = heaviest;
  return { ...placeOf(piece), share: bytes / Buffer.byteLength(output), path: pathOf(piece.token) };
}

function placeOf({ token, passageBegin, partial }: OutputPiece): TextRange {
  if (partial !== null) {
    const { begin, end } = outermostCall(partial);
    return { begin, end };
  }
  const begin = passageBegin + token.begin + (TypeGuards.isHTMLToken(token) ? token.trimLeft : 0);
  return { begin, end: passageBegin + token.end };
}
