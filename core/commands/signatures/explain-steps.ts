import { setImmediate } from 'node:timers/promises';
import type { AbortSignalLike } from '../../contract/commands.ts';
import type { ExplainStep } from '../../model/index.ts';
import { explainInSteps } from '../../signing/lab.ts';
import { type HeavyWork, heavySize } from '../heavy-work/heavy-work.ts';
import type { WorkThread } from '../heavy-work/work-thread.ts';
import { explainWork, type SearchInput } from './signature-works.ts';

/** How long the search may keep the engine's thread in one go: other commands wait for it that long. */
const sliceMs = 8;
const progressEveryMs = 100;

/**
 * Searches for the cause: on the thread for heavy work when the body is long, because a single try of it takes too long.
 * The explanation comes last; when the signal is aborted, there is none.
 */
export function explainSteps(
  input: SearchInput,
  signal: AbortSignalLike,
  { heavyWork: { thread }, nowMs }: { heavyWork: HeavyWork; nowMs(): number },
): AsyncGenerator<ExplainStep, void, undefined> {
  const isHeavy = input.request.body.length >= heavySize;
  return isHeavy && thread !== null ? explainOnThread(thread, input, signal) : explainInSlices(input, signal, nowMs);
}

/** In short slices, so that the engine goes on with everything else in between. */
async function* explainInSlices(
  input: SearchInput,
  signal: AbortSignalLike,
  nowMs: () => number,
): AsyncGenerator<ExplainStep, void, undefined> {
  const beganMs = nowMs();
  const search = explainInSteps({ ...input, elapsedMs: () => nowMs() - beganMs });
  let sliceBeganMs = 0;
  let toldMs = 0;
  while (!signal.aborted) {
    const step = search.next();
    if (step.done) {
      yield { kind: 'done', explanation: step.value };
      return;
    }
    const elapsedMs = nowMs() - beganMs;
    if (elapsedMs - sliceBeganMs < sliceMs) continue;
    if (elapsedMs - toldMs >= progressEveryMs) {
      toldMs = elapsedMs;
      yield { kind: 'progress', triedCount: step.value.triedCount, elapsedMs };
    }
    await setImmediate();
    sliceBeganMs = nowMs() - beganMs;
  }
}

async function* explainOnThread(
  thread: WorkThread,
  input: SearchInput,
  signal: AbortSignalLike,
): AsyncGenerator<ExplainStep, void, undefined> {
  let onProgress = (_step: ExplainStep): void => {};
  const found = thread.run(explainWork, input, { signal, onProgress: (step) => onProgress(step) });
  const done = found.then((explanation): ExplainStep => ({ kind: 'done', explanation }));
  try {
    for (;;) {
      const progress = new Promise<ExplainStep>((resolve) => {
        onProgress = resolve;
      });
      const step = await Promise.race([done, progress]);
      yield step;
      if (step.kind === 'done') return;
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
