import type { AttemptSummary } from '../model/index.ts';
import type { LogDatabase } from './log-database.ts';
import type { LogRequests } from './protocol.ts';
import { readSummary } from './stored-attempt.ts';
import { textHash } from './text-hash.ts';

type SummaryRow = [sequence: number, runId: string, summary: string];
type MessageAttempts = (input: LogRequests['messageAttempts']['input']) => LogRequests['messageAttempts']['output'];

/** Rows of a page: small enough that writes wait for none of them long. */
const pageSize = 2000;

/**
 * Finds all attempts of messages, oldest first. Messages have no index (see `migrations.ts`), so the narrow table is scanned
 * for their hashes, once for all of them together.
 */
export function createMessageAttempts(database: LogDatabase): MessageAttempts {
  const page = database.query<SummaryRow>(
    `SELECT a.sequence, r.id, t.summary FROM attempts a NOT INDEXED CROSS JOIN runs r ON r.key = a.run_key
     CROSS JOIN attempt_texts t ON t.sequence = a.sequence
     WHERE a.sequence > ? AND a.message_hash IN (SELECT value FROM json_each(?)) ORDER BY a.sequence LIMIT ${pageSize}`,
  );
  return ({ messageIds, afterSequence }) => {
    const wanted = new Set(messageIds);
    const hashes = [...new Set(messageIds.map(textHash))];
    const rows = page.all([afterSequence, JSON.stringify(hashes)]);
    const attempts = rows
      .map((row): AttemptSummary => readSummary(...row))
      .filter(({ messageId }) => wanted.has(messageId));
    return { attempts, nextSequence: rows.length < pageSize ? null : (rows.at(-1)?.[0] ?? null) };
  };
}
