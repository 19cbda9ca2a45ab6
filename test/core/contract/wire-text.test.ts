import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeBase64, encodeBase64 } from '../../../core/contract/base64.ts';
import { LongTexts, longTextLength } from '../../../core/contract/long-texts.ts';
import { readWireText, writeWireText } from '../../../core/contract/wire-text.ts';

test("base64 is Node's base64, for any bytes", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const text = encodeBase64(bytes);
      expect(text).toBe(Buffer.from(bytes).toString('base64'));
      expect(decodeBase64(text)).toEqual(bytes);
    }),
  );
});

test('base64 of more bytes than one call can take as arguments', () => {
  const bytes = new Uint8Array(1_000_003).fill(7);
  expect(encodeBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
});

test.each(['A', 'AAA', 'AA!A', 'AA=A', 'ÄAAA'])('%s is refused', (text) => {
  expect(() => decodeBase64(text)).toThrow(SyntaxError);
});

const key = fc.oneof(
  fc.constantFrom('$bytes', '$$bytes', '$$$bytes', '$text', '$$text', '$edit', '$$edit', 'bytes', '__proto__'),
  fc.string(),
);
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.uint8Array({ maxLength: 20 }),
    fc.string({ unit: 'binary' }).map((text) => new TextEncoder().encode(text)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(key, tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
}));

/** A text long enough to be kept, and what a few edits make of it. */
const versions = fc
  .tuple(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
    fc.array(fc.tuple(fc.nat(), fc.nat(30), fc.string()), { maxLength: 4 }),
  )
  .map(([seed, edits]) => {
    let text = seed.repeat(Math.ceil((longTextLength * 1.5) / seed.length));
    return [
      text,
      ...edits.map(([at, removed, added]) => {
        const begin = at % text.length;
        text = text.slice(0, begin) + added + text.slice(begin + removed);
        return text;
      }),
    ];
  });

test('messages of one connection come back as they were, long texts said again and edited included', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(versions, value), { minLength: 1, maxLength: 4 }), (rounds) => {
      const [sent, received] = [new LongTexts(), new LongTexts()];
      for (const [texts, rest] of rounds) {
        for (const text of texts) {
          const message = { first: text, rest, again: { $edit: text }, bytes: new TextEncoder().encode(text) };
          expect(readWireText(writeWireText(message, sent), received)).toEqual(message);
        }
      }
    }),
    { numRuns: 60 },
  );
});

test('a key in a long text travels as an edit', () => {
  const [sent, received] = [new LongTexts(), new LongTexts()];
  const lines = Array.from({ length: 20_000 }, (_, index) => `  "line ${index}": {{ data.name | json }},`);
  const before = lines.join('\n');
  const after = before.replace('line 9999"', 'line 9999x"');
  readWireText(writeWireText({ body: before, name: 'a' }, sent), received);
  const text = writeWireText({ body: after, name: 'a' }, sent);
  expect(text.length).toBeLessThan(100);
  expect(readWireText(text, received)).toEqual({ body: after, name: 'a' });
  expect(writeWireText({ body: before, copy: after }, sent).length).toBeLessThan(200);
});

test('a text of many megabytes travels whole each time, and is kept by nobody', () => {
  const [sent, received] = [new LongTexts(), new LongTexts()];
  const message = { file: 'x'.repeat(2_000_001) };
  for (let round = 0; round < 2; round += 1) {
    const text = writeWireText(message, sent);
    expect(text.length).toBeGreaterThan(2_000_000);
    expect(readWireText(text, received)).toEqual(message);
  }
});

test('an edit of what was never sent is refused', () => {
  expect(() => readWireText('{"body":{"$edit":[0,0,0,"x"]}}', new LongTexts())).toThrow(SyntaxError);
  expect(() => readWireText('{"body":{"$edit":"x"}}', new LongTexts())).toThrow(SyntaxError);
});

test('signed content names the body that it holds', () => {
  const body = new TextEncoder().encode('{"a": 1},'.repeat(1_000));
  const signedContent = new TextEncoder().encode(`1764.${'{"a": 1},'.repeat(1_000)}`);
  const text = writeWireText({ body, signing: { signedContent } });
  expect(text.length).toBeLessThan(body.length * 1.3);
  expect(readWireText(text)).toEqual({ body, signing: { signedContent } });
});

test('any message comes back as it was, bytes and look-alikes included', () => {
  fc.assert(
    fc.property(value, (message) => {
      expect(readWireText(writeWireText(message))).toEqual(message);
    }),
    { numRuns: 500 },
  );
});

test("Node's Buffer travels as bytes, not as its toJSON", () => {
  expect(readWireText(writeWireText({ body: Buffer.from('hi') }))).toEqual({ body: new Uint8Array([104, 105]) });
});

test('bytes that are UTF-8 travel as what they say, with a mark at their beginning', () => {
  const body = new TextEncoder().encode('\ufeff{"name": "Ådå", "n": 1.00}');
  const text = writeWireText({ body });
  expect(JSON.parse(text)).toEqual({ body: { $text: '\ufeff{"name": "Ådå", "n": 1.00}' } });
  expect(readWireText(text)).toEqual({ body });
});

test('half of a character, and other bytes that are no text, travel as base64', () => {
  const body = new Uint8Array([0xc3]);
  expect(JSON.parse(writeWireText({ body }))).toEqual({ body: { $bytes: 'ww==' } });
  expect(readWireText(writeWireText({ body }))).toEqual({ body });
});

test('what is sent is not changed', () => {
  const message = Object.freeze({ bytes: new Uint8Array([1]), list: Object.freeze([{ $text: 1 }]) });
  writeWireText(message);
  expect(message).toEqual({ bytes: new Uint8Array([1]), list: [{ $text: 1 }] });
});
