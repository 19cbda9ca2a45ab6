import { expect, test } from 'vitest';
import { exportDeliveries } from '../../../../core/commands/deliveries/export-deliveries.ts';
import type { EngineContext } from '../../../../core/commands/engine-context.ts';
import type { AttemptRecord, AttemptSummary } from '../../../../core/model/index.ts';
import { itemsOf } from '../../../support/items-of.ts';
import { anAttempt } from '../../log/log-fixtures.ts';

/** Only what an export asks for, of a log with attempts 0 to `total` - 1, the newest the last. */
function contextOf(
  total: number,
  attemptAt: (place: number) => AttemptRecord | null,
  summary: Partial<AttemptSummary> = {},
): EngineContext {
  const summaryAt = (place: number) =>
    ({ id: String(place), sequence: place, startedAtMs: place, requestSizeBytes: 10, ...summary }) as AttemptSummary;
  return {
    appVersion: '0.0.0-test',
    workspace: { documents: () => [] },
    log: {
      async listAttempts(_filter: unknown, before: number | null, limit: number) {
        const end = before ?? total;
        const from = Math.max(0, end - limit);
        const places = Array.from({ length: end - from }, (_, place) => end - 1 - place);
        return { attempts: places.map(summaryAt), hasMore: from > 0 };
      },
      countAttempts: async () => total,
      getRun: async () => null,
      getAttempt: async (id: string) => attemptAt(Number(id)),
    },
  } as unknown as EngineContext;
}

function logged(place: number): AttemptRecord {
  const { ordinal: _, ...record } = anAttempt(place);
  return { ...record, id: String(place), sequence: place };
}

function piecesOf(context: EngineContext, signal: AbortSignal = new AbortController().signal) {
  return exportDeliveries(context, {}, false, signal);
}

test('an archive comes in pieces that tell how far it is, oldest first, and is whole with the last one only', async () => {
  const total = 1_200;
  const pieces = await itemsOf(piecesOf(contextOf(total, logged)));
  expect(pieces.length).toBeGreaterThan(5);
  expect(pieces[0]).toEqual({ text: '', written: 0, count: total, total });
  expect(pieces.at(-1)).toMatchObject({ written: total, count: total, total });
  const texts = pieces.map(({ text }) => text);
  const { entries } = JSON.parse(texts.join('')).log;
  expect(entries.map(({ _hookbench }: { _hookbench: { attemptId: string } }) => _hookbench.attemptId)).toEqual(
    Array.from({ length: total }, (_, place) => String(place)),
  );
  for (let count = 0; count < texts.length; count++) {
    expect(() => JSON.parse(texts.slice(0, count).join(''))).toThrow(SyntaxError);
  }
});

test('whoever stops reading ends it: nothing is read of the log any more', async () => {
  let readCount = 0;
  const context = contextOf(5_000, (place) => {
    readCount += 1;
    return logged(place);
  });
  for await (const { written } of piecesOf(context)) if (written > 0) break;
  const before = readCount;
  await new Promise(setImmediate);
  expect(readCount).toBe(before);
  expect(readCount).toBeLessThan(500);
});

test('more than fits into one file leaves the oldest out, and says how many there are', async () => {
  const context = contextOf(30, logged, { requestSizeBytes: 32 * 1024 * 1024 });
  const last = (await itemsOf(piecesOf(context))).at(-1);
  expect(last).toMatchObject({ written: 8, count: 8, total: 30 });
});

test('what was removed from the log meanwhile is not counted', async () => {
  const context = contextOf(4, (place) => (place === 2 ? null : logged(place)));
  const pieces = await itemsOf(piecesOf(context));
  expect(pieces.at(-1)).toMatchObject({ written: 3, count: 3, total: 3 });
  expect(JSON.parse(pieces.map(({ text }) => text).join('')).log.entries).toHaveLength(3);
});

test('secrets are looked for in each attempt as it is read, not in all of them at once', async () => {
  const total = 20;
  let readCount = 0;
  /** How many had been read when each was first looked into. */
  const lookedIntoAt: number[] = [];
  const attemptAt = (place: number): AttemptRecord => {
    readCount += 1;
    const record = logged(place);
    let isNew = true;
    return Object.defineProperty({ ...record }, 'signature', {
      get() {
        if (isNew) lookedIntoAt.push(readCount);
        isNew = false;
        return record.signature;
      },
    });
  };
  await itemsOf(piecesOf(contextOf(total, attemptAt)));
  expect(lookedIntoAt).toEqual(Array.from({ length: total }, (_, place) => place + 1));
});
