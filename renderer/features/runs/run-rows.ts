import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CommandError, EngineClient } from '../../../core/contract/index.ts';
import { toCommandError } from '../../stores/command-failure.ts';
import { createFrameBatch } from '../deliveries/frame-batch.ts';
import { mergeAttempts, mergePage, type RowsByOrdinal } from './merge-rows.ts';

export interface RunRowsState {
  rows: RowsByOrdinal;
  /** Recipients that have begun. */
  total: number;
  isLoaded: boolean;
  error: CommandError | null;
}
export interface RunRows {
  store: StoreApi<RunRowsState>;
  /** These are looked at: what is missing is read, and kept up to date. */
  show(first: number, last: number): void;
  /** Something may have changed: what is looked at is read again, at most every so often. */
  refresh(): void;
  dispose(): void;
}

const pageSize = 100;
/** Between two readings of the same rows while a run is under way. */
const refreshMs = 150;

/** The recipients of one run, read page by page as they come into view, and live. */
export function createRunRows(engine: Pick<EngineClient, 'call' | 'on' | 'onGap'>, runId: string): RunRows {
  const store = createStore<RunRowsState>(() => ({ rows: new Map(), total: 0, isLoaded: false, error: null }));
  let visible = { first: 0, last: 0 };
  const underWay = new Set<number>();
  let isStale = false;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let isDisposed = false;

  const batch = createFrameBatch<Parameters<typeof mergeAttempts>[1][number]>((attempts) => {
    store.setState((state) => ({ rows: mergeAttempts(state.rows, attempts) }));
    refresh();
  });
  const remove = engine.on('runs.attempts', (event) => {
    if (event.runId === runId) batch.add(event.attempts);
  });

  const removeGap = engine.onGap(() => refresh());

  async function read(page: number): Promise<void> {
    if (underWay.has(page)) return;
    underWay.add(page);
    try {
      const answer = await engine.call('runs.recipients', { runId, fromOrdinal: page * pageSize, limit: pageSize });
      if (isDisposed) return;
      store.setState((state) => ({
        rows: mergePage(state.rows, answer.rows),
        total: Math.max(state.total, answer.total),
        isLoaded: true,
        error: null,
      }));
    } catch (cause) {
      if (!isDisposed) store.setState({ error: toCommandError(cause), isLoaded: true });
    } finally {
      underWay.delete(page);
    }
  }

  function pages(): number[] {
    const first = Math.floor(visible.first / pageSize);
    const last = Math.floor(visible.last / pageSize);
    return Array.from({ length: last - first + 1 }, (_, offset) => first + offset);
  }

  function refresh(): void {
    if (isDisposed) return;
    isStale = true;
    timer ??= setTimeout(async () => {
      isStale = false;
      await Promise.all(pages().map(read));
      timer = null;
      if (isStale) refresh();
    }, refreshMs);
  }

  void read(0);
  return {
    store,
    show(first, last) {
      visible = { first, last };
      const { rows } = store.getState();
      for (const page of pages()) {
        const isMissing = [first, last].some((at) => Math.floor(at / pageSize) === page && !rows.has(at));
        if (isMissing || !rows.has(page * pageSize)) void read(page);
      }
    },
    refresh,
    dispose() {
      isDisposed = true;
      if (timer !== null) clearTimeout(timer);
      batch.stop();
      remove();
      removeGap();
    },
  };
}
