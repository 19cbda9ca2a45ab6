import type { CommandOutput } from '../../../core/contract/index.ts';
import { type JsonTokenKind, readJsonTokens } from '../../ui/json-tokens.ts';

export type MappedField = CommandOutput<'template.sourceMap'>[number];
export type SourceSpan = MappedField['spans'][number];

/** A stretch of the output in one colour that one place of the template made. */
export interface MappedSegment {
  text: string;
  kind: JsonTokenKind;
}

/** A span with its text cut into coloured segments. `index` is the span's place in the field's list. */
export interface MappedPart {
  index: number;
  span: SourceSpan;
  segments: MappedSegment[];
}

/** Lays the tokens of an output over the spans that made it; joined again, the segments are the output. */
export function mappedParts(field: MappedField): MappedPart[] {
  const parts = field.spans.map((span, index): MappedPart => ({ index, span, segments: [] }));
  let at = 0;
  let current = 0;
  for (const { kind, text } of readJsonTokens(field.output)) {
    let rest = text;
    while (rest !== '') {
      const part = parts[current];
      if (part === undefined) return parts;
      const room = part.span.outputEnd - at;
      if (room <= 0) {
        current += 1;
        continue;
      }
      const piece = rest.slice(0, room);
      part.segments.push({ text: piece, kind });
      at += piece.length;
      rest = rest.slice(room);
    }
  }
  return parts;
}

/** The values that the expression at a place of the template printed; text of the template itself is not one. */
export function spansAtCaret(spans: readonly SourceSpan[], line: number, column: number): ReadonlySet<number> {
  const found = new Set<number>();
  for (const [index, { kind, place }] of spans.entries()) {
    const isAfterBegin = line > place.line || (line === place.line && column >= place.column);
    const isBeforeEnd = line < place.endLine || (line === place.endLine && column <= place.endColumn);
    if (kind === 'value' && isAfterBegin && isBeforeEnd) found.add(index);
  }
  return found;
}
