import { onAbort } from './abort-listeners.ts';
import type { Clock } from './clock.ts';

/** setTimeout fires at once when asked for more than 2^31-1 ms, so long waits go in pieces. */
const longestTimerMs = 2_147_483_647;

/**
 * A clock that runs `factor` times as fast as this machine's, from the present. Monotonic: changes of the system clock
 * do not reach it.
 */
export function createScaledClock(factor: number): Clock {
  if (!(factor > 0)) throw new RangeError('The factor of a clock must be more than 0.');
  const startMs = Date.now();
  const startedAt = performance.now();
  return {
    nowMs: () => Math.round(startMs + (performance.now() - startedAt) * factor),
    sleep: (ms, signal) => sleepReal(ms / factor, signal),
    hold() {},
    release() {},
  };
}

function sleepReal(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    let timer: NodeJS.Timeout;
    const removeListener = onAbort(signal, () => {
      clearTimeout(timer);
      resolve();
    });
    const wait = (leftMs: number): void => {
      const pieceMs = Math.min(leftMs, longestTimerMs);
      timer = setTimeout(() => {
        if (leftMs > pieceMs) {
          wait(leftMs - pieceMs);
          return;
        }
        removeListener();
        resolve();
      }, pieceMs);
    };
    wait(Math.max(0, ms));
  });
}
