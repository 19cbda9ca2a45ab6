import { CommandError } from '../contract/errors.ts';
import { type AttemptSummary, type NewAttempt, summaryOfRecord } from '../model/index.ts';
import { attemptIdOf } from './attempt-id.ts';
import type { FinalRecipientRun, LogStore, LogStoreOptions, MessageProgress, RemovalResult } from './log-store.ts';
import type { LogRequests } from './protocol.ts';
import { startWorker } from './worker-link.ts';
import { createWriteQueue } from './write-queue.ts';

/**
 * Opens the delivery log, beginning it where there is none. A file that cannot be read is kept under another name and
 * told through `onProblem`. Rejects with `CommandError`: `unavailable` (written by a newer Hookbench, or open in
 * another one), `disk-error`, `disk-full`.
 */
export async function openLogStore(options: LogStoreOptions): Promise<LogStore> {
  const { file, workerUrl, onProblem = () => {}, maxSizeBytes = null } = options;
  const link = await startWorker(workerUrl, { file, maxSizeBytes }, onProblem);
  const writes = createWriteQueue(link);
  let closing: Promise<void> | null = null;

  function refuseWhenClosed(): void {
    if (closing !== null) throw closedError();
  }

  async function* finalRecipientRuns(runId: string): AsyncIterable<FinalRecipientRun> {
    let fromOrdinal: number | null = 0;
    while (fromOrdinal !== null) {
      const page: { rows: FinalRecipientRun[]; nextOrdinal: number | null } = await link.request('finalRecipientRuns', {
        runId,
        fromOrdinal,
      });
      yield* page.rows;
      fromOrdinal = page.nextOrdinal;
    }
  }

  async function attemptCounts(runId: string): Promise<Map<string, MessageProgress>> {
    const counts = new Map<string, MessageProgress>();
    let afterSequence: number | null = 0;
    while (afterSequence !== null) {
      const page: { messages: [string, MessageProgress][]; nextSequence: number | null } = await link.request(
        'messageProgress',
        { runId, afterSequence },
      );
      for (const [messageId, progress] of page.messages) counts.set(messageId, progress);
      afterSequence = page.nextSequence;
    }
    return counts;
  }

  async function* messageAttempts(messageIds: readonly string[]): AsyncGenerator<AttemptSummary[], void, undefined> {
    let afterSequence: number | null = messageIds.length === 0 ? null : 0;
    while (afterSequence !== null) {
      const page: LogRequests['messageAttempts']['output'] = await link.request('messageAttempts', {
        messageIds,
        afterSequence,
      });
      yield page.attempts;
      afterSequence = page.nextSequence;
    }
  }

  async function deleteRuns(runIds: readonly string[]): Promise<RemovalResult> {
    const removed: RemovalResult = { runs: 0, attempts: 0, bodies: 0 };
    for (const runId of runIds) {
      let isDone = false;
      while (!isDone) {
        refuseWhenClosed();
        const part = await writes.alone('removeRunPart', { runId });
        removed.runs += part.runs;
        removed.attempts += part.attempts;
        removed.bodies += part.bodies;
        isDone = part.isDone;
      }
    }
    return removed;
  }

  async function end(): Promise<void> {
    await writes.drain();
    await link.end();
  }

  return {
    file,
    async nextRunNumber() {
      refuseWhenClosed();
      return writes.alone('nextRunNumber', null);
    },
    async insertRun(run) {
      refuseWhenClosed();
      await writes.write({ kind: 'insertRun', run });
    },
    async updateRun(run) {
      refuseWhenClosed();
      await writes.write({ kind: 'updateRun', run });
    },
    getRun: (id) => link.request('getRun', { id }),
    listRuns: (beforeNumber, limit) => link.request('listRuns', { beforeNumber, limit }),
    resendsOf: (runId) => link.request('resendsOf', { runId }),
    async exchangeEnvironments(one, other) {
      refuseWhenClosed();
      await writes.alone('exchangeEnvironments', { one, other });
    },
    async markInterrupted() {
      refuseWhenClosed();
      return writes.alone('markInterrupted', null);
    },
    async upsertRecipientRuns(records) {
      refuseWhenClosed();
      if (records.length > 0) await writes.write({ kind: 'recipientRuns', records });
    },
    listRecipientRuns: (runId, fromOrdinal, limit) => link.request('listRecipientRuns', { runId, fromOrdinal, limit }),
    findRecipientRuns: (filter, from, side, limit) => link.request('findRecipientRuns', { filter, from, side, limit }),
    finalRecipientRuns,
    attemptCounts,
    async appendAttempts(records) {
      refuseWhenClosed();
      if (records.length === 0) return [];
      const firstSequence = await writes.write({ kind: 'attempts', records });
      return records.map((record, place) => summaryAt(record, firstSequence + place));
    },
    appendAttempt(record) {
      if (closing !== null) return Promise.reject(closedError());
      return writes.write({ kind: 'attempts', records: [record] }).then((sequence) => summaryAt(record, sequence));
    },
    listAttempts: (filter, beforeSequence, limit) => link.request('listAttempts', { filter, beforeSequence, limit }),
    newestAttempts: (environment, recipients) => link.request('newestAttempts', { environment, recipients }),
    messageAttempts,
    countAttempts: (filter) => link.request('countAttempts', { filter }),
    attemptStatistics: (filter, order) => link.request('attemptStatistics', { filter, order }),
    getAttempt: (id) => link.request('getAttempt', { id }),
    deleteRuns,
    async pruneAttempts(rule) {
      refuseWhenClosed();
      return deleteRuns(await writes.alone('runsToPrune', rule));
    },
    close() {
      closing ??= end();
      return closing;
    },
  };
}

function summaryAt(record: NewAttempt, sequence: number): AttemptSummary {
  return summaryOfRecord(record, attemptIdOf(sequence), sequence);
}

function closedError(): CommandError {
  return new CommandError('unavailable', 'The delivery log is closed.');
}
