import { type Token, TypeGuards } from 'liquidjs';
import { scanJson } from '../model/index.ts';
import { outermostCall } from './partial-frame.ts';
import type { LoopPlace, OutputPiece } from './render-run.ts';

/** A stretch of a rendered text and the stretch of the template that made it. Offsets are half-open. */
export interface SourceSpan {
  /** Characters (UTF-16 units) of the output. */
  outputBegin: number;
  outputEnd: number;
  /** UTF-8 bytes of the output. */
  byteBegin: number;
  byteEnd: number;
  /** Characters of the field's template; of the `render` tag for what a partial printed. */
  begin: number;
  end: number;
  /** `text` stands in the template letter by letter; `value` was printed by a tag. */
  kind: 'text' | 'value';
  /** The variable it shows, with loops resolved: `data.items[1].name`; null when it shows none. */
  path: string | null;
  /** Inside a partial: its key and the place in its own text. */
  partial: { key: string; begin: number; end: number } | null;
}

/** Spans of one rendered text, in order and without gaps: their pieces of the output make up the output. */
export function spansOf(output: string, pieces: readonly OutputPiece[] | null, template: string): SourceSpan[] {
  if (output === '') return [];
  if (pieces === null || pieces.length === 0) return [wholeText(output, template)];
  const spans: SourceSpan[] = [];
  let byteBegin = 0;
  for (const [index, piece] of pieces.entries()) {
    const outputEnd = pieces[index + 1]?.start ?? output.length;
    if (outputEnd === piece.start) continue;
    const text = output.slice(piece.start, outputEnd);
    const byteEnd = byteBegin + Buffer.byteLength(text);
    spans.push({ outputBegin: piece.start, outputEnd, byteBegin, byteEnd, ...placeOf(piece, text) });
    byteBegin = byteEnd;
  }
  return spans;
}

function wholeText(output: string, template: string): SourceSpan {
  const byteEnd = Buffer.byteLength(output);
  const outputEnd = output.length;
  const place = { begin: 0, end: template.length, kind: 'text' as const, path: null, partial: null };
  return { outputBegin: 0, outputEnd, byteBegin: 0, byteEnd, ...place };
}

function placeOf(
  { token, passageBegin, partial, loops }: OutputPiece,
  text: string,
): Pick<SourceSpan, 'begin' | 'end' | 'kind' | 'path' | 'partial'> {
  const own = placeInOwnText(token, passageBegin, text);
  const path = own.kind === 'text' ? null : resolveLoops(pathOf(token), loops);
  if (partial === null) return { ...own, path, partial: null };
  const call = outermostCall(partial);
  return {
    begin: call.begin,
    end: call.end,
    kind: own.kind,
    path,
    partial: { key: partial.key, begin: own.begin, end: own.end },
  };
}

function placeInOwnText(
  token: Token,
  passageBegin: number,
  text: string,
): { begin: number; end: number; kind: SourceSpan['kind'] } {
  const [begin, end] = [passageBegin + token.begin, passageBegin + token.end];
  if (TypeGuards.isHTMLToken(token)) {
    const from = begin + token.trimLeft;
    return { begin: from, end: from + text.length, kind: 'text' };
  }
  const isRaw = TypeGuards.isTagToken(token) && token.name === 'raw';
  if (isRaw && token.input.startsWith(text, token.end)) return { begin: end, end: end + text.length, kind: 'text' };
  return { begin, end, kind: 'value' };
}

const pathPattern = /^[\p{L}_][\p{L}\p{N}_-]*(?:\.[\p{L}\p{N}_-]+|\[(?:"[^"]*"|'[^']*'|-?\d+)\])*/u;
const words = new Set(['true', 'false', 'nil', 'null', 'empty', 'blank']);

/** The path at the head of an output, `item.name` of `{{ item.name | json }}`. */
export function pathOf(token: Token): string | null {
  const text = TypeGuards.isOutputToken(token)
    ? token.content
    : TypeGuards.isTagToken(token) && token.name === 'echo'
      ? token.args
      : '';
  const path = pathPattern.exec(text)?.[0] ?? null;
  return path === null || words.has(path) ? null : path;
}

function resolveLoops(path: string | null, loops: readonly LoopPlace[] | null): string | null {
  let resolved = path;
  if (resolved === null || loops === null) return resolved;
  for (const { variable, collection, index } of [...loops].reverse()) {
    const isVariable = resolved === variable || /^[.[]/.test(resolved.slice(variable.length));
    if (!isVariable || !resolved.startsWith(variable) || collection.startsWith('(')) continue;
    resolved = `${collection}[${index}]${resolved.slice(variable.length)}`;
  }
  return resolved;
}

/** Moves spans to JSON whose blanks between tokens were taken out, as `compactJson` does. */
export function compactSpans(output: string, spans: readonly SourceSpan[]): { output: string; spans: SourceSpan[] } {
  const bytes = new TextEncoder().encode(output);
  const kept: [begin: number, end: number][] = [];
  const fault = scanJson(bytes, (begin, end) => kept.push([begin, end]));
  if (fault !== null) return { output, spans: [...spans] };
  const result: SourceSpan[] = [];
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let [compact, next, byteBegin] = ['', 0, 0];
  for (const span of spans) {
    for (let index = next; index < kept.length; index += 1) {
      const [begin, end] = kept[index] ?? [0, 0];
      if (begin >= span.byteEnd) break;
      next = index;
      const [from, to] = [Math.max(begin, span.byteBegin), Math.min(end, span.byteEnd)];
      if (from >= to) continue;
      const text = decoder.decode(bytes.subarray(from, to));
      const byteEnd = byteBegin + (to - from);
      const moved = {
        ...span,
        outputBegin: compact.length,
        outputEnd: compact.length + text.length,
        byteBegin,
        byteEnd,
      };
      if (span.kind === 'text') {
        const skipped = decoder.decode(bytes.subarray(span.byteBegin, from)).length;
        const place = span.partial ?? span;
        const cut = { begin: place.begin + skipped, end: place.begin + skipped + text.length };
        result.push(span.partial === null ? { ...moved, ...cut } : { ...moved, partial: { ...span.partial, ...cut } });
      } else {
        result.push(moved);
      }
      compact += text;
      byteBegin = byteEnd;
    }
  }
  return { output: compact, spans: result };
}

/** The span at an output offset; null past the end. Binary search: spans are in order. */
export function spanAt(spans: readonly SourceSpan[], outputOffset: number): SourceSpan | null {
  let [low, high] = [0, spans.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const span = spans[middle];
    if (span === undefined) return null;
    if (outputOffset < span.outputBegin) high = middle - 1;
    else if (outputOffset >= span.outputEnd) low = middle + 1;
    else return span;
  }
  return null;
}
