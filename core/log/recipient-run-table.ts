import type { RecipientRunRecord } from '../model/index.ts';
import { attemptTables, type SummaryRow, summaryColumns, summaryOfRow } from './attempt-row.ts';
import { createBulkInsert } from './bulk-insert.ts';
import type { LogDatabase } from './log-database.ts';
import type { FinalRecipientRun, MessageProgress, RecipientRunWithAttempts } from './log-store.ts';
import type { Cell, LogRequests } from './protocol.ts';

const finalPage = 5000;
const progressPage = 5000;

const columns = [
  'run_key',
  'ordinal',
  'id',
  'recipient',
  'via',
  'display_name',
  'status',
  'details',
  'started_at_ms',
  'ended_at_ms',
  'next_attempt_at_ms',
];

/** A later record of a recipient replaces the earlier, whole. */
const replaceClause = `ON CONFLICT (run_key, ordinal) DO UPDATE SET ${columns
  .slice(2)
  .map((column) => `${column} = excluded.${column}`)
  .join(', ')}`;

type RecipientRunRow = [
  ordinal: number,
  id: string,
  recipient: string,
  via: string | null,
  displayName: string,
  status: RecipientRunRecord['status'],
  details: string,
  startedAtMs: number,
  endedAtMs: number | null,
  nextAttemptAtMs: number | null,
];

export interface RecipientRunTable {
  /** Cells as the batch has them, the run's id already taken to its key. Written at the latest by `flush`. */
  upsert(runKey: number, cells: readonly Cell[]): void;
  flush(): void;
  /** Drops what was not written yet: after a rollback. */
  forget(): void;
  list(
    run: { key: number; id: string },
    fromOrdinal: number,
    limit: number,
  ): { rows: RecipientRunWithAttempts[]; total: number };
  finals(runKey: number, fromOrdinal: number): LogRequests['finalRecipientRuns']['output'];
  /** Progress of the messages in one page of the run's attempts, oldest first. */
  progress(runKey: number, afterSequence: number): LogRequests['messageProgress']['output'];
}

export function createRecipientRunTable(database: LogDatabase): RecipientRunTable {
  const upserts = createBulkInsert(database, 'recipient_runs', columns, replaceClause);
  const page = database.query<RecipientRunRow>(`SELECT ordinal, id, recipient, via, display_name, status, details,
    started_at_ms, ended_at_ms, next_attempt_at_ms
    FROM recipient_runs WHERE run_key = ? AND ordinal >= ? AND ordinal < ? ORDER BY ordinal`);
  const highest = database.query<[number | null]>('SELECT max(ordinal) FROM recipient_runs WHERE run_key = ?');
  const attempts = database.query<SummaryRow>(`SELECT ${summaryColumns}
    FROM ${attemptTables('INDEXED BY attempts_by_recipient')}
    WHERE a.recipient = ? AND a.run_key = ? AND a.recipient_run_id = ? ORDER BY a.sequence`);
  const finals = database.query<[number, string, FinalRecipientRun['status']]>(`SELECT ordinal, recipient, status
    FROM recipient_runs WHERE run_key = ? AND ordinal >= ? AND ordinal < ?
    AND status IN ('delivered', 'undelivered', 'skipped') ORDER BY ordinal`);
  const progress = database.query<[number, string, number, MessageProgress['lastVerdict']]>(`SELECT
    sequence, message_id, number, verdict FROM attempts INDEXED BY attempts_by_run
    WHERE run_key = ? AND sequence > ? ORDER BY sequence LIMIT ${progressPage}`);

  return {
    upsert: (runKey, cells) => upserts.add(runKey, ...cells.slice(1)),
    flush: () => upserts.flush(),
    forget: () => upserts.forget(),
    list(run, fromOrdinal, limit) {
      const rows = page.all([run.key, fromOrdinal, fromOrdinal + limit]).map((row) => ({
        ...recordOfRow(run.id, row),
        attempts: attempts.all([row[2], run.key, row[1]]).map(summaryOfRow),
      }));
      return { rows, total: (highest.first([run.key])?.[0] ?? -1) + 1 };
    },
    finals(runKey, fromOrdinal) {
      const last = highest.first([runKey])?.[0] ?? -1;
      const end = fromOrdinal + finalPage;
      const rows = finals
        .all([runKey, fromOrdinal, end])
        .map(([ordinal, recipient, status]) => ({ ordinal, recipient, status }));
      return { rows, nextOrdinal: end > last ? null : end };
    },
    progress(runKey, afterSequence) {
      const rows = progress.all([runKey, afterSequence]);
      const messages = new Map<string, MessageProgress>();
      for (const [, messageId, number, verdict] of rows) {
        messages.set(messageId, { attempts: number, lastVerdict: verdict });
      }
      return {
        messages: [...messages],
        nextSequence: rows.length < progressPage ? null : (rows.at(-1)?.[0] ?? null),
      };
    },
  };
}

function recordOfRow(runId: string, row: RecipientRunRow): RecipientRunRecord {
  // Written by the batch encoder from a `RecipientRunRecord`.
  const details = JSON.parse(row[6]) as Pick<RecipientRunRecord, 'reason' | 'steps'>;
  return {
    id: row[1],
    runId,
    ordinal: row[0],
    recipient: row[2],
    via: row[3],
    displayName: row[4],
    status: row[5],
    reason: details.reason,
    steps: details.steps,
    startedAtMs: row[7],
    endedAtMs: row[8],
    nextAttemptAtMs: row[9],
  };
}
