import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CommandError } from '../../core/contract/index.ts';

/** A short confirmation, or a failure that has no place of its own: that one stays until somebody closes it. */
export interface Toast {
  id: number;
  /** Of a failure: what could not be done. */
  text: string;
  action: { label: string; run(): void } | null;
  error: CommandError | null;
}
export type ToastsStore = StoreApi<{ toasts: readonly Toast[] }>;

export function createToastsStore(): ToastsStore {
  return createStore<{ toasts: readonly Toast[] }>(() => ({ toasts: [] }));
}

let lastToastId = 0;

export function showToast(store: ToastsStore, text: string, action: Toast['action'] = null): number {
  return show(store, { text, action, error: null });
}

/** `title`: what could not be done. One that says the same as another takes its place. */
export function showFailure(store: ToastsStore, title: string, error: CommandError): number {
  store.setState(({ toasts }) => ({
    toasts: toasts.filter(({ text, error: other }) => text !== title || other?.message !== error.message),
  }));
  return show(store, { text: title, action: null, error });
}

/** The oldest give way, confirmations to confirmations and failures to failures. */
const shownAtOnce = 3;

function show(store: ToastsStore, toast: Omit<Toast, 'id'>): number {
  lastToastId += 1;
  const id = lastToastId;
  store.setState(({ toasts }) => {
    const all = [...toasts, { ...toast, id }];
    const alike = all.filter(({ error }) => (error === null) === (toast.error === null));
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
  store.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.action === null) }));
}
