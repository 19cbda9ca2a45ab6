import { expect, test } from 'vitest';
import { partsWithHidden } from '../../../renderer/ui/hidden-characters.ts';

test('what cannot be seen is a part of its own, and nothing is lost', () => {
  const text = 'a\u202eb\u0000\u200bc';
  const parts = partsWithHidden(text);
  expect(parts.map(({ code }) => code)).toEqual([null, 'U+202E', null, 'U+0000', 'U+200B', null]);
  expect(parts.map((part) => part.text).join('')).toBe(text);
});

test.each(['', 'plain', 'שלום', '👩‍👩‍👧'.replaceAll('\u200d', ''), 'a b'])('%j is as it is', (text) => {
  expect(partsWithHidden(text)).toEqual(text === '' ? [] : [{ text, code: null }]);
});
