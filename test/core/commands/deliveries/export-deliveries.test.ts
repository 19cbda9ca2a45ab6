import { expect, test } from 'vitest';
import { exportDeliveries } from '../../../../core/commands/deliveries/export-deliveries.ts';
import type { EngineContext } from '../../../../core/commands/engine-context.ts';
import type { AttemptRecord, AttemptSummary } from '../../../../core/model/index.ts';
import { anAttempt } from '../../log/log-fixtures.ts';

test('secrets are looked for in each attempt as it is read, not in all of them at once', async () => {
  const total = 20;
  let readCount = 0;
  /** How many had been read when each was first looked into. */
  const lookedIntoAt: number[] = [];
  const attemptAt = (place: number): AttemptRecord => {
    const { ordinal: _, ...record } = anAttempt(place);
    let isNew = true;
    return Object.defineProperty({ ...record, id: String(place), sequence: place }, 'signature', {
      get() {
        if (isNew) lookedIntoAt.push(readCount);
        isNew = false;
        return record.signature;
      },
    });
  };
  // Only what an export asks for.
  const context = {
    appVersion: '0.0.0-test',
    workspace: { documents: () => [] },
    log: {
      listAttempts: async () => ({
        attempts: Array.from(
          { length: total },
          (_, place) => ({ id: String(place), sequence: place }) as AttemptSummary,
        ),
        hasMore: false,
      }),
      countAttempts: async () => total,
      getRun: async () => null,
      async getAttempt(id: string) {
        readCount += 1;
        return attemptAt(Number(id));
      },
    },
  } as unknown as EngineContext;
  const { count, text } = await exportDeliveries(context, {}, false);
  expect(count).toBe(total);
  expect(JSON.parse(text).log.entries).toHaveLength(total);
  expect(lookedIntoAt).toEqual(Array.from({ length: total }, (_, place) => place + 1));
});
