import { CommandError } from '../contract/errors.ts';
import type { LogStore } from '../log/index.ts';
import type { AttemptRecord } from '../model/index.ts';

/** Rejects with `not-found`. */
export async function loggedAttempt(log: LogStore, attemptId: string): Promise<AttemptRecord> {
  const attempt = await log.getAttempt(attemptId);
  if (attempt !== null) return attempt;
  throw new CommandError('not-found', 'There is no such attempt in the log.', { field: 'attemptId' });
}
