import { describe, expect, test } from 'vitest';
import { mergeAttempts, mergePage } from '../../../../renderer/features/runs/merge-rows.ts';
import { attempt } from '../deliveries/fixtures.ts';
import { recipientRow } from './fixtures.ts';

describe('mergePage', () => {
  test('keeps what did not change as the same object, and the whole map when nothing did', () => {
    const rows = mergePage(new Map(), [recipientRow({ ordinal: 0 }), recipientRow({ ordinal: 1 })]);
    expect(mergePage(rows, [recipientRow({ ordinal: 1 })])).toBe(rows);
    const changed = mergePage(rows, [recipientRow({ ordinal: 0 }), recipientRow({ ordinal: 1, status: 'stopped' })]);
    expect(changed.get(0)).toBe(rows.get(0));
    expect(changed.get(1)?.status).toBe('stopped');
  });

  test('an answer that is older than a live attempt does not take it away', () => {
    const rows = mergePage(new Map(), [recipientRow({ attempts: [attempt({ sequence: 1 })] })]);
    const later = mergePage(rows, [recipientRow({ status: 'sending', attempts: [] })]);
    expect(later.get(0)?.attempts).toHaveLength(1);
    expect(later.get(0)?.status).toBe('sending');
  });
});

describe('mergeAttempts', () => {
  const rows = mergePage(new Map(), [recipientRow({ ordinal: 0 }), recipientRow({ ordinal: 1 })]);
  const of = (ordinal: number, sequence: number) => attempt({ sequence, recipientRunId: `recipient-run-${ordinal}` });

  test('puts each attempt once into its own row, in order', () => {
    const next = mergeAttempts(rows, [of(0, 2), of(0, 1), of(7, 3)]);
    const again = mergeAttempts(next, [of(0, 2)]);
    expect(again).toBe(next);
    expect(next.get(0)?.attempts.map(({ sequence }) => sequence)).toEqual([1, 2]);
    expect(next.get(1)).toBe(rows.get(1));
  });

  test('is the same map when no row is concerned', () => {
    expect(mergeAttempts(rows, [of(9, 1)])).toBe(rows);
  });
});
