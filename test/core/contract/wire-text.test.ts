import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeBase64, encodeBase64 } from '../../../core/contract/base64.ts';
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
  fc.constantFrom('$bytes', '$$bytes', '$$$bytes', '$text', '$$text', 'bytes', '__proto__'),
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
