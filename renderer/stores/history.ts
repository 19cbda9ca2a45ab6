import { createStore, type StoreApi } from 'zustand/vanilla';
import { CommandError } from '../../core/contract/index.ts';

/** One thing the user did, with what takes it back. */
export interface HistoryEntry {
  /** In the imperative, as a menu says it: "Delete webhook prod hook". */
  label: string;
  undo(): Promise<void>;
  redo(): Promise<void>;
  /** Entries with the same key that follow each other within two seconds become one. */
  mergeKey?: string;
}

/** A refusal that knows what was to be done. */
export class StepError extends CommandError {
  readonly label: string;

  constructor(label: string, cause: CommandError) {
    const { code, message, field, details } = cause;
    super(code, message, { ...(field === null ? {} : { field }), ...(details === null ? {} : { details }), cause });
    this.label = label;
  }
}

export interface HistoryState {
  done: readonly HistoryEntry[];
  undone: readonly HistoryEntry[];
  isBusy: boolean;
}
export interface History {
  store: StoreApi<HistoryState>;
  /** The thing is already done; this remembers how to take it back. */
  record(entry: HistoryEntry): void;
  /** Does it, then remembers it. A refusal becomes a `StepError`. */
  perform(entry: HistoryEntry): Promise<void>;
  /** Takes back the last thing; what is still being done counts as that, and is waited for. Null = there was nothing. */
  undo(): Promise<HistoryEntry | null>;
  redo(): Promise<HistoryEntry | null>;
}

const depth = 100;
const mergeWindowMs = 2000;

export function createHistory(nowMs: () => number = Date.now): History {
  const store = createStore<HistoryState>(() => ({ done: [], undone: [], isBusy: false }));
  let lastRecordedAtMs = Number.NEGATIVE_INFINITY;
  const underWay = new Set<Promise<void>>();

  function record(entry: HistoryEntry): void {
    const { done } = store.getState();
    const last = done.at(-1);
    const recordedAtMs = nowMs();
    const isMerged =
      last?.mergeKey !== undefined &&
      last.mergeKey === entry.mergeKey &&
      recordedAtMs - lastRecordedAtMs < mergeWindowMs;
    lastRecordedAtMs = recordedAtMs;
    const next =
      isMerged && last !== undefined ? [...done.slice(0, -1), { ...entry, undo: last.undo }] : [...done, entry];
    store.setState({ done: next.slice(-depth), undone: [] });
  }

  /** A step that fails stays where it was, so that it can be tried again. */
  async function step(from: 'done' | 'undone'): Promise<HistoryEntry | null> {
    if (store.getState().isBusy) return null;
    store.setState({ isBusy: true });
    try {
      if (underWay.size > 0) await Promise.allSettled(underWay);
      const entry = store.getState()[from].at(-1);
      if (entry === undefined) return null;
      await (from === 'done' ? entry.undo() : entry.redo());
      const { done, undone } = store.getState();
      const without = (entries: readonly HistoryEntry[]) => entries.filter((other) => other !== entry);
      lastRecordedAtMs = Number.NEGATIVE_INFINITY;
      store.setState(
        from === 'done'
          ? { done: without(done), undone: [...undone, entry] }
          : { done: [...done, entry], undone: without(undone) },
      );
      return entry;
    } finally {
      store.setState({ isBusy: false });
    }
  }

  return {
    store,
    record,
    async perform(entry) {
      const work = entry.redo().then(() => record(entry));
      underWay.add(work);
      try {
        await work;
      } catch (cause) {
        throw cause instanceof CommandError ? new StepError(entry.label, cause) : cause;
      } finally {
        underWay.delete(work);
      }
    },
    undo: () => step('done'),
    redo: () => step('undone'),
  };
}
