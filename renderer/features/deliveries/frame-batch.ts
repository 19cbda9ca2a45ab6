export interface FrameBatch<T> {
  add(items: readonly T[]): void;
  stop(): void;
}

/** Gathers what arrives and hands it over at most once per frame, so that a fast run does not draw a slow page. */
export function createFrameBatch<T>(
  onFrame: (items: T[]) => void,
  schedule: (run: () => void) => () => void = nextFrame,
): FrameBatch<T> {
  let waiting: T[] = [];
  let cancel: (() => void) | null = null;
  return {
    add(items) {
      waiting.push(...items);
      cancel ??= schedule(() => {
        cancel = null;
        const items = waiting;
        waiting = [];
        onFrame(items);
      });
    },
    stop() {
      cancel?.();
      cancel = null;
      waiting = [];
    },
  };
}

function nextFrame(run: () => void): () => void {
  const frame = requestAnimationFrame(run);
  return () => cancelAnimationFrame(frame);
}
