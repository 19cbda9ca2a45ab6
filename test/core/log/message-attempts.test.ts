import { join } from 'node:path';
import { expect, test } from 'vitest';
import { textHash } from '../../../core/log/text-hash.ts';
import { anAttempt, aRun, collect, openTestLog, temporaryFolder } from './log-fixtures.ts';

async function emptyLog() {
  const store = await openTestLog(join(await temporaryFolder(), 'log.sqlite'));
  await store.insertRun(aRun());
  return store;
}

test('all attempts of messages are found over all runs, oldest first, however many pages they take', async () => {
  const store = await emptyLog();
  await store.insertRun(aRun({ id: 'run-2', number: 2 }));
  await store.appendAttempts(Array.from({ length: 2500 }, (_, place) => anAttempt(place)));
  await store.appendAttempts([anAttempt(7, { runId: 'run-2', number: 1 }), anAttempt(9000, { runId: 'run-2' })]);
  const found = (await collect(store.messageAttempts(['msg-7', 'msg-8', 'msg-none']))).flat();
  expect(found.map(({ runId, messageId }) => [runId, messageId])).toEqual([
    ['run-1', 'msg-7'],
    ['run-1', 'msg-8'],
    ['run-2', 'msg-7'],
  ]);
  const all = Array.from({ length: 2500 }, (_, place) => `msg-${place}`);
  const pages = await collect(store.messageAttempts(all));
  expect(pages.length).toBeGreaterThan(1);
  expect(pages.flat()).toHaveLength(2501);
  expect(await collect(store.messageAttempts([]))).toEqual([]);
});

test('messages whose hashes are the same are not taken for each other', async () => {
  const pair = twoWithOneHash();
  const store = await emptyLog();
  await store.appendAttempts(pair.map((messageId, place) => anAttempt(place, { messageId })));
  const found = (await collect(store.messageAttempts([pair[0]]))).flat();
  expect(found.map(({ messageId }) => messageId)).toEqual([pair[0]]);
});

/** By trying: among some hundred thousand texts two of 32 bits meet. */
function twoWithOneHash(): [string, string] {
  const seen = new Map<number, string>();
  for (let number = 0; ; number += 1) {
    const text = `msg-${number}`;
    const hash = textHash(text);
    const before = seen.get(hash);
    if (before !== undefined) return [before, text];
    seen.set(hash, text);
  }
}
