import { describe, expect, test } from 'vitest';
import { appendOlder, mergeNewest } from '../../../../renderer/features/deliveries/live-merge.ts';
import { attempt } from './fixtures.ts';

const sequences = (rows: readonly { sequence: number }[]) => rows.map(({ sequence }) => sequence);

describe('mergeNewest', () => {
  const rows = [attempt({ sequence: 3 }), attempt({ sequence: 1 })];

  test('puts arrivals on top, newest first, in whatever order they came', () => {
    expect(sequences(mergeNewest(rows, [attempt({ sequence: 4 }), attempt({ sequence: 5 })]))).toEqual([5, 4, 3, 1]);
  });

  test('takes each attempt once, and in its place when it is late', () => {
    const late = [attempt({ sequence: 2 }), attempt({ sequence: 3 }), attempt({ sequence: 2 })];
    expect(sequences(mergeNewest(rows, late))).toEqual([3, 2, 1]);
  });

  test('is the very same list when nothing is new', () => {
    expect(mergeNewest(rows, [attempt({ sequence: 1 })])).toBe(rows);
    expect(mergeNewest(rows, [])).toBe(rows);
  });
});

describe('appendOlder', () => {
  test('adds only what is older than the last row', () => {
    const rows = [attempt({ sequence: 5 }), attempt({ sequence: 4 })];
    const page = [attempt({ sequence: 4 }), attempt({ sequence: 3 })];
    expect(sequences(appendOlder(rows, page))).toEqual([5, 4, 3]);
    expect(appendOlder(rows, rows)).toBe(rows);
  });
});
