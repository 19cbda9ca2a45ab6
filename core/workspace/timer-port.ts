/** Time as the workspace needs it: only "call me later". */
export interface TimerPort {
  /** Calls `callback` once after `delayMs`. Returns the canceller; calling it late or twice is safe. */
  after(delayMs: number, callback: () => void): () => void;
}

/** Real timers. */
export const realTimers: TimerPort = {
  after(delayMs, callback) {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};

/** A promise for `after`. */
export function waitFor(timers: TimerPort, delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    timers.after(delayMs, resolve);
  });
}
