import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { anAttempt, aRecipientRun, aRun, collect, openTestLog, sha256, temporaryFolder } from './log-fixtures.ts';

async function emptyLog() {
  return openTestLog(join(await temporaryFolder(), 'log.sqlite'));
}

describe('runs', () => {
  test('that send messages of another again are found by it, oldest first', async () => {
    const store = await emptyLog();
    const resend = {
      runId: 'run-1',
      runNumber: 1,
      messages: [{ attemptId: 'att_1', recipient: 'webhooks/w1' }],
      signature: 'afresh',
      attempts: 'one',
    } as const;
    const trigger = { ...aRun().trigger, resend: { ...resend, messages: [...resend.messages] } };
    await store.insertRun(aRun());
    await store.insertRun(aRun({ id: 'run-3', number: 3, trigger }));
    await store.insertRun(aRun({ id: 'run-2', number: 2, trigger }));
    expect((await store.resendsOf('run-1')).map(({ id }) => id)).toEqual(['run-2', 'run-3']);
    expect(await store.resendsOf('run-2')).toEqual([]);
    expect(await store.getRun('run-2')).toMatchObject({ trigger: { resend } });
  });

  test('that send messages of several again are found by each of them', async () => {
    const store = await emptyLog();
    const resend = {
      runId: 'run-1',
      runNumber: 1,
      otherRuns: [
        { runId: 'run-2', runNumber: 2 },
        { runId: 'run-3', runNumber: 3 },
      ],
      messages: [{ attemptId: 'att_1', recipient: 'webhooks/w1' }],
      signature: 'afresh',
      attempts: 'one',
    } as const;
    const trigger = {
      ...aRun().trigger,
      resend: { ...resend, messages: [...resend.messages], otherRuns: [...resend.otherRuns] },
    };
    for (let number = 1; number <= 4; number += 1) await store.insertRun(aRun({ id: `run-${number}`, number }));
    await store.insertRun(aRun({ id: 'run-5', number: 5, trigger, status: 'completed' }));
    const found = async (id: string) => (await store.resendsOf(id)).map((run) => run.id);
    expect(await Promise.all(['run-1', 'run-2', 'run-3', 'run-4'].map(found))).toEqual([
      ['run-5'],
      ['run-5'],
      ['run-5'],
      [],
    ]);
    await store.deleteRuns(['run-5']);
    expect(await found('run-2')).toEqual([]);
  });

  test('have numbers that are never given twice, whatever is deleted', async () => {
    const store = await emptyLog();
    const numbers = [await store.nextRunNumber(), await store.nextRunNumber()];
    await store.insertRun(aRun({ id: 'run-2', number: 2, status: 'completed' }));
    await store.deleteRuns(['run-2']);
    expect([...numbers, await store.nextRunNumber()]).toEqual([1, 2, 3]);
  });

  test('are listed newest first, in pages', async () => {
    const store = await emptyLog();
    for (let number = 1; number <= 5; number += 1) await store.insertRun(aRun({ id: `run-${number}`, number }));
    const numbers = async (before: number | null) => (await store.listRuns(before, 2)).runs.map((run) => run.number);
    expect([await numbers(null), await numbers(4), await numbers(2), await numbers(1)]).toEqual([
      [5, 4],
      [3, 2],
      [1],
      [],
    ]);
    expect((await store.listRuns(4, 2)).total).toBe(5);
  });

  test('are replaced whole by an update, but for number and trigger', async () => {
    const store = await emptyLog();
    await store.insertRun(aRun());
    const run = aRun({ status: 'completed', endedAtMs: 1_700_000_001_000, statusMessage: 'Done.' });
    await store.updateRun(run);
    expect(await store.getRun('run-1')).toEqual(run);
    await expect(store.updateRun(aRun({ id: 'nope' }))).rejects.toMatchObject({ code: 'not-found' });
    await expect(store.insertRun(aRun())).rejects.toMatchObject({ code: 'conflict' });
    expect(await store.getRun('nope')).toBeNull();
  });
});

