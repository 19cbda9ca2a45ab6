import { expect, test } from 'vitest';
import { createIdempotency } from '../../../core/knock-api/idempotency.ts';

const request = { key: 'key', path: '/v1/workflows/one/trigger', request: 'request', requestId: 'a' };

test('a key holds for 24 hours', async () => {
  let nowMs = 0;
  let runs = 0;
  const idempotency = createIdempotency(() => nowMs);
  const call = (requestId: string) => idempotency.once({ ...request, requestId }, async () => ++runs);
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
  await expect(idempotency.once({ ...request, key: 'k'.repeat(256) }, work)).rejects.toMatchObject({
    status: 400,
    code: 'idempotency_key_too_long',
  });
  expect(runs).toBe(0);
  await idempotency.once({ ...request, key: 'k'.repeat(255) }, work);
  expect(runs).toBe(1);
});

test('a key of another path is another key', async () => {
  const idempotency = createIdempotency(() => 0);
  let runs = 0;
  const work = async () => ++runs;
  await idempotency.once(request, work);
  const other = { ...request, path: '/v1/workflows/two/trigger', request: 'other' };
  expect(await idempotency.once(other, work)).toEqual({ answer: 2, repeatOf: null });
});
