import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { type SourceSpan, spanAt } from '../../../core/template/index.ts';
import { nodes, partials, scope } from './template-arbitrary.ts';
import { channel, type FixtureOptions, templatesWith } from './template-fixture.ts';

function mapOf(options: FixtureOptions, data = {}) {
  const templates = templatesWith(options);
  const inspection = templates.inspect(templates.compile(channel(options)), data);
  return { result: inspection.result, fields: inspection.fields() };
}

function bodyMap(body: string, data = {}, options: FixtureOptions = {}) {
  const { result, fields } = mapOf({ ...options, request: { body } }, data);
  const field = fields.find((entry) => entry.field === 'body');
  if (field === undefined) throw new Error('no body');
  return { ...field, result };
}

/** Asserts what a map promises: no gap, no overlap, right bytes, and text spans that are the template's own letters. */
function checkSpans(output: string, spans: readonly SourceSpan[], template: string): void {
  const bytes = Buffer.from(output);
  let [at, byteAt] = [0, 0];
  for (const span of spans) {
    expect([span.outputBegin, span.byteBegin]).toEqual([at, byteAt]);
    const text = output.slice(span.outputBegin, span.outputEnd);
    expect(bytes.subarray(span.byteBegin, span.byteEnd).toString()).toBe(text);
    if (span.kind === 'text' && span.partial === null) expect(template.slice(span.begin, span.end)).toBe(text);
    if (span.partial !== null && span.kind === 'text') {
      expect(partials.row.slice(span.partial.begin, span.partial.end)).toBe(text);
    }
    [at, byteAt] = [span.outputEnd, span.byteEnd];
  }
  expect([at, byteAt]).toEqual([output.length, bytes.length]);
}

it('reproduces the output of every template, bytes and all', () => {
  void fc.assert(
    fc.property(nodes, (text) => {
      const template = `x${text}`;
      const { result, fields } = mapOf({ partials, request: { body: template } }, scope());
      const body = fields.find(({ field }) => field === 'body');
      expect(body === undefined).toBe(!result.ok);
      if (body === undefined || !result.ok) return;
      expect(body.output).toBe(Buffer.from(result.request.body).toString());
      checkSpans(body.output, body.spans, template);
    }),
    { numRuns: 800 },
  );
});

it('reproduces bodies that are compacted as Knock compacts them', () => {
  const template = '{\n  "é€": [1,  {{ a | json }} ,\n {{ list | json: 2 }}],\n "b" : "x {{ b }} y" }\n';
  const data = { a: 'é "q"', b: 'two  blanks', list: [1, 2] };
  const { output, spans, result } = bodyMap(template, data, { bodyFormat: 'json', bodyEncoding: 'knock' });
  expect(result.ok && Buffer.from(result.request.body).toString()).toBe(output);
  expect(output).toBe('{"é€":[1,"é \\"q\\"",[1,2]],"b":"x two  blanks y"}');
  checkSpans(output, spans, template);
  expect(spanAt(spans, output.indexOf('two'))).toMatchObject({ path: 'b', kind: 'value' });
});

it('names the variable behind a value, with the place of loops', () => {
  const template =
    '{% for item in data.items %}{% for tag in item.tags %}{{ tag | upcase }}{% endfor %}{{ item.id }};{% endfor %}{{ 1 }}{{ "x" }}';
  const { output, spans } = bodyMap(template, {
    data: {
      items: [
        { id: 7, tags: ['a'] },
        { id: 8, tags: ['b', 'c'] },
      ],
    },
  });
  expect(output).toBe('A7;BC8;1x');
  expect(spans.map((span) => span.path)).toEqual([
    'data.items[0].tags[0]',
    'data.items[0].id',
    null,
    'data.items[1].tags[0]',
    'data.items[1].tags[1]',
    'data.items[1].id',
    null,
    null,
    null,
  ]);
});

it('shows a captured text at what prints it, and a partial at its call and inside', () => {
  const { output, spans } = bodyMap(
    '{% capture c %}abc{{ a }}{% endcapture %}[{{ c }}]{% render "row", a: 1 %}',
    { a: 2 },
    { partials },
  );
  expect(output).toBe('[abc2]<1->');
  expect(spanAt(spans, 2)).toMatchObject({ path: 'c', begin: 42, end: 49 });
  const inside = spanAt(spans, output.indexOf('1'));
  expect(inside).toMatchObject({ begin: 50, partial: { key: 'row', begin: 1, end: 8 }, path: 'a' });
  expect(spanAt(spans, output.length)).toBeNull();
});

it('maps every field, trimmed as it is sent', () => {
  const headers = [{ key: 'x-a', value: ' é{{ a }} ' }];
  const { fields } = mapOf(
    { request: { url: ' https://{{ host }}/\n', headers, body: '' } },
    { host: 'h.test', a: 'b' },
  );
  expect(fields.map(({ field, output }) => [field, output])).toEqual([
    ['url', 'https://h.test/'],
    ['headers.0', 'éb'],
    ['body', ''],
  ]);
  for (const { field, output, spans } of fields) {
    checkSpans(output, spans, field === 'url' ? ' https://{{ host }}/\n' : ' é{{ a }} ');
  }
});

it('still maps the body when it is not JSON', () => {
  const { result, output } = bodyMap('{"a": {{ a }}}', { a: 'x' }, { bodyFormat: 'json' });
  expect(result.ok).toBe(false);
  expect(output).toBe('{"a": x}');
});
