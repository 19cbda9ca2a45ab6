import type { RunRecord } from '../../../core/contract/index.ts';
import type { App } from '../../stores/app.ts';
import { runs as words } from '../../strings/runs.ts';

/** As many as a page of the list may have. */
const chunkSize = 500;

/** What is asked about before it is done: a run, or all that were before it. */
export interface RunRemoval {
  run: RunRecord;
  what: 'this' | 'older';
}

/** Takes the runs out of the log for good. Rejects with a `CommandError`; what has gone by then has gone. */
export async function removeRuns(app: App, { run, what }: RunRemoval): Promise<void> {
  if (what === 'this') {
    await app.engine.call('runs.remove', { runIds: [run.id] });
    app.toast(words.runRemoved(run.number));
    return;
  }
  let count = 0;
  // What was removed is not listed again, so each page is the first one.
  for (;;) {
    const { runs } = await app.engine.call('runs.list', { beforeNumber: run.number, limit: chunkSize });
    if (runs.length === 0) break;
    const removed = await app.engine.call('runs.remove', { runIds: runs.map(({ id }) => id) });
    count += removed.runs;
  }
  app.toast(words.runsRemoved(count));
}
