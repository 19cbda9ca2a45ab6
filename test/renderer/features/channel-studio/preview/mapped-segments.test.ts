import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type SourceSpan, sourceSpansOf } from '../../../../../core/contract/index.ts';
import { exactLayout, prettyLayout } from '../../../../../renderer/features/channel-studio/preview/body-layout.ts';
import {
  headerParts,
  textOf,
  urlParts,
} from '../../../../../renderer/features/channel-studio/preview/mapped-request.ts';
import {
  type MappedField,
  type MappedPart,
  partsAtCaret,
  prettyParts,
  spansAtCaret,
} from '../../../../../renderer/features/channel-studio/preview/mapped-segments.ts';
import { prettyPrintTokens } from '../../../../../renderer/ui/json-tokens.ts';
import { cutIntoBlocks } from '../../../../../renderer/ui/text-blocks.ts';

function span(outputBegin: number, outputEnd: number, patch: Partial<SourceSpan> = {}): SourceSpan {
  return {
    outputBegin,
    outputEnd,
    kind: 'value',
    path: null,
    place: { line: 1, column: 1, endLine: 1, endColumn: 5 },
    partial: null,
    ...patch,
  };
}

const shownText = (parts: readonly MappedPart[]) => parts.map((part) => textOf([part]));

describe('an XML body', () => {
  it('is laid out over the spans that printed it', () => {
    const output = '<a> <b>Ada</b></a>';
    const at = output.indexOf('Ada');
    const spans = sourceSpansOf([
      span(0, at, { kind: 'text' }),
      span(at, at + 3),
      span(at + 3, output.length, { kind: 'text' }),
    ]);
    const layout = prettyLayout({ field: 'body', output, spans }, true);
    expect(layout?.text).toBe('<a>\n  <b>Ada</b>\n</a>');
    const whole = { begin: 0, end: layout?.text.length ?? 0, rows: 3, isPiece: false, isInString: false };
    expect(shownText(layout?.partsIn(whole).parts ?? [])).toEqual(['<a>\n  <b>', 'Ada', '</b>\n</a>']);
    expect(prettyLayout({ field: 'body', output: '<a>', spans: sourceSpansOf([span(0, 3)]) }, true)).toBeNull();
  });
});

describe('the body as it is sent', () => {
  it('has its tokens cut at the spans and loses nothing', () => {
    const output = '{"name": "Ada Lovelace", "n": 12}';
    const at = output.indexOf('Lovelace');
    const spans = sourceSpansOf([span(0, at), span(at, at + 8), span(at + 8, output.length)]);
    const layout = exactLayout(output, { field: 'body', output, spans });
    const whole = { begin: 0, end: output.length, rows: 1, isPiece: false, isInString: false };
    const { parts } = layout.partsIn(whole);
    expect(shownText(parts)).toEqual(['{"name": "Ada ', 'Lovelace', '", "n": 12}']);
    expect(parts[1]?.segments).toEqual([{ text: 'Lovelace', kind: 'string' }]);
  });

  it('has the same parts in blocks as in one piece, exact and laid out', () => {
    fc.assert(
      fc.property(
        fc.array(fc.json({ maxDepth: 2 }), { maxLength: 40 }),
        fc.infiniteStream(fc.nat()),
        (values, cuts) => {
          const output = `[${values.join(', \n')}]`;
          const spans: SourceSpan[] = [];
          for (let at = 0; at < output.length; ) {
            const end = Math.min(output.length, at + 1 + ((cuts.next().value ?? 0) % 50));
            spans.push(span(at, end, { path: `at.${at}`, kind: at % 2 === 0 ? 'value' : 'text' }));
            at = end;
          }
          const mapped = { field: 'body', output, spans: sourceSpansOf(spans) };
          for (const layout of [exactLayout(output, mapped), prettyLayout(mapped)]) {
            if (layout === null) throw new Error('this is JSON');
            const whole = layout.partsIn({
              begin: 0,
              end: layout.text.length,
              rows: 1,
              isPiece: false,
              isInString: false,
            });
            expect(textOf(whole.parts)).toBe(layout.text);
            const bySpan = new Map<number, string>();
            for (const block of cutIntoBlocks(layout.text, 7)) {
              const run = layout.partsIn(block);
              expect(textOf(run.parts)).toBe(layout.text.slice(block.begin, block.end));
              for (const [at, part] of run.parts.entries()) {
                const index = run.firstIndex + at;
                expect(part.span).toEqual(spans[index]);
                bySpan.set(index, (bySpan.get(index) ?? '') + textOf([part]));
              }
            }
            for (const [index, part] of whole.parts.entries()) expect(bySpan.get(index) ?? '').toBe(textOf([part]));
          }
        },
      ),
    );
  });
});

