import type { AttemptSummary } from '../model/index.ts';
import type { LogDatabase } from './log-database.ts';
import type { FinalRecipientRun, MessageProgress, RecipientRunWithAttempts } from './log-store.ts';
import { type LogRequests, recipientRunCells } from './protocol.ts';
import { rowColumns, rowCount } from './row-cells.ts';
import { readSummary, storedMessageId } from './stored-attempt.ts';
import { readRecipientRun } from './stored-recipient-run.ts';

const finalPage = 5000;
const progressPage = 5000;

export interface RecipientRunTable {
  /** Rows as the batch has them. A later record of a recipient replaces the earlier, whole. */
  upsert(runKey: number, rows: Uint8Array, bytes: Uint8Array): void;
  list(
    run: { key: number; id: string },
    fromOrdinal: number,
    limit: number,
  ): { rows: RecipientRunWithAttempts[]; total: number };
  /** All attempts of one recipient run, oldest first. */
  attemptsOf(run: { key: number; id: string }, ordinal: number): AttemptSummary[];
  finals(runKey: number, fromOrdinal: number): LogRequests['finalRecipientRuns']['output'];
  /** Progress of the messages in one page of the run's attempts, oldest first. */
  progress(runKey: number, afterSequence: number): LogRequests['messageProgress']['output'];
}

export function createRecipientRunTable(database: LogDatabase): RecipientRunTable {
  const { rows: eachRow, integer, text } = rowColumns(recipientRunCells);
  // "WHERE true" keeps SQLite from reading ON as the start of a join.
  const upsert = database.change(`INSERT INTO recipient_runs (run_key, ordinal, status, record)
    ${eachRow} SELECT ?3, ${integer(0)}, ${text(1)}, CAST(substr(?4, ${integer(2)}, ${integer(3)}) AS TEXT) FROM row WHERE true
    ON CONFLICT (run_key, ordinal) DO UPDATE SET status = excluded.status, record = excluded.record`);
  const page = database.query<[ordinal: number, record: string]>(`SELECT ordinal, record
    FROM recipient_runs WHERE run_key = ? AND ordinal >= ? AND ordinal < ? ORDER BY ordinal`);
  const highest = database.query<[number | null]>('SELECT max(ordinal) FROM recipient_runs WHERE run_key = ?');
  const attempts = database.query<[sequence: number, summary: string]>(`SELECT a.sequence, t.summary
    FROM attempts a INDEXED BY attempts_by_recipient_run CROSS JOIN attempt_texts t ON t.sequence = a.sequence
    WHERE a.run_key = ? AND a.ordinal = ? ORDER BY a.sequence`);
  const finals = database.query<[number, string, FinalRecipientRun['status']]>(`SELECT ordinal, record, status
    FROM recipient_runs WHERE run_key = ? AND ordinal >= ? AND ordinal < ?
    AND status IN ('delivered', 'undelivered', 'skipped') ORDER BY ordinal`);
  const progress = database.query<[number, string, number, MessageProgress['lastVerdict']]>(`SELECT
    a.sequence, t.summary -> '${storedMessageId}', a.number, a.verdict FROM attempts a INDEXED BY attempts_by_run
    CROSS JOIN attempt_texts t ON t.sequence = a.sequence
    WHERE a.run_key = ? AND a.sequence > ? ORDER BY a.sequence LIMIT ${progressPage}`);

  const attemptsOf: RecipientRunTable['attemptsOf'] = (run, ordinal) =>
    attempts.all([run.key, ordinal]).map(([sequence, summary]) => readSummary(sequence, run.id, summary));

  return {
    attemptsOf,
    upsert: (runKey, rows, bytes) => void upsert([rows, rowCount(rows, recipientRunCells), runKey, bytes]),
    list(run, fromOrdinal, limit) {
      const rows = page.all([run.key, fromOrdinal, fromOrdinal + limit]).map(([ordinal, record]) => ({
        ...readRecipientRun(run.id, ordinal, record),
        attempts: attemptsOf(run, ordinal),
      }));
      return { rows, total: (highest.first([run.key])?.[0] ?? -1) + 1 };
    },
    finals(runKey, fromOrdinal) {
      const last = highest.first([runKey])?.[0] ?? -1;
      const end = fromOrdinal + finalPage;
      const rows = finals.all([runKey, fromOrdinal, end]).map(([ordinal, record, status]) => ({
        ordinal,
        recipient: readRecipientRun('', ordinal, record).recipient,
        status,
      }));
      return { rows, nextOrdinal: end > last ? null : end };
    },
    progress(runKey, afterSequence) {
      const rows = progress.all([runKey, afterSequence]);
      const messages = new Map<string, MessageProgress>();
      for (const [, messageId, number, verdict] of rows) {
        messages.set(String(JSON.parse(messageId)), { attempts: number, lastVerdict: verdict });
      }
      return {
        messages: [...messages],
        nextSequence: rows.length < progressPage ? null : (rows.at(-1)?.[0] ?? null),
      };
    },
  };
}
