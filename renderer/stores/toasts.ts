import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CommandError } from '../../core/contract/index.ts';

/** A short confirmation. */
export interface Confirmation {
  kind: 'confirmation';
  id: number;
  text: string;
  action: { label: string; run(): void } | null;
}
/** What could not be done, where it has no place of its own: it stays until somebody closes it. */
export interface FailureToast {
  kind: 'failure';
  id: number;
  text: string;
  error: CommandError;
  /** The id of the row of a list that it is about; null = of none. */
  at: string | null;
  /** The list that shows it at its row; null = it stands with the other messages. */
  shownIn: string | null;
}
/** Work that takes a while: it stays until the work ends. */
export interface ProgressToast {
  kind: 'progress';
  id: number;
  text: string;
  done: number;
  /** How much there is to do; null = not known yet. */
  count: number | null;
  stop(): void;
}
export type Toast = Confirmation | FailureToast | ProgressToast;
export type ToastsStore = StoreApi<{ toasts: readonly Toast[] }>;

export function createToastsStore(): ToastsStore {
  return createStore<{ toasts: readonly Toast[] }>(() => ({ toasts: [] }));
}

let lastToastId = 0;

export function showToast(store: ToastsStore, text: string, action: Confirmation['action'] = null): number {
  return show(store, { kind: 'confirmation', text, action });
}

/** `title`: what could not be done. One that says the same as another takes its place. */
export function showFailure(store: ToastsStore, title: string, error: CommandError, at: string | null = null): number {
  store.setState(({ toasts }) => ({
    toasts: toasts.filter(
      (toast) => toast.kind !== 'failure' || toast.text !== title || toast.error.message !== error.message,
    ),
  }));
  return show(store, { kind: 'failure', text: title, error, at, shownIn: null });
}

/** What could not be done last to a row of some list. */
export function selectRowFailure({ toasts }: { toasts: readonly Toast[] }): FailureToast | undefined {
  return toasts.findLast((toast) => toast.kind === 'failure' && toast.at !== null) as FailureToast | undefined;
}

/** A list shows it at its row: the first that has one, or one that takes it over. */
export function showAtRow(store: ToastsStore, id: number, list: string, isTaken: boolean): void {
  changeFailure(store, id, (failure) =>
    failure.shownIn === null || isTaken ? { ...failure, shownIn: list } : failure,
  );
}

/** The list, or the row in it, is gone: it stands with the other messages. */
export function leaveRow(store: ToastsStore, id: number, list: string): void {
  changeFailure(store, id, (failure) => (failure.shownIn === list ? { ...failure, shownIn: null } : failure));
}

function changeFailure(store: ToastsStore, id: number, change: (failure: FailureToast) => FailureToast): void {
  store.setState(({ toasts }) => ({
    toasts: toasts.map((toast) => (toast.id === id && toast.kind === 'failure' ? change(toast) : toast)),
  }));
}

/** What was said of a row is out of date once something is done to it. */
export function dismissFailuresAt(store: ToastsStore, at: string): void {
  store.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.kind !== 'failure' || toast.at !== at) }));
}

/** What is done in less is not spoken of. */
export const silentForMs = 300;

export interface Progress {
  show(done: number, count: number | null): void;
  end(): void;
}

/** Says how far work is, from when it has taken a while until it ends. `stop` is what the user may do about it. */
export function beginProgress(store: ToastsStore, text: string, stop: () => void): Progress {
  let state: Pick<ProgressToast, 'done' | 'count'> = { done: 0, count: null };
  let id: number | null = null;
  const timer = setTimeout(() => {
    id = show(store, { kind: 'progress', text, ...state, stop });
  }, silentForMs);
  return {
    show(done, count) {
      state = { done, count };
      if (id === null) return;
      store.setState(({ toasts }) => ({
        toasts: toasts.map((toast) => (toast.id === id ? { ...toast, ...state } : toast)),
      }));
    },
    end() {
      clearTimeout(timer);
      if (id !== null) dismissToast(store, id);
    },
  };
}

/** The oldest give way, confirmations to confirmations and failures to failures. */
const shownAtOnce = 3;

type NewToast = { [K in Toast['kind']]: Omit<Extract<Toast, { kind: K }>, 'id'> }[Toast['kind']];

function show(store: ToastsStore, toast: NewToast): number {
  lastToastId += 1;
  const id = lastToastId;
  store.setState(({ toasts }) => {
    const all = [...toasts, { ...toast, id }];
    const alike = all.filter(({ kind }) => kind === toast.kind && kind !== 'progress');
    const leaving = new Set(alike.slice(0, -shownAtOnce));
    return { toasts: all.filter((one) => !leaving.has(one)) };
  });
  return id;
}

export function dismissToast(store: ToastsStore, id: number): void {
  store.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));
}

/** Takes away those that offer an action. */
export function dismissOffers(store: ToastsStore): void {
  store.setState(({ toasts }) => ({
    toasts: toasts.filter((toast) => toast.kind !== 'confirmation' || toast.action === null),
  }));
}
