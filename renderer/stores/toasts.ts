import { createStore, type StoreApi } from 'zustand/vanilla';

/** A short confirmation. Never the only copy of anything: errors are shown where they belong. */
export interface Toast {
  id: number;
  text: string;
  action: { label: string; run(): void } | null;
}
export type ToastsStore = StoreApi<{ toasts: readonly Toast[] }>;

export function createToastsStore(): ToastsStore {
  return createStore<{ toasts: readonly Toast[] }>(() => ({ toasts: [] }));
}

let lastToastId = 0;

export function showToast(store: ToastsStore, text: string, action: Toast['action'] = null): number {
  lastToastId += 1;
  const toast: Toast = { id: lastToastId, text, action };
  store.setState(({ toasts }) => ({ toasts: [...toasts, toast].slice(-3) }));
  return toast.id;
}

export function dismissToast(store: ToastsStore, id: number): void {
  store.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));
}

/** Takes away those that offer an action. */
export function dismissOffers(store: ToastsStore): void {
  store.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.action === null) }));
}
