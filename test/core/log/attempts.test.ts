import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { AttemptFilter, AttemptRecord, NewAttempt } from '../../../core/model/index.ts';
import { anAttempt, aRecipientRun, aRun, collect, openTestLog, sha256, temporaryFolder } from './log-fixtures.ts';

async function logWithRun() {
  const file = join(await temporaryFolder(), 'log.sqlite');
  const store = await openTestLog(file);
  await store.insertRun(aRun());
  return store;
}

/** Records as they come back: bytes as plain arrays, so that Buffer and Uint8Array compare by content. */
function comparable(record: AttemptRecord | null): unknown {
  return JSON.parse(
    JSON.stringify(record, (_, value: unknown) => {
      if (value instanceof Uint8Array) return [...value];
      // JSON.stringify has already asked a Buffer for its own JSON form.
      if (typeof value === 'object' && value !== null && 'data' in value && 'type' in value) return value.data;
      return value;
    }),
  );
}

/** What the log gives back for the first attempt appended. */
function asFirst({ ordinal: _, ...attempt }: NewAttempt): AttemptRecord {
  return { ...attempt, id: 'att_1', sequence: 1 };
}

describe('an attempt', () => {
  test('comes back byte for byte, with the sequence the log gave it', async () => {
    const store = await logWithRun();
    const record = anAttempt(1);
    const [summary] = await store.appendAttempts([record]);
    expect(summary?.sequence).toBe(1);
    expect(comparable(await store.getAttempt('att_1'))).toEqual(comparable(asFirst(record)));
  });

  test('may have failed without a response, unsigned, with an empty body', async () => {
    const store = await logWithRun();
    const body = new Uint8Array(0);
    const record = anAttempt(1, {
      status: null,
      failureKind: 'connection-refused',
      verdict: 'retry',
      responseSizeBytes: null,
      isSigned: false,
      request: { method: 'GET', url: 'http://127.0.0.1:1/', headers: [], body, bodySha256: sha256(body) },
      signature: null,
      response: null,
      failure: { kind: 'connection-refused', detail: 'connect ECONNREFUSED', code: 'ECONNREFUSED' },
      isSocketReused: null,
      nextAttemptAtMs: 1_700_000_030_000,
    });
    await store.appendAttempts([record]);
    expect(comparable(await store.getAttempt('att_1'))).toEqual(comparable(asFirst(record)));
  });

  test('keeps a signed content that does not contain the body', async () => {
    const store = await logWithRun();
    const record = anAttempt(1);
    const signedContent = Buffer.from([0, 255, 1, 254]);
    await store.appendAttempts([
      { ...record, signature: record.signature === null ? null : { ...record.signature, signedContent } },
    ]);
    const found = await store.getAttempt('att_1');
    expect([...(found?.signature?.signedContent ?? [])]).toEqual([0, 255, 1, 254]);
  });

  test('shares its body with others without losing or changing the bytes', async () => {
    const store = await logWithRun();
    const pool = Buffer.from('xx{"shared":true}xx');
    const body = pool.subarray(2, -2);
    const request = { method: 'POST', url: 'http://x/', headers: [], body, bodySha256: sha256(body) };
    await store.appendAttempts([anAttempt(1, { request }), anAttempt(2, { request })]);
    await store.appendAttempts([anAttempt(3, { request })]);
    for (const id of ['att_1', 'att_2', 'att_3']) {
      expect(Buffer.from((await store.getAttempt(id))?.request.body ?? []).toString()).toBe('{"shared":true}');
    }
    expect(pool.toString()).toBe('xx{"shared":true}xx');
  });

  test('may hold any text, half a surrogate pair and NUL included', async () => {
    const store = await logWithRun();
    const odd = 'a\u0000b \ud800 "\\ \u2028 é😀';
    const record = anAttempt(1, { displayName: odd, recipient: odd, messageId: odd, channel: odd });
    await store.appendAttempts([record]);
    expect(comparable(await store.getAttempt('att_1'))).toEqual(comparable(asFirst(record)));
    expect(await store.countAttempts({ recipient: odd, messageId: odd })).toBe(1);
    const recipientRun = aRecipientRun(1, { recipient: odd, displayName: odd, status: 'delivered' });
    await store.upsertRecipientRuns([recipientRun]);
    const { rows } = await store.listRecipientRuns('run-1', 0, 10);
    expect(rows).toMatchObject([{ ...recipientRun, attempts: [{ id: 'att_1', displayName: odd }] }]);
    expect((await collect(store.finalRecipientRuns('run-1')))[0]?.recipient).toBe(odd);
    expect([...(await store.attemptCounts('run-1')).keys()]).toEqual([odd]);
  });

  test.each(['nope', 'att_2', 'att_0', 'att_01', 'att_1 ', 'att_9999999999999999'])(
    '"%s" is not there: null',
    async (id) => {
      const store = await logWithRun();
      await store.appendAttempts([anAttempt(1)]);
      expect(await store.getAttempt(id)).toBeNull();
    },
  );
});

