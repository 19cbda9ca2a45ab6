import { describe, expect, test } from 'vitest';
import { answerFaults, type Receiver, receiverSchema } from '../../../../core/contract/index.ts';
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
    ['500, reset, no answer, 200', [500, 'reset', 'no-answer', 200]],
    ['No-Answer CLOSE;no  answer', ['no-answer', 'close', 'no-answer']],
    [answerFaults.join(' '), [...answerFaults]],
  ])('%j', (text, entries) => {
    expect(readStatusSequence(text)).toEqual({ ok: true, entries });
    expect(receiverSchema.shape.statusSequence.safeParse(entries).success).toBe(true);
  });

  test.each(['500, x', '600', '100', '20', '2000', '-500', '50.0'])('refuses %j', (text) => {
    expect(readStatusSequence(text)).toMatchObject({ ok: false });
  });

  test('says which entry it is that cannot be read, and what can be written', () => {
    const read = readStatusSequence('500, reset, no, 200, 99');
    expect(read.ok ? '' : read.problem).toMatch(/^Entry 3, “no”, .* no-answer, reset, /);
  });

  test('takes as many as the schema does, and no more', () => {
    const text = (count: number) => statusSequenceText(new Array<number>(count).fill(500));
    expect(readStatusSequence(text(longestSequence))).toMatchObject({ ok: true });
    expect(readStatusSequence(text(longestSequence + 1))).toMatchObject({ ok: false });
  });
});

test('a sequence comes back as it was from its text', () => {
  const entries: Receiver['statusSequence'] = [500, 'no-answer', 429, 'reset', 200];
  expect(readStatusSequence(statusSequenceText(entries))).toEqual({ ok: true, entries });
});
