import type { EventHub } from '../../rpc/index.ts';

/** What one receiver got while a run was under way. `unverified` counts requests it did not look at. */
export interface Receipt {
  valid: number;
  invalid: number;
  unverified: number;
}

/** The receivers' own verdicts per run of a scenario; in memory, for the latest runs of this process. */
export interface RunReceipts {
  begin(runId: string, receivers: readonly string[]): void;
  /** Null = not known: the run was not begun (or was resumed) in this process, or is long over. */
  of(runId: string, receiver: string): Receipt | null;
}

const keptRuns = 100;

export function createRunReceipts(events: EventHub): RunReceipts {
  const runs = new Map<string, Map<string, Receipt>>();
  const underWay = new Set<string>();

  events.on('receivers.received', ({ receiver, verdict }) => {
    for (const runId of underWay) {
      const receipt = runs.get(runId)?.get(receiver);
      if (receipt === undefined) continue;
      receipt[verdict === null ? 'unverified' : verdict === 'valid' ? 'valid' : 'invalid'] += 1;
    }
  });
  events.on('runs.progress', ({ run, isFinal }) => {
    if (isFinal) underWay.delete(run.id);
    // A run that goes on after a stop is judged from the log: part of it was received before.
    else if (!underWay.has(run.id)) runs.delete(run.id);
  });

  return {
    begin(runId, receivers) {
      runs.set(runId, new Map(receivers.map((key) => [key, { valid: 0, invalid: 0, unverified: 0 }])));
      underWay.add(runId);
      for (const oldest of runs.keys()) {
        if (runs.size <= keptRuns) break;
        if (!underWay.has(oldest)) runs.delete(oldest);
      }
    },
    of: (runId, receiver) => runs.get(runId)?.get(receiver) ?? null,
  };
}
