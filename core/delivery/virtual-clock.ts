import { onAbort } from './abort-listeners.ts';
import type { Clock } from './clock.ts';

interface Sleeper {
  wakeAtMs: number;
  /** Order among those that wake at the same time. */
  order: number;
  isAwake: boolean;
  wake(): void;
}

/**
 * A clock on which waiting costs nothing: when nobody holds it, it jumps to the next sleeper's time and wakes that one
 * sleeper, who holds it from then on. What takes real time (a request under way, a write to the log) therefore takes no
 * virtual time, as long as whoever awaits it holds the clock. Nothing polls.
 */
export function createVirtualClock(startMs: number): Clock {
  let nowMs = startMs;
  let holders = 0;
  let order = 0;
  const sleepers: Sleeper[] = [];

  function jumpIfIdle(): void {
    while (holders === 0) {
      const next = takeFirst(sleepers);
      if (next === undefined) return;
      if (next.isAwake) continue;
      nowMs = Math.max(nowMs, next.wakeAtMs);
      next.wake();
    }
  }

  function release(): void {
    if (holders === 0) throw new Error('The clock was released more often than held.');
    holders -= 1;
    jumpIfIdle();
  }

  return {
    nowMs: () => nowMs,
    hold() {
      holders += 1;
    },
    release,
    sleep(ms, signal) {
      if (signal.aborted) return Promise.resolve();
      return new Promise((resolve) => {
        const sleeper: Sleeper = {
          wakeAtMs: nowMs + Math.max(0, ms),
          order: order++,
          isAwake: false,
          wake() {
            if (sleeper.isAwake) return;
            sleeper.isAwake = true;
            removeListener();
            holders += 1;
            resolve();
          },
        };
        const removeListener = onAbort(signal, () => sleeper.wake());
        insert(sleepers, sleeper);
        release();
      });
    },
  };
}

function isBefore(a: Sleeper, b: Sleeper): boolean {
  return a.wakeAtMs < b.wakeAtMs || (a.wakeAtMs === b.wakeAtMs && a.order < b.order);
}

/** A binary heap: thousands of messages may wait at once. */
function insert(heap: Sleeper[], sleeper: Sleeper): void {
  let index = heap.push(sleeper) - 1;
  while (index > 0) {
    const parentIndex = (index - 1) >> 1;
    const parent = heap[parentIndex];
    if (parent === undefined || isBefore(parent, sleeper)) break;
    heap[index] = parent;
    index = parentIndex;
  }
  heap[index] = sleeper;
}

function takeFirst(heap: Sleeper[]): Sleeper | undefined {
  const first = heap[0];
  const last = heap.pop();
  if (first === undefined || last === undefined || heap.length === 0) return first;
  let index = 0;
  for (;;) {
    let childIndex = 2 * index + 1;
    let child = heap[childIndex];
    if (child === undefined) break;
    const right = heap[childIndex + 1];
    if (right !== undefined && isBefore(right, child)) {
      child = right;
      childIndex += 1;
    }
    if (isBefore(last, child)) break;
    heap[index] = child;
    index = childIndex;
  }
  heap[index] = last;
  return first;
}
