import type { AttemptSummary, RecipientRunRow } from '../../../core/contract/index.ts';

export type RowsByOrdinal = ReadonlyMap<number, RecipientRunRow>;

/**
 * Takes in rows as the engine has them. A row that has not changed stays the same object, and attempts that live events
 * told of already are not lost to an answer that is older than they are.
 */
export function mergePage(rows: RowsByOrdinal, page: readonly RecipientRunRow[]): RowsByOrdinal {
  const changed = page.flatMap((row): RecipientRunRow[] => {
    const known = rows.get(row.ordinal);
    if (known === undefined) return [row];
    const merged = known.attempts.length > row.attempts.length ? { ...row, attempts: known.attempts } : row;
    return isSameRow(known, merged) ? [] : [merged];
  });
  if (changed.length === 0) return rows;
  const next = new Map(rows);
  for (const row of changed) next.set(row.ordinal, row);
  return next;
}

/** Puts live attempts into the rows that are there, each once. */
export function mergeAttempts(rows: RowsByOrdinal, attempts: readonly AttemptSummary[]): RowsByOrdinal {
  const byRecipientRun = new Map<string, AttemptSummary[]>();
  for (const attempt of attempts) {
    const others = byRecipientRun.get(attempt.recipientRunId);
    if (others === undefined) byRecipientRun.set(attempt.recipientRunId, [attempt]);
    else others.push(attempt);
  }
  let next: Map<number, RecipientRunRow> | null = null;
  for (const [ordinal, row] of rows) {
    const arrived = byRecipientRun.get(row.id)?.filter(({ id }) => !row.attempts.some((known) => known.id === id));
    if (arrived === undefined || arrived.length === 0) continue;
    next ??= new Map(rows);
    const merged = [...row.attempts, ...arrived].sort((a, b) => a.sequence - b.sequence);
    next.set(ordinal, { ...row, attempts: merged });
  }
  return next ?? rows;
}

function isSameRow(a: RecipientRunRow, b: RecipientRunRow): boolean {
  return (
    a.status === b.status &&
    a.attempts.length === b.attempts.length &&
    a.endedAtMs === b.endedAtMs &&
    a.nextAttemptAtMs === b.nextAttemptAtMs &&
    a.displayName === b.displayName &&
    a.reason?.message === b.reason?.message
  );
}
