import { type RunsState, selectLatestRun } from '../../stores/runs.ts';

/** Another text whenever a run begins or ends: what became of messages may be another then. */
export function latestState(state: RunsState): string {
  const latest = selectLatestRun(state);
  return latest === undefined ? '' : `${latest.number} ${latest.status}`;
}
