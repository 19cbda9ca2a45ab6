import type { RateLimit } from '../model/index.ts';

/** Lets at most so many requests pass in any stretch of time; those that it stops do not count. */
export interface RateLimiter {
  readonly limit: RateLimit;
  /** Null = it may pass, and counts; else the milliseconds until one may. */
  take(nowMs: number): number | null;
  restart(): void;
}

export function createRateLimiter(limit: RateLimit): RateLimiter {
  const { requests, perSeconds } = limit;
  const spanMs = perSeconds * 1000;
  /** When the newest ones passed, in a ring: what `next` points to is the oldest. */
  const passedAtMs = new Float64Array(requests);
  let next = 0;
  let lastMs = Number.NEGATIVE_INFINITY;

  function restart(): void {
    passedAtMs.fill(Number.NEGATIVE_INFINITY);
    next = 0;
  }
  restart();

  return {
    limit,
    take(nowMs) {
      // The clock of a run that has ended may have been far ahead.
      if (nowMs < lastMs) restart();
      lastMs = nowMs;
      const freeAtMs = (passedAtMs[next] ?? 0) + spanMs;
      if (nowMs < freeAtMs) return freeAtMs - nowMs;
      passedAtMs[next] = nowMs;
      next = (next + 1) % requests;
      return null;
    },
    restart,
  };
}
