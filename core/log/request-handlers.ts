import { createConditionReader } from './attempt-conditions.ts';
import { sequenceOf } from './attempt-id.ts';
import { createAttemptSearch } from './attempt-search.ts';
import { createAttemptStatistics } from './attempt-statistics.ts';
import { createAttemptWriter } from './attempt-writer.ts';
import { writeBatch } from './batch-writer.ts';
import { createBodyTable } from './body-table.ts';
import type { LogDatabase } from './log-database.ts';
import { createMessageAttempts } from './message-attempts.ts';
import { createNewestAttempts } from './newest-attempts.ts';
import type { LogRequests } from './protocol.ts';
import { createRecipientRunSearch } from './recipient-run-search.ts';
import { createRecipientRunTable } from './recipient-run-table.ts';
import { createRunRemover } from './removal.ts';
import { createRunTable } from './run-table.ts';
import { readRecord, readSummary } from './stored-attempt.ts';

export type RequestHandlers = {
  [N in keyof LogRequests]: (input: LogRequests[N]['input']) => LogRequests[N]['output'];
};

type AttemptRow = [
  runId: string,
  summary: string,
  details: string,
  request: number | null,
  response: number | null,
  signedContent: number | null,
];

/** What the worker does for each request, over an opened database. */
export function createRequestHandlers(
  database: LogDatabase,
  file: string,
): { handlers: RequestHandlers; lastSequence: number; lastBody: number } {
  const runs = createRunTable(database);
  const bodies = createBodyTable(database);
  const recipientRuns = createRecipientRunTable(database);
  const search = createAttemptSearch(database, createConditionReader(database, runs));
  const findRecipientRuns = createRecipientRunSearch(database, runs, recipientRuns);
  const newest = createNewestAttempts(database);
  const messageAttempts = createMessageAttempts(database);
  const statistics = createAttemptStatistics(database, search);
  const tables = { runs, recipientRuns, bodies, attempts: createAttemptWriter(database) };
  const removeRunPart = createRunRemover(database, runs, bodies);
  const attemptAt = database.query<AttemptRow>(`SELECT r.id, t.summary, t.details, t.request_body, t.response_body,
    t.signed_content FROM attempts a CROSS JOIN runs r ON r.key = a.run_key
    CROSS JOIN attempt_texts t ON t.sequence = a.sequence WHERE a.sequence = ?`);
  const lastSequence = database.query<[number]>(`SELECT max(coalesce((SELECT max(sequence) FROM attempts), 0),
    coalesce((SELECT value FROM counters WHERE name = 'sequence'), 0))`);

  const handlers: RequestHandlers = {
    write: (batch) => writeBatch(database, tables, batch, file),
    nextRunNumber: () => runs.nextNumber(),
    getRun: ({ id }) => runs.get(id),
    listRuns: ({ beforeNumber, limit }) => runs.list(beforeNumber, limit),
    resendsOf: ({ runId }) => runs.resendsOf(runId),
    exchangeEnvironments({ one, other }) {
      runs.exchangeEnvironments(one, other);
      return null;
    },
    markInterrupted: () => runs.markInterrupted(),
    listRecipientRuns({ runId, fromOrdinal, limit }) {
      const key = runs.keyOf(runId);
      return key === null ? { rows: [], total: 0 } : recipientRuns.list({ key, id: runId }, fromOrdinal, limit);
    },
    findRecipientRuns,
    finalRecipientRuns({ runId, fromOrdinal }) {
      const key = runs.keyOf(runId);
      return key === null ? { rows: [], nextOrdinal: null } : recipientRuns.finals(key, fromOrdinal);
    },
    messageProgress({ runId, afterSequence }) {
      const key = runs.keyOf(runId);
      return key === null ? { messages: [], nextSequence: null } : recipientRuns.progress(key, afterSequence);
    },
    listAttempts({ filter, beforeSequence, limit }) {
      const found = search.list(filter, beforeSequence, limit + 1);
      return { attempts: found.slice(0, limit), hasMore: found.length > limit };
    },
    newestAttempts: ({ environment, recipients }) => newest(environment, recipients),
    messageAttempts,
    countAttempts: ({ filter }) => search.count(filter),
    attemptStatistics: ({ filter, order }) => statistics(filter, order),
    getAttempt({ id }) {
      const sequence = sequenceOf(id);
      const row = sequence === null ? undefined : attemptAt.first([sequence]);
      if (sequence === null || row === undefined) return null;
      const [runId, summary, details, request, response, signedContent] = row;
      return readRecord(readSummary(sequence, runId, summary), details, { request, response, signedContent }, bodies);
    },
    runsToPrune: (rule) => runs.toPrune(rule),
    removeRunPart: ({ runId }) => removeRunPart(runId),
    close() {
      // The driver may keep the file open until its statements are collected: nothing must wait for that.
      try {
        database.pragma('wal_checkpoint(TRUNCATE)');
      } finally {
        database.close();
      }
      return null;
    },
  };
  return { handlers, lastSequence: lastSequence.first([])?.[0] ?? 0, lastBody: bodies.lastId() };
}
