const listenersOf = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Calls `listener` once when the signal aborts; returns the remover. The signal itself gets one listener however many
 * wait: an EventTarget searches its whole list on every addition, which thousands of waiting messages would feel.
 */
export function onAbort(signal: AbortSignal, listener: () => void): () => void {
  let listeners = listenersOf.get(signal);
  if (listeners === undefined) {
    const created = new Set<() => void>();
    listeners = created;
    listenersOf.set(signal, created);
    signal.addEventListener('abort', () => callAll(created), { once: true });
  }
  const all = listeners;
  all.add(listener);
  return () => all.delete(listener);
}

function callAll(listeners: Set<() => void>): void {
  for (const listener of [...listeners]) listener();
  listeners.clear();
}