describe('prettyParts', () => {
  it('lays out as the plain view does, with every value still its own', () => {
    const output = '{"a":{"b":[1,{"c":"x"}],"e":{}},"d":true}';
    const begin = output.indexOf('{"b"');
    const end = output.indexOf(',"d"');
    const field: MappedField = {
      field: 'body',
      output,
      spans: sourceSpansOf([
        span(0, begin, { kind: 'text' }),
        span(begin, end),
        span(end, output.length, { kind: 'text' }),
      ]),
    };
    const parts = prettyParts(field) ?? [];
    expect(textOf(parts)).toBe(prettyPrintTokens(output));
    expect(textOf([parts[1] as MappedPart]).replaceAll(/\s/g, '')).toBe('{"b":[1,{"c":"x"}],"e":{}}');
  });

  it('is null for what is no JSON', () => {
    expect(prettyParts({ field: 'body', output: 'a=1', spans: sourceSpansOf([span(0, 3)]) })).toBeNull();
    expect(prettyParts({ field: 'body', output: '{"a":', spans: sourceSpansOf([span(0, 5)]) })).toBeNull();
  });

  it('shows any JSON as the plain view, however it is cut', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 3 }), fc.array(fc.nat(), { maxLength: 5 }), (json, cuts) => {
        const output = `[ ${json} ]`;
        const places = [...new Set([0, ...cuts.map((cut) => cut % output.length), output.length])].sort(
          (a, b) => a - b,
        );
        const spans = places.slice(1).map((end, index) => span(places[index] ?? 0, end));
        const parts = prettyParts({ field: 'body', output, spans: sourceSpansOf(spans) }) ?? [];
        // A token cut in two keeps its own spelling: a colon alone is shown with its blank.
        expect(textOf(parts)).toBe(prettyPrintTokens(output));
      }),
    );
  });
});

describe('partsAtCaret', () => {
  it('finds every value of an expression in its own field, its edges included, and no text', () => {
    const spans = [span(0, 1), span(1, 2, { kind: 'text' }), span(2, 3)];
    const parts = spans.map((made): MappedPart => ({ field: 'body', span: made, segments: [] }));
    expect([...spansAtCaret(sourceSpansOf(spans), { line: 1, column: 5 })]).toEqual([0, 2]);
    expect([...spansAtCaret(sourceSpansOf(spans), { line: 1, column: 6 })]).toEqual([]);
    expect([...partsAtCaret(parts, { field: 'body', line: 1, column: 5 })]).toEqual([0, 2]);
    expect([...partsAtCaret(parts, { field: 'body', line: 1, column: 6 })]).toEqual([]);
    expect([...partsAtCaret(parts, { field: 'url', line: 1, column: 5 })]).toEqual([]);
  });
});

describe('urlParts', () => {
  const mapped = (field: string, output: string): MappedField => ({
    field,
    output,
    spans: sourceSpansOf([span(0, output.length)]),
  });
  const query = [
    { key: 'q ', value: '' },
    { key: ' ', value: '' },
    { key: 'z', value: '' },
  ];
  it.each([
    ['https://a.test/x', 'https://a.test/x?q=a%20%26%20b%2F%C3%A9&z='],
    ['https://a.test/x?y=1', 'https://a.test/x?y=1&q=a%20%26%20b%2F%C3%A9&z='],
    ['https://a.test/x?', 'https://a.test/x?q=a%20%26%20b%2F%C3%A9&z='],
    ['https://a.test/x?y=1#frag', 'https://a.test/x?y=1&q=a%20%26%20b%2F%C3%A9&z=#frag'],
  ])('of %s make up the URL that is sent', (address, url) => {
    const map = [
      mapped('url', address),
      mapped('query.0', 'a & b/é'),
      { field: 'query.2', output: '', spans: sourceSpansOf([]) },
    ];
    const parts = urlParts(map, query, url) ?? [];
    expect(textOf(parts)).toBe(url);
    const value = parts.find(({ field, span }) => field === 'query.0' && span !== null);
    expect(textOf(value === undefined ? [] : [value])).toBe('a%20%26%20b%2F%C3%A9');
    expect(urlParts(map, query, `${url}&signature=1`)).toBeNull();
  });
});

describe('headerParts', () => {
  it('finds the row behind every header of the template, past those that signing replaced', () => {
    const row = (index: number, output: string): MappedField => ({
      field: `headers.${index}`,
      output,
      spans: sourceSpansOf([span(0, output.length)]),
    });
    const header = (value: string, origin: 'template' | 'signing') => ({ name: 'x', value, origin });
    const found = headerParts(
      [row(0, 'a'), row(1, 'replaced'), row(2, 'b')],
      [header('a', 'template'), header('b', 'template'), header('s', 'signing')],
    );
    expect(found.map((parts) => parts?.[0]?.field ?? null)).toEqual(['headers.0', 'headers.2', null]);
  });
});
