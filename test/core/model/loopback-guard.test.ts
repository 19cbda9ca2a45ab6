import { expect, test } from 'vitest';
import { isSameText } from '../../../core/model/index.ts';

test.each([
  ['', '', true],
  ['key', 'key', true],
  ['schlüssel-😀', 'schlüssel-😀', true],
  ['', 'key', false],
  ['key', '', false],
  ['ke', 'key', false],
  ['key2', 'key', false],
  ['kez', 'key', false],
  ['key\0', 'key', false],
])('%j against %j: %s', (given, right, isSame) => {
  expect(isSameText(given, right)).toBe(isSame);
});
