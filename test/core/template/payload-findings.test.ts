import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { bodyFindings, locatePointers, mergeSamples, payloadSizeFinding } from '../../../core/template/index.ts';
import { inspect } from './template-fixture.ts';

function bodyOf(body: string, scope = {}) {
  const field = inspect({ request: { body }, bodyFormat: 'json' }, scope)
    .fields()
    .find((entry) => entry.field === 'body');
  if (field === undefined) throw new Error('no body');
  return field;
}

it('finds every value of any JSON by its pointer', () => {
  void fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), fc.constantFrom(0, 2), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      const bytes = Buffer.from(text);
      const pointers = new Map<string, unknown>();
      const walk = (part: unknown, pointer: string): void => {
        pointers.set(pointer, part);
        if (typeof part !== 'object' || part === null) return;
        for (const [key, inner] of Object.entries(part)) {
          walk(inner, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);
        }
      };
      walk(JSON.parse(text), '');
      const places = locatePointers(bytes, new Set(pointers.keys()));
      for (const [pointer, part] of pointers) {
        const place = places.get(pointer);
        expect(JSON.parse(bytes.subarray(place?.begin, place?.end).toString())).toEqual(part);
      }
    }),
    { numRuns: 300 },
  );
});

it('puts a schema issue at the tag that printed the value, or at the letter it begins with', () => {
  const text =
    '{\n  "é": "x",\n  "task": {\n    "id": {{ task.id | json }},\n    "n": 1\n  }, "all": {{ task | json }}\n}';
  const body = bodyOf(text, { task: { id: 7, deep: { a: 1 } } });
  const findings = bodyFindings(
    text,
    body,
    [
      { pointer: '/task/id', message: 'The value must be string.' },
      { pointer: '/task', message: 'The property "x" is missing.' },
      { pointer: '/task/n', message: 'N.' },
      { pointer: '/all/deep/a', message: 'A.' },
      { pointer: '', message: 'P.' },
      { pointer: '/none', message: 'Q.' },
    ],
    't',
  );
  expect(findings.map(({ line, column, endColumn, path }) => [line, column, endColumn, path ?? null])).toEqual([
    [4, 11, 31, 'task.id'],
    [3, 11, 12, null],
    [5, 10, 11, null],
    [6, 13, 30, 'task'],
    [1, 1, 2, null],
    [1, 1, 2, null],
  ]);
  expect(findings[0]?.message).toBe(
    '/task/id of the payload does not fit the schema of "t": the value must be string.',
  );
});

it('tells the size of a big body and what makes it', () => {
  const text = '{"a": 1, "list": {{ list | json }}}';
  const findingFor = (list: string) => {
    const { result, heaviestPlace } = inspect({ request: { body: text }, bodyFormat: 'json' }, { list });
    return payloadSizeFinding(text, result.ok ? result.request.body.length : 0, heaviestPlace);
  };
  expect(findingFor('x'.repeat(19_000))).toBeNull();
  expect(findingFor('x'.repeat(30_000))).toMatchObject({
    severity: 'info',
    column: 18,
    path: 'list',
    message: 'The body is 30.0 kB long; Standard Webhooks advises less than 20 kB. 100 % of it comes from here.',
  });
  expect(findingFor('x'.repeat(300_000))).toMatchObject({ severity: 'warning' });
});

it('makes one finding of the same one from several samples', () => {
  const [finding] = bodyFindings('{}', bodyOf('{}'), [{ pointer: '', message: 'M.' }], 't');
  const all = finding === undefined ? [] : [finding];
  expect(
    mergeSamples([
      { sample: 'a', diagnostics: all },
      { sample: 'b', diagnostics: [...all, ...all] },
      { sample: 'c', diagnostics: [] },
    ]),
  ).toEqual([{ ...finding, samples: ['a', 'b'] }]);
  expect(mergeSamples([{ sample: 'a', diagnostics: all }])).toEqual([finding]);
});
