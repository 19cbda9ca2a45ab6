import type { CommandOutput } from '../../../core/contract/index.ts';

/** How many of some messages were sent again before, and in which runs, the newest first. */
export interface AlreadySent {
  count: number;
  runs: { runId: string; number: number }[];
}

/** `resends`: runs that sent messages of the same run again, oldest first. */
export function alreadySent(attemptIds: readonly string[], resends: CommandOutput<'runs.resends'>): AlreadySent {
  const wanted = new Set(attemptIds);
  const found = new Set<string>();
  const runs: AlreadySent['runs'] = [];
  for (const { runId, number, attemptIds: sent } of resends) {
    const again = sent.filter((attemptId) => wanted.has(attemptId));
    for (const attemptId of again) found.add(attemptId);
    if (again.length > 0) runs.unshift({ runId, number });
  }
  return { count: found.size, runs };
}
