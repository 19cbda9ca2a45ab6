import { join } from 'node:path';
import { expect, test } from 'vitest';
import { textHash } from '../../../core/log/text-hash.ts';
import { anAttempt, aRun, openTestLog, temporaryFolder } from './log-fixtures.ts';

async function logOfTwoEnvironments() {
  const store = await openTestLog(join(await temporaryFolder(), 'log.sqlite'));
  const run = aRun();
  await store.insertRun(run);
  await store.insertRun({ ...run, id: 'run-2', number: 2, trigger: { ...run.trigger, environment: 'production' } });
  return store;
}

test('the newest attempt of each recipient, in runs of one environment', async () => {
  const store = await logOfTwoEnvironments();
  await store.appendAttempts([
    anAttempt(1, { recipient: 'webhooks/a', status: 500 }),
    anAttempt(2, { recipient: 'webhooks/b' }),
    anAttempt(3, { recipient: 'webhooks/a', status: 201 }),
    anAttempt(4, { recipient: 'webhooks/other' }),
  ]);
  await store.appendAttempts([anAttempt(5, { recipient: 'webhooks/a', runId: 'run-2', status: 410 })]);
  const asked = ['webhooks/a', 'webhooks/b', 'webhooks/never'];
  const found = await store.newestAttempts('development', asked);
  expect(found.map(({ recipient, sequence, status }) => [recipient, sequence, status])).toEqual([
    ['webhooks/a', 3, 201],
    ['webhooks/b', 2, 200],
  ]);
  expect(await store.newestAttempts('production', asked)).toMatchObject([{ recipient: 'webhooks/a', status: 410 }]);
  expect(await store.newestAttempts('staging', asked)).toEqual([]);
  expect(await store.newestAttempts('development', [])).toEqual([]);
});

test('recipients whose hashes are the same are not taken for each other', async () => {
  const [one, other] = twoWithOneHash();
  const store = await logOfTwoEnvironments();
  await store.appendAttempts([anAttempt(1, { recipient: one }), anAttempt(2, { recipient: other })]);
  const found = await store.newestAttempts('development', [one, other]);
  expect(found.map(({ recipient, sequence }) => [recipient, sequence])).toEqual([
    [one, 1],
    [other, 2],
  ]);
});

/** By trying: among some hundred thousand texts two of 32 bits meet. */
function twoWithOneHash(): [string, string] {
  const seen = new Map<number, string>();
  for (let number = 0; ; number += 1) {
    const text = `webhooks/w${number}`;
    const hash = textHash(text);
    const before = seen.get(hash);
    if (before !== undefined) return [before, text];
    seen.set(hash, text);
  }
}
