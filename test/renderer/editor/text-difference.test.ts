import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differenceOf } from '../../../renderer/editor/text-difference.ts';

const apply = (text: string, { begin, end, newText }: ReturnType<typeof differenceOf>): string =>
  text.slice(0, begin) + newText + text.slice(end);

describe('the edit between two texts', () => {
  it.each([
    ['{{ a }}', '{{ ab }}', { begin: 4, end: 4, newText: 'b' }],
    ['aaa', 'aa', { begin: 2, end: 3, newText: '' }],
    ['a😀b', 'a😁b', { begin: 1, end: 3, newText: '😁' }],
    ['a\r\nb', 'a\r\n\nb', { begin: 3, end: 3, newText: '\n' }],
  ])('%j → %j', (before, after, expected) => {
    expect(differenceOf(before, after)).toEqual(expected);
  });

  it('always makes the one of the other, and cuts no character', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '{', '}', '😀', '😁', '\r\n', '\n') });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const edit = differenceOf(before, after);
        expect(apply(before, edit)).toBe(after);
        expect(before.slice(edit.begin, edit.end)).not.toMatch(/^[\udc00-\udfff]|[\ud800-\udbff]$/);
      }),
    );
  });
});
