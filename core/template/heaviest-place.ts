import { TypeGuards } from 'liquidjs';
import { outermostCall } from './partial-frame.ts';
import type { OutputPiece } from './render-run.ts';
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
  const outputBytes = Buffer.byteLength(output);
  // Of a long body each piece would have to be cut out and measured; where all letters are single bytes none has.
  const isAscii = outputBytes === output.length;
  const bytesByPlace = new Map<number, { piece: OutputPiece; bytes: number }>();
  let heaviest: { piece: OutputPiece; bytes: number } | null = null;
  for (const [index, piece] of pieces.entries()) {
    const end = pieces[index + 1]?.start ?? output.length;
    const bytes = isAscii ? end - piece.start : Buffer.byteLength(output.slice(piece.start, end));
    const begin = beginOf(piece);
    const known = bytesByPlace.get(begin);
    const entry = known ?? { piece, bytes: 0 };
    entry.bytes += bytes;
    if (known === undefined) bytesByPlace.set(begin, entry);
    if (entry.bytes > (heaviest?.bytes ?? 0)) heaviest = entry;
  }
  if (heaviest === null) return null;
  const { piece, bytes } = heaviest;
  return { ...placeOf(piece), share: bytes / outputBytes, path: pathOf(piece.token) };
}

function placeOf(piece: OutputPiece): TextRange {
  const { token, passageBegin, partial } = piece;
  return { begin: beginOf(piece), end: partial === null ? passageBegin + token.end : outermostCall(partial).end };
}

function beginOf({ token, passageBegin, partial }: OutputPiece): number {
  if (partial !== null) return outermostCall(partial).begin;
  return passageBegin + token.begin + (TypeGuards.isHTMLToken(token) ? token.trimLeft : 0);
}
