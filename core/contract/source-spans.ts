import type { z } from 'zod';
import type { sourceSpansSchema } from './template-payloads.ts';

export type SourceSpans = z.infer<typeof sourceSpansSchema>;

/** A stretch of a text; lines and columns from 1, columns in UTF-16 units; the end is exclusive. */
export interface SourcePlace {
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
}

/** A stretch of a rendered text and what made it. */
export interface SourceSpan {
  /** Characters (UTF-16 units) of the output; the end is exclusive. */
  outputBegin: number;
  outputEnd: number;
  /** `text` stands in the template letter by letter; `value` was printed by a tag. */
  kind: 'text' | 'value';
  /** The variable behind it, loops resolved; null = none. */
  path: string | null;
  /** In the field's template. */
  place: SourcePlace;
  /** Inside the partial that printed it. */
  partial: { key: string; place: SourcePlace } | null;
}

/** One span of the columns. */
export function sourceSpanAt(spans: SourceSpans, index: number): SourceSpan | null {
  const outputEnd = spans.ends[index];
  if (outputEnd === undefined) return null;
  const { names, partials } = spans;
  const partialKey = names[partials?.keys[index] ?? -1];
  return {
    outputBegin: spans.ends[index - 1] ?? 0,
    outputEnd,
    kind: isValueSpan(spans, index) ? 'value' : 'text',
    path: names[spans.paths[index] ?? -1] ?? null,
    place: placeAt(spans.places, index),
    partial:
      partials === null || partialKey === undefined
        ? null
        : { key: partialKey, place: placeAt(partials.places, index) },
  };
}

export function isValueSpan({ kinds }: SourceSpans, index: number): boolean {
  return kinds[index] === 'v';
}

/** Which span a character of the output belongs to; the number of spans behind the last one. */
export function spanIndexAt({ ends }: SourceSpans, offset: number): number {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ends[middle] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Spans as columns, in their order; each begins where the one before it ends. */
export function sourceSpansOf(spans: Iterable<SourceSpan>): SourceSpans {
  const names = new Map<string, number>();
  const nameOf = (name: string | undefined | null): number => {
    if (name === undefined || name === null) return -1;
    const known = names.get(name) ?? names.size;
    names.set(name, known);
    return known;
  };
  const columns = { ends: [] as number[], places: [] as number[], paths: [] as number[] };
  const partials = { keys: [] as number[], places: [] as number[] };
  let kinds = '';
  for (const { outputEnd, kind, path, place, partial } of spans) {
    columns.ends.push(outputEnd);
    pushPlace(columns.places, place);
    columns.paths.push(nameOf(path));
    kinds += kind === 'value' ? 'v' : 't';
    partials.keys.push(nameOf(partial?.key));
    pushPlace(partials.places, partial?.place ?? nowhere);
  }
  const hasPartials = partials.keys.some((key) => key >= 0);
  return { ...columns, kinds, names: [...names.keys()], partials: hasPartials ? partials : null };
}

const nowhere: SourcePlace = { line: 0, column: 0, endLine: 0, endColumn: 0 };

function pushPlace(places: number[], { line, column, endLine, endColumn }: SourcePlace): void {
  places.push(line, column, endLine, endColumn);
}

function placeAt(places: readonly number[], index: number): SourcePlace {
  const at = index * 4;
  const [line = 0, column = 0, endLine = 0, endColumn = 0] = places.slice(at, at + 4);
  return { line, column, endLine, endColumn };
}
