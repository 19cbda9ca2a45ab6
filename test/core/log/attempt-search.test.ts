import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createConditionReader } from '../../../core/log/attempt-conditions.ts';
import { type AttemptSearch, createAttemptSearch } from '../../../core/log/attempt-search.ts';
import { createBatchEncoder } from '../../../core/log/batch-encoder.ts';
import { createBodyBook } from '../../../core/log/body-book.ts';
import { openDatabase } from '../../../core/log/open-database.ts';
import { createRequestHandlers } from '../../../core/log/request-handlers.ts';
import { createRunTable } from '../../../core/log/run-table.ts';
import type { AttemptFilter, NewAttempt } from '../../../core/model/index.ts';
import { anAttempt, aRun, sha256 } from './log-fixtures.ts';

const rowCount = 50_000;
const body = Buffer.from('{}');
const request = { method: 'POST', url: 'http://x/', headers: [], body, bodySha256: sha256(body) };

/** Skewed as logs are: most delivered, one large run, a few endpoints with most of the traffic, rare failures. */
function seededAttempt(place: number): NewAttempt {
  const isFailure = place % 97 === 0;
  const isRare = place === 123;
  const status = isFailure ? null : place % 13 === 0 ? 500 + (place % 3) : place % 41 === 0 ? 404 : 200;
  const many = place % 4 === 0;
  return anAttempt(place, {
    runId: place % 10 === 0 ? `run-${2 + (place % 4)}` : 'run-1',
    recipient: `webhooks/w${place % 1000}`,
    displayName: place % 500 === 7 ? 'Flaky “staging” server' : 'Hook',
    endpoint: many ? `https://many.example/${place % 100}` : `https://few.example/${place % 3}`,
    status: isRare ? 418 : status,
    failureKind: isFailure ? (place % 2 === 0 ? 'connection-refused' : 'dns-not-found') : null,
    verdict: status === 200 ? 'delivered' : place % 5 === 0 ? 'final' : 'retry',
    startedAtMs: 1_700_000_000_000 + ((place * 7919) % rowCount),
    request,
    signature: null,
    response: null,
  });
}

function matches(record: NewAttempt, filter: AttemptFilter): boolean {
  return (
    (filter.runId === undefined || record.runId === filter.runId) &&
    (filter.messageId === undefined || record.messageId === filter.messageId) &&
    (filter.recipient === undefined || record.recipient === filter.recipient) &&
    (filter.recipientText === undefined || isContained(filter.recipientText, record.recipient, record.displayName)) &&
    (filter.endpoint === undefined || record.endpoint.includes(filter.endpoint)) &&
    (filter.endpointUrl === undefined || record.endpoint === filter.endpointUrl) &&
    (filter.verdict === undefined || record.verdict === filter.verdict) &&
    (filter.status === undefined || record.status === filter.status) &&
    (filter.statusClass === undefined || Math.floor((record.status ?? 0) / 100) === filter.statusClass) &&
    (filter.failureKind === undefined || record.failureKind === filter.failureKind) &&
    (filter.startedAfterMs === undefined || record.startedAtMs >= filter.startedAfterMs) &&
    (filter.startedBeforeMs === undefined || record.startedAtMs < filter.startedBeforeMs)
  );
}

function isContained(wanted: string, ...texts: string[]): boolean {
  return texts.some((text) => text.toLowerCase().includes(wanted.toLowerCase()));
}

