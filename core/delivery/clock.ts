/**
 * How time passes in a run. Whoever works on the clock's time holds it: a virtual clock moves only while nobody does.
 * Calls of `hold` nest; a real or scaled clock ignores them.
 */
export interface Clock {
  /** Unix milliseconds of this clock. */
  nowMs(): number;
  /**
   * Resolves when `ms` of this clock's time are over, or at once when the signal aborts (the caller looks at the
   * signal). The caller must hold the clock: the hold is given up while asleep and is there again afterwards.
   */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  hold(): void;
  release(): void;
}
