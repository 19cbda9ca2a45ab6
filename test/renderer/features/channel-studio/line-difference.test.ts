import { describe, expect, it } from 'vitest';
import { changedStretch, compareLines } from '../../../../renderer/features/channel-studio/line-difference.ts';

describe('compareLines', () => {
  const shown = (left: string, right: string): string[] =>
    compareLines(left, right).map((row) =>
      row.left === row.right ? ` ${row.left}` : `${row.left ?? '·'}|${row.right ?? '·'}`,
    );

  it.each([
    ['a\nb\nc', 'a\nb\nc', [' a', ' b', ' c']],
    ['a\nb\nc', 'a\nx\nc', [' a', 'b|x', ' c']],
    ['a\nc', 'a\nb\nc', [' a', '·|b', ' c']],
    ['a\nb\nc\nd', 'b\nd', ['a|·', ' b', 'c|·', ' d']],
    ['a\na\nb', 'a\nb', [' a', 'a|·', ' b']],
    ['', 'a', ['|a']],
  ])('%j with %j', (left, right, rows) => {
    expect(shown(left, right)).toEqual(rows);
  });

  it('pairs lines by place where a table would be too large', () => {
    const lines = (mark: string) => Array.from({ length: 3000 }, (_, index) => `${mark}${index}`).join('\n');
    expect(compareLines(lines('a'), lines('b'))).toHaveLength(3000);
  });
});

describe('changedStretch', () => {
  it.each([
    ['"id": 1,', '"id": 23,', '1'],
    ['aaa', 'aa', 'a'],
    ['', 'x', ''],
  ])('%j against %j is %j', (line, other, stretch) => {
    const { begin, end } = changedStretch(line, other);
    expect(line.slice(begin, end)).toBe(stretch);
  });
});
