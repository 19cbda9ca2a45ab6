import {
  type CommandOutput,
  isValueSpan,
  type SourcePlace,
  type SourceSpan,
  type SourceSpans,
  sourceSpanAt,
  spanIndexAt,
} from '../../../../core/contract/index.ts';
import { indentOf, type JsonTokenKind, readJsonTokens } from '../../../ui/json-tokens.ts';
import { layOutXml } from '../../../ui/xml-tokens.ts';

export type MappedField = CommandOutput<'template.sourceMap'>[number];

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

/** Neighbouring parts of a field; `firstIndex` is the place of the first one among all spans. */
export interface PartRun {
  firstIndex: number;
  parts: MappedPart[];
}

/** A part for each span, in one colour: of text that is no JSON. */
export function plainParts({ field, output, spans }: MappedField): MappedPart[] {
  return spans.ends.map((end, index) => ({
    field,
    span: sourceSpanAt(spans, index),
    segments: [{ text: output.slice(spans.ends[index - 1] ?? 0, end), kind: 'other' }],
  }));
}

/** XML laid out in lines, as `layOutXml` does, over the same spans. Null when it cannot be. */
export function prettyXmlParts(field: MappedField): MappedPart[] | null {
  const tokens = layOutXml(field.output);
  return tokens === null ? null : layOver(field, tokens, 0).parts;
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
    const space = breaks ? `\n${indentOf(depth)}` : '';
    if (text === '{' || text === '[') depth += 1;
    before = text;
    return { ...token, space, shown: text === ':' ? ': ' : text };
  });
  return depth === 0 ? layOver(field, laidOut, 0).parts : null;
}

export interface LaidOutToken extends MappedSegment {
  /** What is shown in its place; the text itself when absent. */
  shown?: string;
  /** Blanks that are shown before it. */
  space?: string;
}

/** Lays tokens that begin at a character of the output over the spans that made it; joined again, the segments are the tokens. */
export function layOver({ field, spans }: MappedField, tokens: readonly LaidOutToken[], begin: number): PartRun {
  const firstIndex = spanIndexAt(spans, begin);
  const end = tokens.reduce((length, { text }) => length + text.length, begin);
  const parts: MappedPart[] = [];
  for (let index = firstIndex; index < spans.ends.length && (spans.ends[index - 1] ?? 0) < end; index += 1) {
    parts.push({ field, span: sourceSpanAt(spans, index), segments: [] });
  }
  let at = begin;
  let current = 0;
  for (const { kind, text, shown = text, space = '' } of tokens) {
    let rest = text;
    let isFirst = true;
    while (rest !== '') {
      const part = parts[current];
      if (part?.span == null) return { firstIndex, parts };
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
  return { firstIndex, parts };
}

export interface CaretPlace {
  field: string;
  line: number;
  column: number;
}

/** Values that the expression at a place of the template printed, as places in the list; text of the template is none. */
export function partsAtCaret(parts: readonly MappedPart[], place: CaretPlace): ReadonlySet<number> {
  const found = new Set<number>();
  for (const [index, { field, span }] of parts.entries()) {
    if (field === place.field && span?.kind === 'value' && isWithin(span.place, place)) found.add(index);
  }
  return found;
}

/** The same for the spans of one field, thousands of them or more. */
export function spansAtCaret(spans: SourceSpans, place: Omit<CaretPlace, 'field'>): ReadonlySet<number> {
  const found = new Set<number>();
  const { places, ends } = spans;
  for (let index = 0; index < ends.length; index += 1) {
    // Lines first: most spans are elsewhere, and an object for each would be thousands per key.
    if ((places[index * 4] ?? 0) > place.line || (places[index * 4 + 2] ?? 0) < place.line) continue;
    const span = isValueSpan(spans, index) ? sourceSpanAt(spans, index) : null;
    if (span !== null && isWithin(span.place, place)) found.add(index);
  }
  return found;
}

function isWithin({ line, column, endLine, endColumn }: SourcePlace, place: Omit<CaretPlace, 'field'>): boolean {
  const isAfterBegin = place.line > line || (place.line === line && place.column >= column);
  return isAfterBegin && (place.line < endLine || (place.line === endLine && place.column <= endColumn));
}
