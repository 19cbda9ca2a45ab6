import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { LogStore, RecipientRunFilter, RecipientRunPlace } from '../../../core/log/index.ts';
import { anAttempt, aRecipientRun, aRun, openTestLog, temporaryFolder } from './log-fixtures.ts';

let store: LogStore;

/** Two runs of three recipients each; in the second one the last recipient was skipped. */
beforeEach(async () => {
  store = await openTestLog(join(await temporaryFolder(), 'log.sqlite'));
  const { trigger } = aRun();
  await store.insertRun(aRun());
  await store.insertRun(
    aRun({
      id: 'run-2',
      number: 2,
      trigger: { ...trigger, workflow: 'other', tenant: 'acme', environment: 'production' },
    }),
  );
  for (const runId of ['run-1', 'run-2']) {
    const records = [0, 1, 2].map((ordinal) =>
      aRecipientRun(ordinal, {
        runId,
        id: `${runId}-${ordinal}`,
        steps: [{ ref: 'http_1', messageId: `msg-${runId}-${ordinal}`, reason: null }],
      }),
    );
    if (runId === 'run-2')
      Object.assign(records[2] ?? {}, { steps: [{ ref: 'http_1', messageId: null, reason: null }] });
    await store.upsertRecipientRuns(records);
  }
  await store.appendAttempts([anAttempt(1, { runId: 'run-2', messageId: 'msg-run-2-1' })]);
});

async function places(
  filter: RecipientRunFilter,
  from: RecipientRunPlace | null = null,
  side: 'older' | 'newer' = 'older',
  limit = 100,
): Promise<string[]> {
  const { found } = await store.findRecipientRuns(filter, from, side, limit);
  return found.map(({ runNumber, ordinal }) => `${runNumber}/${ordinal}`);
}

describe('recipient runs of all runs', () => {
  test('are found newest first, from a place on to either side', async () => {
    expect(await places({})).toEqual(['2/2', '2/1', '2/0', '1/2', '1/1', '1/0']);
    expect(await places({}, { runNumber: 2, ordinal: 0 }, 'older', 2)).toEqual(['2/0', '1/2']);
    expect(await places({}, { runNumber: 1, ordinal: 2 }, 'newer', 2)).toEqual(['2/0', '1/2']);
    expect(await places({}, { runNumber: 1, ordinal: -1 })).toEqual([]);
  });

  test('are filtered by their run and by themselves', async () => {
    expect(await places({ runId: 'run-1' })).toEqual(['1/2', '1/1', '1/0']);
    expect(await places({ runId: 'nope' })).toEqual([]);
    expect(await places({ workflow: 'other' })).toEqual(['2/2', '2/1', '2/0']);
    expect(await places({ environment: 'production', tenant: 'acme' })).toEqual(['2/2', '2/1', '2/0']);
    expect(await places({ tenant: 'other' })).toEqual([]);
    expect(await places({ recipient: 'webhooks/w1' })).toEqual(['2/1', '1/1']);
    expect(await places({ recipientRunId: 'run-1-1' })).toEqual(['1/1']);
    expect(await places({ messageIds: null })).toEqual(['2/1', '2/0', '1/2', '1/1', '1/0']);
    expect(await places({ messageIds: ['msg-run-2-1', 'msg-run-1-0', 'nope'] })).toEqual(['2/1', '1/0']);
    expect(await places({ messageIds: [] })).toEqual([]);
  });

  test('come with their attempts, and their runs beside them', async () => {
    const { found, runs } = await store.findRecipientRuns({ messageIds: null }, null, 'older', 2);
    expect(runs.map(({ id }) => id)).toEqual(['run-2']);
    expect(found.map(({ row }) => row.attempts.map(({ messageId }) => messageId))).toEqual([['msg-run-2-1'], []]);
  });
});
