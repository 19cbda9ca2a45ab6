import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { JsonValue } from '../../../core/model/index.ts';
import { cutJson, joinJson } from '../../../core/workspace/json/cut-json.ts';

const joined = async (value: JsonValue) => {
  // As it is handed from thread to thread.
  const cut = structuredClone(cutJson(value));
  return { cut, value: await joinJson(cut, () => {}) };
};

it('puts together what was cut, whatever it is', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), async (json) => {
      const value = json as JsonValue;
      const back = (await joined(value)).value;
      expect(back).toEqual(value);
      expect(JSON.stringify(back)).toBe(JSON.stringify(value));
    }),
  );
});

const long = 'x'.repeat(150_000);
it.each<[string, JsonValue]>([
  ['a long list', Array.from({ length: 30_000 }, (_, id) => ({ id, name: `item ${id}`, list: [id, null] }))],
  ['a long object', Object.fromEntries(Array.from({ length: 30_000 }, (_, id) => [`k${id} "é"`, { id }]))],
  ['a long text among short ones', { a: 1, long, list: [1, long, 2, [long, { long }], 3], b: {}, c: [] }],
  ['a long text alone', long],
  ['long within long', { a: { b: { c: Array.from({ length: 40_000 }, (_, id) => id) }, d: 1 }, e: [[[long]]] }],
])('cuts %s into parts', async (_name, value) => {
  const { cut, value: back } = await joined(value);
  expect(typeof cut === 'string').toBe(typeof value === 'string');
  expect(back).toEqual(value);
  expect(JSON.stringify(back)).toBe(JSON.stringify(value));
});

it('keeps what JSON text says and JavaScript does not write: names of objects, and numbers beyond all bounds', async () => {
  const value = JSON.parse(
    `{"__proto__": {"a": -0}, "big": [1e999, -1e999], "long": "${long}", "b": {"__proto__": "${long}"}}`,
  );
  const { value: back } = await joined(value);
  expect(Object.keys(back as object)).toEqual(['__proto__', 'big', 'long', 'b']);
  expect(Object.getOwnPropertyDescriptor(back, '__proto__')?.value).toEqual({ a: -0 });
  expect(back).toMatchObject({ big: [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY] });
});

it('gives every part of it to whoever asked', async () => {
  const seen: JsonValue[] = [];
  await joinJson(cutJson([long, [1], [2], long]), (part) => seen.push(part));
  expect(seen).toEqual([[long], [[1], [2], long]]);
});
