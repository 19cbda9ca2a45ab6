import type { RequestSlots } from './run-ports.ts';

/** Places for a run's requests under way, first come, first served. */
export interface RunSlots extends RequestSlots {
  hasFree(): boolean;
  /** Sends everyone who waits away. */
  close(): void;
}

export function createRequestSlots(limit: number, onFree: () => void): RunSlots {
  let taken = 0;
  let isClosed = false;
  const waiting: ((isTaken: boolean) => void)[] = [];
  let head = 0;

  return {
    hasFree: () => taken < limit,
    enter() {
      if (isClosed) return Promise.resolve(false);
      if (taken >= limit) return new Promise((resolve) => waiting.push(resolve));
      taken += 1;
      return undefined;
    },
    leave() {
      const next = waiting[head];
      if (next === undefined) {
        taken -= 1;
        onFree();
        return;
      }
      head += 1;
      if (head === waiting.length) {
        waiting.length = 0;
        head = 0;
      }
      next(true);
    },
    close() {
      isClosed = true;
      const turnedAway = waiting.splice(0);
      for (const resolve of turnedAway.slice(head)) resolve(false);
      head = 0;
    },
  };
}
