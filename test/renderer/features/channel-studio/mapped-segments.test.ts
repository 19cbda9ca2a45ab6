import { describe, expect, it } from 'vitest';
import {
  type MappedField,
  mappedParts,
  type SourceSpan,
  spansAtCaret,
} from '../../../../renderer/features/channel-studio/mapped-segments.ts';

function span(outputBegin: number, outputEnd: number, patch: Partial<SourceSpan> = {}): SourceSpan {
  return {
    outputBegin,
    outputEnd,
    byteBegin: outputBegin,
    byteEnd: outputEnd,
    kind: 'value',
    path: null,
    place: { line: 1, column: 1, endLine: 1, endColumn: 5 },
    partial: null,
    ...patch,
  };
}

describe('mappedParts', () => {
  it('cuts tokens at the spans and loses nothing', () => {
    const output = '{"name": "Ada Lovelace", "n": 12}';
    const at = output.indexOf('Lovelace');
    const field: MappedField = {
      field: 'body',
      output,
      spans: [span(0, at), span(at, at + 8), span(at + 8, output.length)],
    };
    const parts = mappedParts(field);
    expect(parts.map(({ segments }) => segments.map(({ text }) => text).join(''))).toEqual([
      '{"name": "Ada ',
      'Lovelace',
      '", "n": 12}',
    ]);
    expect(parts[1]?.segments).toEqual([{ text: 'Lovelace', kind: 'string' }]);
  });
});

describe('spansAtCaret', () => {
  it('finds every value of an expression, its edges included, and no text', () => {
    const spans = [span(0, 1), span(1, 2, { kind: 'text' }), span(2, 3)];
    expect([...spansAtCaret(spans, 1, 5)]).toEqual([0, 2]);
    expect([...spansAtCaret(spans, 1, 6)]).toEqual([]);
    expect([...spansAtCaret(spans, 2, 1)]).toEqual([]);
  });
});
