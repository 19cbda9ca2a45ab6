import { expect, it } from 'vitest';
import { bodyHint } from '../../../../renderer/features/signatures/body-hint.ts';

it.each([
  ['an empty body', { bodyText: '', exactBody: null }, /is empty/],
  ['an empty body that was received', { bodyText: '', exactBody: new Uint8Array() }, /is empty/],
  ['typed text', { bodyText: '{}', exactBody: null }, /byte for byte/],
  ['received text', { bodyText: 'é', exactBody: new Uint8Array([0xc3, 0xa9]) }, /exact 2 B that were received\./],
  ['received bytes that are no text', { bodyText: '\uFFFD', exactBody: new Uint8Array([0xff]) }, /are not UTF-8 text/],
])('says of %s what its field does not show', (_name, form, words) => {
  expect(bodyHint(form)).toMatch(words);
});
