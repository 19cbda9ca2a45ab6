import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBatchEncoder } from '../../../core/log/batch-encoder.ts';
import { createBodyBook } from '../../../core/log/body-book.ts';
import { openDatabase } from '../../../core/log/open-database.ts';
import { createRequestHandlers, type RequestHandlers } from '../../../core/log/request-handlers.ts';
import type { NewAttempt, StatisticsOrder } from '../../../core/model/index.ts';
import { anAttempt, aRun } from './log-fixtures.ts';

const folder = mkdtempSync(join(tmpdir(), 'hookbench-statistics-'));
let handlers: RequestHandlers;

/** Endpoint A: 1 to 200 ms, every tenth answered 500, and two refusals. Endpoint B: three refusals. */
const records: NewAttempt[] = [
  ...Array.from({ length: 200 }, (_, index) => {
    // Not in the order of their times.
    const durationMs = ((index * 77) % 200) + 1;
    const isError = durationMs % 10 === 0;
    return timed(index, 'http://a.example/', {
      durationMs,
      status: isError ? 500 : 200,
      verdict: isError ? 'retry' : 'delivered',
    });
  }),
  ...[200, 201].map((index) => refused(index, 'http://a.example/')),
  ...[202, 203, 204].map((index) => refused(index, 'http://b.example/')),
];

function timed(index: number, endpoint: string, change: Partial<NewAttempt>): NewAttempt {
  return anAttempt(index, { runId: index % 2 === 0 ? 'run-1' : 'run-2', endpoint, failureKind: null, ...change });
}

function refused(index: number, endpoint: string): NewAttempt {
  const failure = { status: null, failureKind: 'connection-refused', verdict: 'final' } as const;
  return timed(index, endpoint, { ...failure, durationMs: 9999 });
}

beforeAll(() => {
  const file = join(folder, 'log.sqlite');
  const { database } = openDatabase({ file, maxSizeBytes: null, isDamaged: false });
  ({ handlers } = createRequestHandlers(database, file));
  const known = createBodyBook(0, 10);
  const runs = createBatchEncoder(known);
  for (const number of [1, 2]) runs.add({ kind: 'insertRun', run: aRun({ id: `run-${number}`, number }) }, 0);
  expect(handlers.write(runs.finish())).toEqual([]);
  for (const [place, record] of records.entries()) {
    const encoder = createBatchEncoder(known);
    encoder.add({ kind: 'attempts', records: [record] }, place + 1);
    expect(handlers.write(encoder.finish())).toEqual([]);
  }
});
afterAll(() => {
  handlers.close(null);
  rmSync(folder, { recursive: true, force: true });
});

test('counts of every outcome, and times of what was answered, per endpoint and in all', () => {
  const statistics = handlers.attemptStatistics({ filter: {}, order: 'attempts' });
  const times = { p50Ms: 100, p90Ms: 180, p95Ms: 190, p99Ms: 198, maxMs: 200 };
  expect(statistics).toEqual({
    total: {
      attempts: 205,
      delivered: 180,
      outcomes: [
        { status: 200, failureKind: null, count: 180 },
        { status: 500, failureKind: null, count: 20 },
        { status: null, failureKind: 'connection-refused', count: 5 },
      ],
      latency: times,
    },
    endpoints: [
      {
        endpoint: 'http://a.example/',
        attempts: 202,
        delivered: 180,
        outcomes: [
          { status: 200, failureKind: null, count: 180 },
          { status: 500, failureKind: null, count: 20 },
          { status: null, failureKind: 'connection-refused', count: 2 },
        ],
        latency: times,
      },
      {
        endpoint: 'http://b.example/',
        attempts: 3,
        delivered: 0,
        outcomes: [{ status: null, failureKind: 'connection-refused', count: 3 }],
        latency: null,
      },
    ],
    endpointCount: 2,
    isCut: false,
  });
});

test('of a run, of a status, and of nothing', () => {
  const inRun = records.filter(({ runId }) => runId === 'run-2');
  expect(handlers.attemptStatistics({ filter: { runId: 'run-2' }, order: 'attempts' }).total.attempts).toBe(
    inRun.length,
  );
  const failed = handlers.attemptStatistics({ filter: { statusClass: 5 }, order: 'attempts' });
  expect(failed.total).toMatchObject({ attempts: 20, delivered: 0, latency: { p50Ms: 100, p99Ms: 200 } });
  const none = { attempts: 0, delivered: 0, outcomes: [], latency: null };
  const empty = { total: none, endpoints: [], endpointCount: 0, isCut: false };
  expect(handlers.attemptStatistics({ filter: { runId: 'nowhere' }, order: 'attempts' })).toEqual(empty);
  expect(handlers.attemptStatistics({ filter: { failureKind: 'dns-not-found' }, order: 'attempts' })).toEqual(empty);
});

test('of very many endpoints the first by the order are listed, not the first of those with the most attempts', () => {
  const file = join(folder, 'many.sqlite');
  const { database } = openDatabase({ file, maxSizeBytes: null, isDamaged: false });
  const many = createRequestHandlers(database, file).handlers;
  const encoder = createBatchEncoder(createBodyBook(0, 10));
  encoder.add({ kind: 'insertRun', run: aRun({ id: 'run-1', number: 1 }) }, 0);
  const endpointOf = (index: number) => `http://a.example/${1000 + index}`;
  const answered = Array.from({ length: 1100 }, (_, index) =>
    timed(index * 2, endpointOf(index), { durationMs: index, status: 200, verdict: 'delivered' }),
  );
  encoder.add({ kind: 'attempts', records: [...answered, refused(2200, endpointOf(1098))] }, 1);
  expect(many.write(encoder.finish())).toEqual([]);
  const firstBy = (order: StatisticsOrder) => {
    const { endpoints, endpointCount } = many.attemptStatistics({ filter: {}, order });
    expect([endpoints.length, endpointCount]).toEqual([1000, 1100]);
    return endpoints.slice(0, 2).map(({ endpoint }) => endpoint);
  };
  expect(firstBy('attempts')).toEqual([endpointOf(1098), endpointOf(0)]);
  expect(firstBy('failures')).toEqual([endpointOf(1098), endpointOf(0)]);
  expect(firstBy('slowest')).toEqual([endpointOf(1099), endpointOf(1098)]);
  many.close(null);
});

test('an endpoint that never answered is the last of the slow', () => {
  const { endpoints } = handlers.attemptStatistics({
    filter: { failureKind: 'connection-refused' },
    order: 'failures',
  });
  expect(endpoints.map(({ endpoint }) => endpoint)).toEqual(['http://b.example/', 'http://a.example/']);
  const slow = handlers.attemptStatistics({ filter: {}, order: 'slowest' });
  expect(slow.endpoints.at(-1)?.endpoint).toBe('http://b.example/');
});
