import { expect, it } from 'vitest';
import { readPrintedBody } from '../../../../core/signing/explain/printed-body.ts';

const read = (text: string) => {
  const printed = readPrintedBody(Buffer.from(text));
  return printed === null ? null : (printed.bytes && Buffer.from(printed.bytes).toString()) || printed.how;
};

it.each([
  [`b'{"a":"caf\\xc3\\xa9","b":"it\\'s\\n"}'`, '{"a":"café","b":"it\'s\n"}'],
  [`b"{'a': 1}"`, "{'a': 1}"],
  [JSON.stringify(Buffer.from('{"a":1}')), '{"a":1}'],
  ['<Buffer 7b 22 61 22 3a 31 7d>', '{"a":1}'],
  ['123,34,97,34,58,49,125,10,10', '{"a":1}\n\n'],
])('finds the bytes that are printed in %s', (text, bytes) => {
  expect(read(text)).toBe(bytes);
});

it.each([
  ['[object Object]', /^JavaScript/],
  ['undefined', /^JavaScript/],
  ["{'id': 'evt_1', 'amount': 1.0}", /^Python/],
  ['{"id"=>"evt_1"}', /^Ruby/],
  ['map[id:evt_1 amount:1]', /^Go/],
  ['{id=evt_1, amount=1.0}', /^Java prints/],
  ['Array\n(\n', /^PHP/],
  ['<Buffer 7b 22 ... 20 more bytes>', /^Node/],
])('says what prints %s, where the bytes are lost', (text, by) => {
  expect(read(text)).toMatch(by);
});

it.each([
  '',
  '{}',
  '{"a":1}',
  'a=1&b=2',
  '1,2,3',
  '[1,2,3,4,5,6,7,8,9]',
  'null',
  '<xml/>',
  "'quoted'",
  '300,301,302,303,304,305,306,307',
])('takes %j for what it is', (text) => {
  expect(readPrintedBody(Buffer.from(text))).toBeNull();
});