describe('recipient runs', () => {
  test('are replaced by ordinal and listed with their attempts', async () => {
    const store = await emptyLog();
    await store.insertRun(aRun());
    await store.insertRun(aRun({ id: 'run-2', number: 2 }));
    await store.upsertRecipientRuns([aRecipientRun(0), aRecipientRun(1), aRecipientRun(2)]);
    await store.appendAttempts([
      anAttempt(1, { status: 500, verdict: 'retry' }),
      anAttempt(1, { number: 2 }),
      anAttempt(2),
    ]);
    await store.appendAttempts([anAttempt(1, { runId: 'run-2' })]);
    const done = aRecipientRun(1, { status: 'delivered', reason: { code: 'delivered', message: 'ok' }, endedAtMs: 5 });
    await store.upsertRecipientRuns([done]);
    const { rows, total } = await store.listRecipientRuns('run-1', 1, 1);
    expect(total).toBe(3);
    expect(rows).toHaveLength(1);
    const { attempts, ...record } = rows[0] ?? { attempts: [] };
    expect(record).toEqual(done);
    expect(attempts.map(({ id, number, status }) => [id, number, status])).toEqual([
      ['att_1', 1, 500],
      ['att_2', 2, 200],
    ]);
    expect(await store.listRecipientRuns('unknown', 0, 10)).toEqual({ rows: [], total: 0 });
    await expect(store.upsertRecipientRuns([aRecipientRun(0, { runId: 'nope' })])).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  test('of many recipients are streamed for a resume, with the progress of their messages', async () => {
    const store = await emptyLog();
    await store.insertRun(aRun());
    const count = 12_000;
    const places = Array.from({ length: count }, (_, place) => place);
    await Promise.all([
      store.upsertRecipientRuns(
        places.map((place) => aRecipientRun(place, { status: place % 3 === 0 ? 'waiting' : 'delivered' })),
      ),
      store.appendAttempts(
        places.map((place) => anAttempt(place, { verdict: place % 3 === 0 ? 'retry' : 'delivered' })),
      ),
      store.appendAttempts([anAttempt(0, { number: 2, verdict: 'final' })]),
    ]);
    const finals = await collect(store.finalRecipientRuns('run-1'));
    expect(finals.map(({ ordinal }) => ordinal)).toEqual(places.filter((place) => place % 3 !== 0));
    const progress = await store.attemptCounts('run-1');
    expect(progress.size).toBe(count);
    expect(progress.get('msg-0')).toEqual({ attempts: 2, lastVerdict: 'final' });
    expect(progress.get('msg-3')).toEqual({ attempts: 1, lastVerdict: 'retry' });
    expect((await collect(store.finalRecipientRuns('unknown'))).length).toBe(0);
  });
});

describe('retention', () => {
  async function threeRuns() {
    const store = await emptyLog();
    const body = Buffer.from('shared');
    const request = { method: 'POST', url: 'http://x/', headers: [], body, bodySha256: sha256(body) };
    for (let number = 1; number <= 3; number += 1) {
      const runId = `run-${number}`;
      await store.insertRun(
        aRun({ id: runId, number, status: number === 1 ? 'running' : 'completed', startedAtMs: number * 1000 }),
      );
      await store.upsertRecipientRuns([aRecipientRun(0, { runId })]);
      await store.appendAttempts([
        anAttempt(number, { runId }),
        anAttempt(10 + number, { runId, request, response: null }),
      ]);
    }
    return store;
  }

  test('keeps the newest runs and what they share with the removed ones', async () => {
    const store = await threeRuns();
    // Run 2 goes with its own body; the answer's body and the shared one are still used; run 1 is under way.
    expect(await store.pruneAttempts({ keepRuns: 1 })).toEqual({ runs: 1, attempts: 2, bodies: 1 });
    expect((await store.listRuns(null, 10)).runs.map(({ number }) => number)).toEqual([3, 1]);
    expect(Buffer.from((await store.getAttempt('att_6'))?.request.body ?? []).toString()).toBe('shared');
    expect((await store.listRecipientRuns('run-2', 0, 10)).total).toBe(0);
  });

  test('removes runs by age', async () => {
    const store = await threeRuns();
    expect((await store.pruneAttempts({ beforeMs: 3000 })).runs).toBe(1);
    expect((await store.listRuns(null, 10)).runs.map(({ number }) => number)).toEqual([3, 1]);
  });

  test('leaves no body when the last attempt goes, and takes the same bytes again', async () => {
    const store = await threeRuns();
    const removed = await store.deleteRuns(['run-1', 'run-2', 'run-3', 'run-9']);
    expect(removed).toEqual({ runs: 3, attempts: 6, bodies: 5 });
    await store.insertRun(aRun({ id: 'run-4', number: 4 }));
    const body = Buffer.from('shared');
    const [again] = await store.appendAttempts([
      anAttempt(50, {
        runId: 'run-4',
        request: { method: 'POST', url: 'http://x/', headers: [], body, bodySha256: sha256(body) },
      }),
    ]);
    expect(again?.sequence).toBe(7);
    expect(Buffer.from((await store.getAttempt('att_7'))?.request.body ?? []).toString()).toBe('shared');
  });

  test('takes a run of thousands of attempts in parts', async () => {
    const store = await emptyLog();
    await store.insertRun(aRun({ status: 'completed' }));
    await store.appendAttempts(Array.from({ length: 5000 }, (_, place) => anAttempt(place)));
    expect(await store.deleteRuns(['run-1'])).toEqual({ runs: 1, attempts: 5000, bodies: 5001 });
    expect(await store.countAttempts({})).toBe(0);
  });
});
