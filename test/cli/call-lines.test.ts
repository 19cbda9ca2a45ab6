import { expect, test } from 'vitest';
import { callLine, runLine } from '../../cli/call-lines.ts';
import type { KnockCall, RunRecord } from '../../core/contract/index.ts';

const call: KnockCall = {
  number: 1,
  atMs: 0,
  method: 'POST',
  path: '/v1/workflows/w/trigger',
  status: 200,
  durationMs: 0.2,
  error: null,
  notes: [],
  run: { id: 'r', number: 3 },
};

test('a call is one line with what it led to, or why not', () => {
  expect(callLine(call)).toBe('200 POST /v1/workflows/w/trigger  1 ms  run 3');
  expect(callLine({ ...call, notes: ['A note.', 'Another.'] })).toBe(
    '200 POST /v1/workflows/w/trigger  1 ms  run 3  A note.  Another.',
  );
  const error = { code: 'invalid_params', message: '"x" must be text' };
  expect(callLine({ ...call, status: 422, durationMs: 12.6, run: null, error })).toBe(
    '422 POST /v1/workflows/w/trigger  13 ms  "x" must be text',
  );
});

test('the end of a run is one line with what became of its recipients', () => {
  const counts = { recipients: 4, delivered: 2, undelivered: 1, skipped: 1, stopped: 0, active: 0, attempts: 5 };
  // Only what the line speaks of.
  const run = { number: 3, status: 'completed', statusMessage: null, counts } as RunRecord;
  expect(runLine(run)).toBe('run 3: 2 delivered, 1 undelivered, 1 skipped');
  expect(runLine({ ...run, status: 'failed', statusMessage: 'The log is full.' })).toBe(
    'run 3: The log is full., 2 delivered, 1 undelivered, 1 skipped',
  );
});
