import type { RunRecord } from '../core/contract/index.ts';

interface Terminal {
  isTTY?: boolean;
  write(text: string): unknown;
}

/** One line that is written over while a run is under way; only on a terminal, and nothing at all without one. */
export function createProgressLine(terminal: Terminal | null): { show(run: RunRecord): void; clear(): void } {
  if (terminal === null || terminal.isTTY !== true) return { show: () => undefined, clear: () => undefined };
  return {
    show: ({ counts }) => {
      const done = counts.delivered + counts.undelivered + counts.skipped + counts.stopped;
      terminal.write(`\r\u001b[K${done} done · ${counts.active} under way · ${counts.attempts} attempts`);
    },
    clear: () => void terminal.write('\r\u001b[K'),
  };
}
