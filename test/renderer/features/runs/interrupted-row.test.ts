import { expect, test } from 'vitest';
import { rowAsItStands } from '../../../../renderer/features/runs/interrupted-row.ts';
import { rowAdvice, rowWords } from '../../../../renderer/features/runs/outcome-words.ts';
import { attempt } from '../deliveries/fixtures.ts';
import { recipientRow } from './fixtures.ts';

const waiting = recipientRow({
  status: 'waiting',
  nextAttemptAtMs: 5000,
  attempts: [attempt({ sequence: 1, status: 500, verdict: 'retry' })],
});

test('in an interrupted run nothing is awaited: the row says so, and what to do', () => {
  const row = rowAsItStands(waiting, 'interrupted');
  expect(rowWords(row)).toBe('500: stopped');
  expect(row).toMatchObject({ nextAttemptAtMs: null, reason: { message: expect.stringContaining('Hookbench ended') } });
  expect(rowAdvice(row)).toMatch(/Resume the run/);
});

test('what has ended, and what is under way, stays', () => {
  const delivered = recipientRow({ attempts: [attempt({ sequence: 1 })] });
  expect(rowAsItStands(delivered, 'interrupted')).toBe(delivered);
  expect(rowAsItStands(waiting, 'running')).toBe(waiting);
  expect(rowAsItStands(waiting, undefined)).toBe(waiting);
});