describe('a log of 50,000 attempts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hookbench-search-'));
  const records = Array.from({ length: rowCount }, (_, place) => seededAttempt(place));
  let search: AttemptSearch;

  beforeAll(() => {
    const file = join(folder, 'log.sqlite');
    const { database } = openDatabase({ file, maxSizeBytes: null, isDamaged: false });
    const { handlers } = createRequestHandlers(database, file);
    const known = createBodyBook(0, 10);
    const runs = createBatchEncoder(known);
    for (let number = 1; number <= 5; number += 1) {
      runs.add({ kind: 'insertRun', run: aRun({ id: `run-${number}`, number }) }, 0);
    }
    expect(handlers.write(runs.finish())).toEqual([]);
    for (let start = 0; start < rowCount; start += 5000) {
      const encoder = createBatchEncoder(known);
      encoder.add({ kind: 'attempts', records: records.slice(start, start + 5000) }, start + 1);
      expect(handlers.write(encoder.finish())).toEqual([]);
    }
    search = createAttemptSearch(database, createConditionReader(database, createRunTable(database)));
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const middle = 1_700_000_020_000;
  const cases: [AttemptFilter, index: string][] = [
    [{ runId: 'run-1' }, 'attempts_by_run'],
    [{ runId: 'run-2', verdict: 'delivered' }, 'attempts_by_run'],
    [{ runId: 'run-2', verdict: 'final' }, 'attempts_by_verdict'],
    [{ messageId: 'msg-777', runId: 'run-1' }, 'attempts_by_run'],
    [{ recipient: 'webhooks/w77', statusClass: 4 }, 'attempts_by_status'],
    [{ recipientText: 'w77', statusClass: 4 }, 'attempts_by_status'],
    [{ endpoint: 'few.example/2' }, 'attempts_by_endpoint'],
    [{ endpoint: 'few.example' }, 'attempts_by_endpoint'],
    [{ endpointUrl: 'https://few.example/2' }, 'attempts_by_endpoint'],
    [{ endpoint: 'many.example', failureKind: 'connection-refused' }, 'attempts_by_failure'],
    [{ status: 418 }, 'attempts_by_status'],
    [{ status: 418, runId: 'run-1', verdict: 'retry' }, 'attempts_by_status'],
    [{ statusClass: 5 }, 'attempts_by_status'],
    [{ statusClass: 4, runId: 'run-1' }, 'attempts_by_status'],
    [{ failureKind: 'connection-refused', runId: 'run-1' }, 'attempts_by_failure'],
    [{ verdict: 'retry' }, 'attempts_by_verdict'],
    [{ verdict: 'final', runId: 'run-1', endpoint: 'few' }, 'attempts_by_verdict'],
    [{ startedAfterMs: middle, startedBeforeMs: middle + 100 }, 'attempts_by_time'],
    [{ startedAfterMs: middle, startedBeforeMs: middle + 1000, verdict: 'final' }, 'attempts_by_time'],
  ];

  test.each(cases)('finds %j by %s, page after page', (filter, index) => {
    const plan = search.explain(filter);
    expect(plan.filter((step) => /\ba\b/.test(step))).not.toHaveLength(0);
    for (const step of plan.filter((one) => /\ba\b/.test(one))) {
      expect(step).toMatch(new RegExp(`^SEARCH a USING (COVERING )?INDEX ${index} `));
    }
    const expected = records.flatMap((record, place) => (matches(record, filter) ? [place + 1] : [])).reverse();
    expect(expected.length).toBeGreaterThan(0);
    const first = search.list(filter, null, 300).map(({ sequence }) => sequence);
    expect(first).toEqual(expected.slice(0, 300));
    const second = search.list(filter, first.at(-1) ?? 0, 300).map(({ sequence }) => sequence);
    expect(second).toEqual(expected.slice(300, 600));
    expect(search.count(filter)).toBe(expected.length);
  });

  test.each<[AttemptFilter]>([[{ verdict: 'retry' }], [{ runId: 'run-1' }], [{ endpoint: 'few.example/2' }], [{}]])(
    'reads %j in the order of the pages, without sorting',
    (filter) => {
      expect(search.explain(filter).join('\n')).not.toContain('TEMP B-TREE');
    },
  );

  test.each<[AttemptFilter]>([
    [{}],
    // Common conditions that no index can walk: the table is read from the newest on, until the page is full.
    [{ endpoint: 'many.example' }],
    [{ startedAfterMs: middle }],
    // No index: see the migrations.
    [{ messageId: 'msg-777' }],
    [{ recipient: 'webhooks/w77' }],
    [{ startedAfterMs: middle, recipient: 'webhooks/w3' }],
    [{ recipientText: 'HOOKS/w99' }],
    [{ recipientText: 'flaky “staging”' }],
  ])('reads %j from the newest on', (filter) => {
    expect(search.explain(filter)[0]).toMatch(/^(SCAN a$|SEARCH a USING INTEGER PRIMARY KEY \(rowid<\?\))/);
    const expected = records.flatMap((record, place) => (matches(record, filter) ? [place + 1] : [])).reverse();
    expect(search.list(filter, null, 300).map(({ sequence }) => sequence)).toEqual(expected.slice(0, 300));
    expect(search.count(filter)).toBe(expected.length);
  });
});
