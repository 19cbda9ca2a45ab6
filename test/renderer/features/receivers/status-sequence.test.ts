import { describe, expect, test } from 'vitest';
import { receiverSchema } from '../../../../core/contract/index.ts';
import {
  longestSequence,
  readStatusSequence,
  statusSequenceText,
} from '../../../../renderer/features/receivers/status-sequence.ts';

describe('readStatusSequence', () => {
  test.each([
    ['500, 500, 200', [500, 500, 200]],
    ['500 500;200', [500, 500, 200]],
    [' 204, ', [204]],
    ['', []],
    ['  ', []],
  ])('%j', (text, statuses) => {
    expect(readStatusSequence(text)).toEqual({ ok: true, statuses });
    expect(receiverSchema.shape.statusSequence.safeParse(statuses).success).toBe(true);
  });

  test.each(['500, x', '600', '100', '20', '2000', '-500', '50.0'])('refuses %j', (text) => {
    expect(readStatusSequence(text)).toMatchObject({ ok: false });
  });

  test('takes as many as the schema does, and no more', () => {
    const text = (count: number) => statusSequenceText(new Array<number>(count).fill(500));
    expect(readStatusSequence(text(longestSequence))).toMatchObject({ ok: true });
    expect(readStatusSequence(text(longestSequence + 1))).toMatchObject({ ok: false });
  });
});

test('a sequence comes back as it was from its text', () => {
  const statuses = [500, 429, 200];
  expect(readStatusSequence(statusSequenceText(statuses))).toEqual({ ok: true, statuses });
});
