import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AttemptSummary, EventPayload, RunRecord } from '../../core/contract/index.ts';

/** How many of the newest attempts the window keeps for its live views; the log has them all. */
export const liveAttemptLimit = 2000;

export interface RunsState {
  /** Newest first; live since the window opened, plus those of the last run before. */
  liveAttempts: readonly AttemptSummary[];
  /** Runs seen in this window, by id, as their latest progress told. */
  byId: Readonly<Record<string, RunRecord>>;
  /** The run with the highest number; what the status bar speaks of. */
  latestRunId: string | null;
}
export type RunsStore = StoreApi<RunsState>;

export function createRunsStore(): RunsStore {
  return createStore<RunsState>(() => ({ liveAttempts: [], byId: {}, latestRunId: null }));
}

export function applyAttempts(state: RunsState, { attempts }: EventPayload<'runs.attempts'>): RunsState {
  if (attempts.length === 0) return state;
  const newestFirst = attempts.toSorted((a, b) => b.sequence - a.sequence);
  return { ...state, liveAttempts: [...newestFirst, ...state.liveAttempts].slice(0, liveAttemptLimit) };
}

/** Of the newest attempts of the log those that this window was not told of. */
export function applyMissedAttempts(state: RunsState, newest: readonly AttemptSummary[]): RunsState {
  const known = new Set(state.liveAttempts.map(({ id }) => id));
  const missed = newest.filter(({ id }) => !known.has(id));
  if (missed.length === 0) return state;
  const all = [...missed, ...state.liveAttempts].sort((a, b) => b.sequence - a.sequence);
  return { ...state, liveAttempts: all.slice(0, liveAttemptLimit) };
}

export function applyRun(state: RunsState, run: RunRecord): RunsState {
  const latest = state.latestRunId === null ? undefined : state.byId[state.latestRunId];
  return {
    ...state,
    byId: { ...state.byId, [run.id]: run },
    latestRunId: latest === undefined || run.number >= latest.number ? run.id : state.latestRunId,
  };
}

export function removeRuns(state: RunsState, { runIds }: EventPayload<'runs.removed'>): RunsState {
  const gone = new Set(runIds);
  const kept = Object.values(state.byId).filter(({ id }) => !gone.has(id));
  const latest = kept.reduce<RunRecord | null>(
    (newest, run) => (newest === null || run.number > newest.number ? run : newest),
    null,
  );
  return {
    liveAttempts: state.liveAttempts.filter(({ runId }) => !gone.has(runId)),
    byId: Object.fromEntries(kept.map((run) => [run.id, run])),
    latestRunId: latest?.id ?? null,
  };
}

export function selectLatestRun(state: RunsState): RunRecord | undefined {
  return state.latestRunId === null ? undefined : state.byId[state.latestRunId];
}
