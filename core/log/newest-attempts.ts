import type { AttemptSummary } from '../model/index.ts';
import type { LogDatabase } from './log-database.ts';
import { readSummary, storedRecipient } from './stored-attempt.ts';
import { textHash } from './text-hash.ts';

type SummaryRow = [sequence: number, runId: string, summary: string];

/**
 * Finds the newest attempt of each recipient in runs of an environment. Recipients have no index (see `migrations.ts`), so
 * the narrow table is scanned once for all of them together.
 */
export function createNewestAttempts(
  database: LogDatabase,
): (environment: string, recipients: readonly string[]) => AttemptSummary[] {
  const runsOf = `a.run_key IN (SELECT key FROM runs WHERE trigger ->> '$.environment' = ?)`;
  const summaryOf = `SELECT a.sequence, r.id, t.summary FROM attempts a CROSS JOIN runs r ON r.key = a.run_key
    CROSS JOIN attempt_texts t ON t.sequence = a.sequence`;
  const newestByHash = database.query<[hash: number, sequence: number]>(
    `SELECT a.recipient_hash, max(a.sequence) FROM attempts a NOT INDEXED
     WHERE a.recipient_hash IN (SELECT value FROM json_each(?)) AND ${runsOf} GROUP BY a.recipient_hash`,
  );
  const at = database.query<SummaryRow>(`${summaryOf} WHERE a.sequence = ?`);
  const newestByText = database.query<SummaryRow>(
    `${summaryOf} WHERE a.recipient_hash = ? AND t.summary -> '${storedRecipient}' = ? AND ${runsOf}
     ORDER BY a.sequence DESC LIMIT 1`,
  );

  return (environment, recipients) => {
    const hashes = new Map(recipients.map((recipient) => [recipient, textHash(recipient)]));
    const sequences = new Map(newestByHash.all([JSON.stringify([...hashes.values()]), environment]));
    const found: AttemptSummary[] = [];
    for (const [recipient, hash] of hashes) {
      const sequence = sequences.get(hash);
      if (sequence === undefined) continue;
      const newest = firstOf(at.first([sequence]));
      // Another recipient with the same hash: so rare that it may cost a scan of its own.
      const own =
        newest?.recipient === recipient
          ? newest
          : firstOf(newestByText.first([hash, JSON.stringify(recipient), environment]));
      if (own !== undefined) found.push(own);
    }
    return found;
  };
}

function firstOf(row: SummaryRow | undefined): AttemptSummary | undefined {
  return row === undefined ? undefined : readSummary(...row);
}
