import type { RunRecord } from '../../../core/contract/index.ts';

/** Newest first; where both know a run, the second list says how it stands. */
export function mergeRuns(runs: readonly RunRecord[], newer: readonly RunRecord[]): readonly RunRecord[] {
  if (newer.length === 0) return runs;
  const byId = new Map([...runs, ...newer].map((run) => [run.id, run]));
  return [...byId.values()].sort((a, b) => b.number - a.number);
}
