import type { Channel, SourceSpans } from '../../../../core/contract/index.ts';
import { differenceOf } from '../../../editor/text-difference.ts';
import type { MappedField } from './mapped-segments.ts';

/** A source map and the channel whose rendering it explains. */
export interface MapOf {
  channel: Channel;
  sourceMap: MappedField[];
}

/**
 * The map of a body until its own one comes: the one of the text before, moved by what was edited. Without it a body would
 * lose its values' marks with every key, and a screen of it would be drawn anew, twice. What an edit itself printed counts
 * to the span in which it stands.
 */
export function carriedMap({ channel: before, sourceMap }: MapOf, channel: Channel, body: string): MappedField[] {
  return sourceMap.map((mapped) => {
    if (mapped.field !== 'body' || mapped.output === body) return mapped;
    const places = placesAfter(mapped.spans.places, before.request.body, channel.request.body);
    return { ...mapped, output: body, spans: { ...mapped.spans, ends: endsAfter(mapped, body), places } };
  });
}

function endsAfter({ output, spans }: MappedField, body: string): number[] {
  const { begin, end, newText } = differenceOf(output, body);
  const grown = newText.length - (end - begin);
  return spans.ends.map((at) => (at >= end ? at + grown : at <= begin ? at : begin + newText.length));
}

/** `[line, column, endLine, endColumn]` for each span, as in `SourceSpans`. */
function placesAfter(places: SourceSpans['places'], before: string, after: string): number[] {
  if (before === after) return [...places];
  const { begin, end, newText } = differenceOf(before, after);
  const from = positionOf(before, begin);
  const oldEnd = positionOf(before, end);
  const newEnd = positionOf(after, begin + newText.length);
  const moved = [...places];
  for (let at = 0; at + 1 < moved.length; at += 2) {
    const line = moved[at] ?? 0;
    const column = moved[at + 1] ?? 0;
    if (line < from.line || (line === from.line && column <= from.column)) continue;
    const isBehind = line > oldEnd.line || (line === oldEnd.line && column >= oldEnd.column);
    moved[at] = isBehind ? line + newEnd.line - oldEnd.line : newEnd.line;
    moved[at + 1] = !isBehind ? newEnd.column : line > oldEnd.line ? column : column + newEnd.column - oldEnd.column;
  }
  return moved;
}

/** Line and column from 1, as the places of a source map have them. */
function positionOf(text: string, offset: number): { line: number; column: number } {
  let line = 1;
  let lineBegin = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', lineBegin)) {
    line += 1;
    lineBegin = at + 1;
  }
  return { line, column: offset - lineBegin + 1 };
}
