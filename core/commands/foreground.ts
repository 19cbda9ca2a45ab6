/** Lets what somebody waits for go before what the engine does by itself: they share one thread. */
export interface Foreground {
  /** Somebody waits for an answer that is made now, such as a preview while a key is typed. */
  note(): void;
  /** Resolves when nobody has waited for that long, in milliseconds; at once when that is so already. Rejects when aborted. */
  rest(restMs: number, signal?: AbortSignal): Promise<void>;
}

export interface ForegroundPorts {
  /** Milliseconds that never go back. */
  monotonicMs(): number;
  /** Rejects when it is aborted. */
  pause(delayMs: number, signal?: AbortSignal): Promise<void>;
}

export function createForeground({ monotonicMs, pause }: ForegroundPorts): Foreground {
  let lastMs = Number.NEGATIVE_INFINITY;
  return {
    note() {
      lastMs = monotonicMs();
    },
    async rest(restMs, signal) {
      // Even a wait that is over lets what has arrived meanwhile run first.
      do await pause(Math.max(0, lastMs + restMs - monotonicMs()), signal);
      while (monotonicMs() < lastMs + restMs);
    },
  };
}
