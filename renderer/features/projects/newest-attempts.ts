import type { AttemptSummary } from '../../../core/contract/index.ts';

/** The newest attempt of each recipient among those of the log and the live ones whose run counts. */
export function newestAttempts(
  logged: readonly AttemptSummary[],
  live: readonly AttemptSummary[],
  counts: (runId: string) => boolean,
): ReadonlyMap<string, AttemptSummary> {
  const newest = new Map<string, AttemptSummary>();
  const take = (attempt: AttemptSummary): void => {
    const known = newest.get(attempt.recipient);
    if (known === undefined || attempt.sequence > known.sequence) newest.set(attempt.recipient, attempt);
  };
  logged.forEach(take);
  for (const attempt of live) if (counts(attempt.runId)) take(attempt);
  return newest;
}
