import type { BodyTable } from './body-table.ts';
import type { LogDatabase } from './log-database.ts';
import type { LogRequests } from './protocol.ts';
import type { RunTable } from './run-table.ts';

/** Attempts that go in one transaction: other requests get their turn between two parts. */
const attemptsPerPart = 2000;

export type RunRemover = (runId: string) => LogRequests['removeRunPart']['output'];

/** Removes a run from its attempts up; the run itself goes last, so that a removal cut short can be taken up again. */
export function createRunRemover(database: LogDatabase, runs: RunTable, bodies: BodyTable): RunRemover {
  const highest = database.query<[number | null]>('SELECT max(sequence) FROM attempts');
  const keepSequence = database.change(`INSERT INTO counters (name, value) VALUES ('sequence', ?)
    ON CONFLICT (name) DO UPDATE SET value = max(value, excluded.value)`);
  const part = database.query<[number, number | null, number | null, number | null]>(`SELECT
    t.sequence, t.request_body, t.response_body, t.signed_content
    FROM attempts a INDEXED BY attempts_by_run CROSS JOIN attempt_texts t ON t.sequence = a.sequence
    WHERE a.run_key = ? ORDER BY a.sequence LIMIT ${attemptsPerPart}`);
  const removeAttempt = database.change('DELETE FROM attempts WHERE sequence = ?');
  const removeTexts = database.change('DELETE FROM attempt_texts WHERE sequence = ?');
  const removeRecipientRuns = database.change('DELETE FROM recipient_runs WHERE run_key = ?');

  return (runId) => {
    const key = runs.keyOf(runId);
    if (key === null) return { runs: 0, attempts: 0, bodies: 0, isDone: true };
    return database.transaction(() => {
      keepSequence([highest.first([])?.[0] ?? 0]);
      const rows = part.all([key]);
      const uses = new Map<number, number>();
      for (const [sequence, ...references] of rows) {
        for (const id of references) {
          if (id !== null) uses.set(id, (uses.get(id) ?? 0) + 1);
        }
        removeAttempt([sequence]);
        removeTexts([sequence]);
      }
      const removedBodies = bodies.release(uses);
      const isDone = rows.length < attemptsPerPart;
      if (isDone) {
        removeRecipientRuns([key]);
        runs.remove(runId);
      }
      return { runs: isDone ? 1 : 0, attempts: rows.length, bodies: removedBodies, isDone };
    });
  };
}
