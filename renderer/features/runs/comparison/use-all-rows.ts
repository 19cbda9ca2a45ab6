import { useEffect, useState } from 'react';
import type { CommandError, EngineClient, RecipientRunRow } from '../../../../core/contract/index.ts';
import { useApp } from '../../../stores/app-context.tsx';
import { toCommandError } from '../../../stores/command-failure.ts';

/** Recipients of a run that are compared: more would fill the window's memory for rows that nobody scrolls to. */
export const comparedLimit = 5_000;
const pageSize = 500;

export interface AllRows {
  /** Undefined until all are read; the last ones stay while they are read anew. */
  rows: readonly RecipientRunRow[] | undefined;
  hasMore: boolean;
  error: CommandError | null;
}

/** All recipients of a run up to the limit; read anew when `version` changes. */
export function useAllRows(runId: string, version: unknown): AllRows {
  const { engine } = useApp();
  const [state, setState] = useState<AllRows>({ rows: undefined, hasMore: false, error: null });
  // biome-ignore lint/correctness/useExhaustiveDependencies: version is what makes it read again
  useEffect(() => {
    const control = new AbortController();
    readAllRows(engine, runId, control.signal).then(
      (read) => !control.signal.aborted && setState({ ...read, error: null }),
      (cause) => !control.signal.aborted && setState((before) => ({ ...before, error: toCommandError(cause) })),
    );
    return () => control.abort();
  }, [engine, runId, version]);
  return state;
}

async function readAllRows(
  engine: Pick<EngineClient, 'call'>,
  runId: string,
  signal: AbortSignal,
): Promise<Pick<AllRows, 'rows' | 'hasMore'>> {
  const all: RecipientRunRow[] = [];
  while (!signal.aborted && all.length < comparedLimit) {
    const { rows, total } = await engine.call('runs.recipients', { runId, fromOrdinal: all.length, limit: pageSize });
    all.push(...rows);
    if (rows.length === 0 || all.length >= total) return { rows: all, hasMore: false };
  }
  return { rows: all, hasMore: true };
}
