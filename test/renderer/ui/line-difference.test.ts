import { describe, expect, it } from 'vitest';
import { changedStretch, compareLines } from '../../../renderer/ui/line-difference.ts';

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

  it('pairs lines by place where too many differ to be aligned', () => {
    const lines = (mark: string) => Array.from({ length: 3000 }, (_, index) => `${mark}${index}`).join('\n');
    expect(compareLines(lines('a'), lines('b'))).toHaveLength(3000);
  });

  it('aligns long texts that differ here and there', () => {
    const lines = Array.from({ length: 60_000 }, (_, index) => `line ${index % 100} of ${index}`);
    const left = lines.toSpliced(10, 1).toSpliced(59_000, 2, 'left alone');
    const right = lines.toSpliced(20, 0, 'added', 'added').with(59_990, 'changed');
    const changed = shown(left.join('\n'), right.join('\n')).filter((row) => !row.startsWith(' '));
    expect(changed).toEqual([
      '·|line 10 of 10',
      '·|added',
      '·|added',
      'left alone|line 1 of 59001',
      '·|line 2 of 59002',
      'line 88 of 59988|changed',
    ]);
  });

  it('gives both texts back, whichever way they are aligned', () => {
    const random = seeded(7);
    for (let round = 0; round < 20; round += 1) {
      const length = round % 2 === 0 ? 40 : 2500;
      const left = Array.from({ length }, () => String(Math.floor(random() * 50)));
      const right = left.filter(() => random() > 0.05).flatMap((line) => (random() > 0.95 ? [line, 'new'] : [line]));
      const rows = compareLines(left.join('\n'), right.join('\n'));
      expect(rows.flatMap((row) => (row.left === null ? [] : [row.left]))).toEqual(left);
      expect(rows.flatMap((row) => (row.right === null ? [] : [row.right]))).toEqual(right);
      // No more than what was taken away and added.
      const edited = rows.filter((row) => row.left !== row.right).length;
      expect(edited).toBeLessThanOrEqual(left.length * 0.3);
    }
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

/** Numbers from 0 to 1, the same ones each time. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}
