import { onAbort } from './abort-listeners.ts';

/** What is under way for which signal; one listener per signal, and adding and removing cost next to nothing. */
export interface SignalRegistry<T> {
  add(signal: AbortSignal, item: T): void;
  remove(signal: AbortSignal, item: T): void;
  failAll(): void;
}

export function createSignalRegistry<T>(fail: (item: T) => void): SignalRegistry<T> {
  const itemsOf = new Map<AbortSignal, { items: Set<T>; removeListener: () => void }>();

  function failItems(items: Set<T>): void {
    for (const item of [...items]) fail(item);
  }

  return {
    add(signal, item) {
      let entry = itemsOf.get(signal);
      if (entry === undefined) {
        const items = new Set<T>();
        entry = { items, removeListener: onAbort(signal, () => failItems(items)) };
        itemsOf.set(signal, entry);
      }
      entry.items.add(item);
    },
    remove(signal, item) {
      const entry = itemsOf.get(signal);
      if (entry === undefined) return;
      entry.items.delete(item);
      if (entry.items.size > 0) return;
      entry.removeListener();
      itemsOf.delete(signal);
    },
    failAll() {
      for (const { items } of [...itemsOf.values()]) failItems(items);
    },
  };
}
