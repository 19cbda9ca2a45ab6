import { expect, test } from 'vitest';
import { createIdempotency } from '../../../core/knock-api/idempotency.ts';

test('a key holds for 24 hours', async () => {
  let nowMs = 0;
  let runs = 0;
  const idempotency = createIdempotency(() => nowMs);
  const call = (requestId: string) => idempotency.once('key', 'request', requestId, async () => ++runs);
  expect(await call('a')).toEqual({ answer: 1, repeatOf: null });
  nowMs = 24 * 60 * 60 * 1000 - 1;
  expect(await call('b')).toEqual({ answer: 1, repeatOf: 'a' });
  nowMs += 1;
  expect(await call('c')).toEqual({ answer: 2, repeatOf: null });
});

test('a key of more than 255 characters is refused, and nothing is done', async () => {
  const idempotency = createIdempotency(() => 0);
  let runs = 0;
  const work = async () => ++runs;
  await expect(idempotency.once('k'.repeat(256), 'request', 'a', work)).rejects.toMatchObject({
    status: 400,
    code: 'idempotency_key_too_long',
  });
  expect(runs).toBe(0);
  await idempotency.once('k'.repeat(255), 'request', 'a', work);
  expect(runs).toBe(1);
});
