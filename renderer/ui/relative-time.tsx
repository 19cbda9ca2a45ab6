import { useSyncExternalStore } from 'react';
import { formatExact, formatRelative } from './format.ts';
import styles from './numbers.module.css';

// One clock for all times on the screen.
const listeners = new Set<() => void>();
let nowMs = Date.now();
let timer: ReturnType<typeof setInterval> | null = null;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    nowMs = Date.now();
    for (const listen of listeners) listen();
  }, 10_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && timer !== null) {
      clearInterval(timer);
      timer = null;
    }
  };
}

/** A time as it is from now; the exact one on hover. */
export function RelativeTime({ timeMs }: { timeMs: number }) {
  const now = useSyncExternalStore(subscribe, () => Math.max(nowMs, Math.floor(Date.now() / 10_000) * 10_000));
  const exact = formatExact(timeMs);
  return (
    <time dateTime={new Date(timeMs).toISOString()} title={exact} className={styles.number}>
      {formatRelative(timeMs, Math.max(now, Math.min(timeMs, now + 10_000)))}
    </time>
  );
}
