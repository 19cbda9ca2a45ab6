import { createConditionReader } from './attempt-conditions.ts';
import {
  attemptTables,
  type DetailsRow,
  recordOfRows,
  type SummaryRow,
  summaryColumns,
  summaryOfRow,
} from './attempt-row.ts';
import { createAttemptSearch } from './attempt-search.ts';
import { createAttemptWriter } from './attempt-writer.ts';
import { writeBatch } from './batch-writer.ts';
import { createBodyTable } from './body-table.ts';
import type { LogDatabase } from './log-database.ts';
import type { LogRequests } from './protocol.ts';
import { createRecipientRunTable } from './recipient-run-table.ts';
import { createRunRemover } from './removal.ts';
import { createRunTable } from './run-table.ts';

export type RequestHandlers = {
  [N in keyof LogRequests]: (input: LogRequests[N]['input']) => LogRequests[N]['output'];
};

/** What the worker does for each request, over an opened database. */
export function createRequestHandlers(
  database: LogDatabase,
  file: string,
): { handlers: RequestHandlers; lastSequence: number } {
  const runs = createRunTable(database);
  const bodies = createBodyTable(database);
  const recipientRuns = createRecipientRunTable(database);
  const search = createAttemptSearch(database, createConditionReader(database, runs));
  const tables = { runs, recipientRuns, attempts: createAttemptWriter(database, runs, bodies) };
  const removeRunPart = createRunRemover(database, runs, bodies);
  const attemptById = database.query<SummaryRow>(
    `SELECT ${summaryColumns} FROM ${attemptTables('INDEXED BY attempts_by_id')} WHERE a.id = ?`,
  );
  const detailsOf = database.query<DetailsRow>(
    'SELECT details, request_body, response_body, signed_content FROM attempt_details WHERE sequence = ?',
  );
  const lastSequence = database.query<[number]>(`SELECT max(coalesce((SELECT max(sequence) FROM attempts), 0),
    coalesce((SELECT value FROM counters WHERE name = 'sequence'), 0))`);

  const handlers: RequestHandlers = {
    write: (batch) => writeBatch(database, tables, batch, file),
    nextRunNumber: () => runs.nextNumber(),
    getRun: ({ id }) => runs.get(id),
    listRuns: ({ beforeNumber, limit }) => runs.list(beforeNumber, limit),
    markInterrupted: () => runs.markInterrupted(),
    listRecipientRuns({ runId, fromOrdinal, limit }) {
      const key = runs.keyOf(runId);
      return key === null ? { rows: [], total: 0 } : recipientRuns.list({ key, id: runId }, fromOrdinal, limit);
    },
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
    countAttempts: ({ filter }) => search.count(filter),
    getAttempt({ id }) {
      const row = attemptById.first([id]);
      const details = row === undefined ? undefined : detailsOf.first([row[0]]);
      return row === undefined || details === undefined ? null : recordOfRows(summaryOfRow(row), details, bodies);
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
  return { handlers, lastSequence: lastSequence.first([])?.[0] ?? 0 };
}