describe('a refused append', () => {
  test('takes nothing else of its batch with it', async () => {
    const store = await logWithRun();
    const body = Buffer.from('same');
    const request = { method: 'POST', url: 'http://x/', headers: [], body, bodySha256: sha256(body) };
    const settled = await Promise.allSettled([
      // The first one brings the shared body's bytes and is refused.
      store.appendAttempts([anAttempt(1, { request, runId: 'unknown' })]),
      store.appendAttempts([anAttempt(2, { request })]),
      store.insertRun(aRun()),
      store.upsertRecipientRuns([aRecipientRun(1, { runId: 'unknown' })]),
      store.appendAttempts([anAttempt(4)]),
    ]);
    expect(settled.map((one) => (one.status === 'rejected' ? one.reason.code : one.status))).toEqual([
      'not-found',
      'fulfilled',
      'conflict',
      'not-found',
      'fulfilled',
    ]);
    expect(Buffer.from((await store.getAttempt('att_2'))?.request.body ?? []).toString()).toBe('same');
    expect(await store.countAttempts({})).toBe(2);
  });
});

describe('pages', () => {
  test('go from newest to oldest by sequence, without a gap or a repeat', async () => {
    const store = await logWithRun();
    await Promise.all(Array.from({ length: 25 }, (_, place) => store.appendAttempts([anAttempt(place)])));
    const seen: number[] = [];
    let before: number | null = null;
    for (;;) {
      const page: Awaited<ReturnType<typeof store.listAttempts>> = await store.listAttempts({}, before, 10);
      seen.push(...page.attempts.map(({ sequence }) => sequence));
      before = page.attempts.at(-1)?.sequence ?? null;
      if (!page.hasMore) break;
    }
    expect(seen).toEqual(Array.from({ length: 25 }, (_, place) => 25 - place));
  });

  const filters: [string, AttemptFilter, number[]][] = [
    ['run', { runId: 'run-2' }, [5]],
    ['unknown run', { runId: 'run-9' }, []],
    ['message', { messageId: 'msg-2' }, [2]],
    ['recipient', { recipient: 'webhooks/w3' }, [3]],
    ['text in the endpoint, in any case', { endpoint: 'EXAMPLE.com/b' }, [3]],
    ['text in several endpoints', { endpoint: 'example' }, [3, 2]],
    ['text with signs that patterns know', { endpoint: '%' }, [4]],
    ['text in no endpoint', { endpoint: 'nowhere' }, []],
    ['verdict', { verdict: 'final' }, [3, 2]],
    ['status', { status: 401 }, [2]],
    ['class of statuses', { statusClass: 4 }, [3, 2]],
    ['class without a status', { statusClass: 3 }, []],
    ['failure', { failureKind: 'dns-not-found' }, [4]],
    [
      'time from (included) to (not included)',
      { startedAfterMs: 1_700_000_000_002, startedBeforeMs: 1_700_000_000_004 },
      [3, 2],
    ],
    ['several at once', { statusClass: 4, endpoint: 'example', recipient: 'webhooks/w2', verdict: 'final' }, [2]],
    ['several that share nothing', { status: 401, recipient: 'webhooks/w3' }, []],
  ];
  test.each(filters)('by %s', async (_, filter, expected) => {
    const store = await logWithRun();
    await store.insertRun(aRun({ id: 'run-2', number: 2 }));
    await store.appendAttempts([
      anAttempt(1),
      anAttempt(2, { status: 401, verdict: 'final', endpoint: 'https://example.com/a' }),
      anAttempt(3, { status: 404, verdict: 'final', endpoint: 'https://Example.com/b' }),
      anAttempt(4, { status: null, failureKind: 'dns-not-found', verdict: 'retry', endpoint: 'https://x/100%' }),
      anAttempt(5, { runId: 'run-2' }),
    ]);
    const { attempts, hasMore } = await store.listAttempts(filter, null, 50);
    expect(attempts.map(({ sequence }) => sequence)).toEqual(expected);
    expect(hasMore).toBe(false);
    expect(await store.countAttempts(filter)).toBe(expected.length);
  });

  test('by a final verdict those that were stopped are left out, unless they are asked for', async () => {
    const store = await logWithRun();
    const stopped = { status: null, failureKind: 'aborted', verdict: 'final' } as const;
    await store.appendAttempts([anAttempt(1, { status: 401, verdict: 'final' }), anAttempt(2, stopped), anAttempt(3)]);
    const sequences = async (filter: AttemptFilter) =>
      (await store.listAttempts(filter, null, 50)).attempts.map(({ sequence }) => sequence);
    expect(await sequences({ verdict: 'final' })).toEqual([1]);
    expect(await store.countAttempts({ verdict: 'final' })).toBe(1);
    expect(await sequences({ verdict: 'final', failureKind: 'aborted' })).toEqual([2]);
    expect(await sequences({ failureKind: 'aborted' })).toEqual([2]);
  });
});
