interface PageGlobals {
  hookbenchLongTasks: number[];
  PerformanceObserver: new (
    onEntries: (list: { getEntries(): { duration: number }[] }) => void,
  ) => { observe(options: { type: 'longtask' }): void };
}

/** Runs in the page: notes every task of the main thread above 50 ms from now on. */
export function noteLongTasks(): void {
  const page = globalThis as unknown as PageGlobals;
  page.hookbenchLongTasks = [];
  new page.PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) page.hookbenchLongTasks.push(duration);
  }).observe({ type: 'longtask' });
}

/** Runs in the page: the long tasks so far, in milliseconds. */
export function readLongTasks(): number[] {
  return (globalThis as unknown as PageGlobals).hookbenchLongTasks;
}
