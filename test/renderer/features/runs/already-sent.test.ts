import { expect, test } from 'vitest';
import { alreadySent } from '../../../../renderer/features/runs/already-sent.ts';

test('messages that were sent again before are counted once, with their runs, the newest first', () => {
  const resends = [
    { runId: 'run-4', number: 4, attemptIds: ['a', 'b'] },
    { runId: 'run-5', number: 5, attemptIds: ['x'] },
    { runId: 'run-7', number: 7, attemptIds: ['b'] },
  ];
  expect(alreadySent(['a', 'b', 'c'], resends)).toEqual({
    count: 2,
    runs: [
      { runId: 'run-7', number: 7 },
      { runId: 'run-4', number: 4 },
    ],
  });
  expect(alreadySent(['c'], resends)).toEqual({ count: 0, runs: [] });
});
