import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import type { RunRecord } from '../../../core/contract/index.ts';
import { useApp } from '../../stores/app-context.tsx';
import { createRunRows, type RunRows, type RunRowsState } from './run-rows.ts';

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
