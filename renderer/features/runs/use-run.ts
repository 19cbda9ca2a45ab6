import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import type { CommandError, RunRecord } from '../../../core/contract/index.ts';
import { useApp, useRuns } from '../../stores/app-context.tsx';
import { useEngineQuery } from '../../stores/use-engine-query.ts';
import { createRunRows, type RunRows, type RunRowsState } from './run-rows.ts';

/** A run as it is now: what live progress told last, else what the log has. */
export function useRun(runId: string): { run: RunRecord | undefined; error: CommandError | null } {
  const live = useRuns((state) => state.byId[runId]);
  const query = useEngineQuery('runs.get', live === undefined ? { runId } : null);
  // The last answer stays while another run is asked for: it is not that run.
  const read = query.data?.id === runId ? query.data : undefined;
  return { run: live ?? read, error: query.error };
}

/** The run's recipients; disposed with the component. */
export function useRunRows(runId: string, run: RunRecord | undefined): { rows: RunRows; state: RunRowsState } {
  const { engine } = useApp();
  const rows = useMemo(() => createRunRows(engine, runId), [engine, runId]);
  useEffect(() => () => rows.dispose(), [rows]);
  const state = useStore(rows.store);
  const version = run === undefined ? '' : `${run.status} ${JSON.stringify(run.counts)}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: progress is what makes the rows stale
  useEffect(() => rows.refresh(), [rows, version]);
  return { rows, state };
}
