import type { CommandOutput } from '../../../core/contract/index.ts';
import { type JsonTokenKind, readJsonTokens } from '../../ui/json-tokens.ts';

export type MappedField = CommandOutput<'template.sourceMap'>[number];
export type SourceSpan = MappedField['spans'][number];

/** A stretch of the output in one colour that one place of the template made. */
export interface MappedSegment {
  text: string;
  kind: JsonTokenKind;
}

/** A stretch of what is shown, in coloured segments, with the span that made it; null = nothing in a template did. */
export interface MappedPart {
  field: string;
  span: SourceSpan | null;
  segments: MappedSegment[];
}

/** Lays the tokens of an output over the spans that made it; joined again, the segments are the output. */
export function mappedParts(field: MappedField): MappedPart[] {
  return layOver(field, readJsonTokens(field.output));
}

/** The same for text that is no JSON. */
export function plainParts({ field, output, spans }: MappedField): MappedPart[] {
  return spans.map((span) => ({
    field,
    span,
    segments: [{ text: output.slice(span.outputBegin, span.outputEnd), kind: 'other' }],
  }));
}

/**
 * JSON laid out in lines, as `prettyPrintTokens` does, over the same spans: the blanks of the output are left out, those
 * of the layout belong to what stands before them. Null when the output is no JSON.
 */
export function prettyParts(field: MappedField): MappedPart[] | null {
  const tokens = readJsonTokens(field.output);
  const isJson = tokens.every(({ kind }) => kind !== 'other') && /^\s*[{[]/.test(field.output);
  if (!isJson) return null;
  let depth = 0;
  let before = '';
  const laidOut = tokens.map((token): LaidOutToken => {
    const { text, kind } = token;
    if (kind === 'space') return { ...token, shown: '' };
    const isClose = text === '}' || text === ']';
    if (isClose) depth -= 1;
    const isAfterOpen = before === '{' || before === '[';
    const breaks = isClose ? !isAfterOpen : isAfterOpen || before === ',';
    const space = breaks ? `\n${'  '.repeat(Math.max(depth, 0))}` : '';
    if (text === '{' || text === '[') depth += 1;
    before = text;
    return { ...token, space, shown: text === ':' ? ': ' : text };
  });
  return depth === 0 ? layOver(field, laidOut) : null;
}

interface LaidOutToken extends MappedSegment {
  /** What is shown in its place; the text itself when absent. */
  shown?: string;
  /** Blanks that are shown before it. */
  space?: string;
}

function layOver({ field, spans }: MappedField, tokens: readonly LaidOutToken[]): MappedPart[] {
  const parts = spans.map((span): MappedPart => ({ field, span, segments: [] }));
  let at = 0;
  let current = 0;
  for (const { kind, text, shown = text, space = '' } of tokens) {
    let rest = text;
    let isFirst = true;
    while (rest !== '') {
      const part = parts[current];
      if (part?.span == null) return parts;
      const room = part.span.outputEnd - at;
      if (room <= 0) {
        current += 1;
        continue;
      }
      const piece = rest.slice(0, room);
      const before = at === part.span.outputBegin ? (parts[current - 1] ?? part) : part;
      if (isFirst && space !== '') before.segments.push({ text: space, kind: 'space' });
      // A token that one span made as a whole may be shown otherwise, such as a colon with a blank.
      const visible = piece === text ? shown : piece;
      if (visible !== '' && (shown !== '' || kind !== 'space')) part.segments.push({ text: visible, kind });
      isFirst = false;
      at += piece.length;
      rest = rest.slice(room);
    }
  }
  return parts;
}

/** Values that the expression at a place of the template printed, as places in the list; text of the template is none. */
export function partsAtCaret(
  parts: readonly MappedPart[],
  place: { field: string; line: number; column: number },
): ReadonlySet<number> {
  const found = new Set<number>();
  for (const [index, { field, span }] of parts.entries()) {
    if (span === null || field !== place.field || span.kind !== 'value') continue;
    const { line, column, endLine, endColumn } = span.place;
    const isAfterBegin = place.line > line || (place.line === line && place.column >= column);
    const isBeforeEnd = place.line < endLine || (place.line === endLine && place.column <= endColumn);
    if (isAfterBegin && isBeforeEnd) found.add(index);
  }
  return found;
}
