import type { CommandError, RunRecord } from '../../core/contract/index.ts';
import { useRuns } from './app-context.tsx';
import { useEngineQuery } from './use-engine-query.ts';

/** A run as it is now: what live progress told last, else what the log has. */
export function useRun(runId: string): { run: RunRecord | undefined; error: CommandError | null } {
  const live = useRuns((state) => state.byId[runId]);
  const query = useEngineQuery('runs.get', live === undefined ? { runId } : null);
  // The last answer stays while another run is asked for: it is not that run.
  const read = query.data?.id === runId ? query.data : undefined;
  return { run: live ?? read, error: query.error };
}
