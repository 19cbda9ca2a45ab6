/** Spreads the requests of a run evenly over time. */
export interface RequestPace {
  /** Takes the next turn, and gives the whole milliseconds until it comes. */
  take(nowMs: number): number;
}

export function createRequestPace(perSecond: number): RequestPace {
  const stepMs = 1000 / perSecond;
  let nextAtMs = Number.NEGATIVE_INFINITY;
  return {
    take(nowMs) {
      const turnAtMs = Math.max(nowMs, nextAtMs);
      nextAtMs = turnAtMs + stepMs;
      return Math.ceil(turnAtMs - nowMs);
    },
  };
}
