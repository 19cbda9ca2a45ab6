import { expect, test } from 'vitest';
import { partsWithHidden } from '../../../renderer/ui/hidden-characters.ts';

test('what cannot be seen is a part of its own, and nothing is lost', () => {
  const text = 'a\u202eb\u0000\u200bc';
  const parts = partsWithHidden(text);
  expect(parts.map(({ code }) => code)).toEqual([null, 'U+202E', null, 'U+0000', 'U+200B', null]);
  expect(parts.map((part) => part.text).join('')).toBe(text);
});

test.each(['', 'plain', 'שלום', '👩🏽\u200d👩\u200d👧', '❤\ufe0f\u200d🔥', '日本\u3000語', 'a b'])(
  '%j is as it is',
  (text) => {
    expect(partsWithHidden(text)).toEqual(text === '' ? [] : [{ text, code: null }]);
  },
);

test('what looks like a blank, or like nothing, is told from one', () => {
  const text = 'a\u00a0b\u2003c\u3164d\u200de';
  const codes = partsWithHidden(text).flatMap(({ code }) => code ?? []);
  expect(codes).toEqual(['U+00A0', 'U+2003', 'U+3164', 'U+200D']);
});

test('in a text of lines their ends and tabs can be seen, a return without a line cannot', () => {
  const text = '{\r\n\t"a": "b\rc"\n}';
  expect(partsWithHidden(text, true).flatMap(({ code }) => code ?? [])).toEqual(['U+000D']);
  expect(
    partsWithHidden(text, true)
      .map((part) => part.text)
      .join(''),
  ).toBe(text);
  expect(partsWithHidden('\n\t').map(({ code }) => code)).toEqual(['U+000A', 'U+0009']);
});
