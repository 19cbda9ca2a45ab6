import { setImmediate } from 'node:timers/promises';
import type { AbortSignalLike } from '../../contract/commands.ts';
import type { ExplainStep } from '../../model/index.ts';
import { type ExplainInput, explainInSteps } from '../../signing/lab.ts';

/** How long the search may keep the engine's thread in one go: other commands wait for it that long. */
const sliceMs = 8;
const progressEveryMs = 100;

/**
 * Searches for the cause in short slices, so that the engine goes on with everything else in between. The explanation
 * comes last; when the signal is aborted, there is none.
 */
export async function* explainInSlices(
  input: ExplainInput,
  signal: AbortSignalLike,
): AsyncGenerator<ExplainStep, void, undefined> {
  const search = explainInSteps(input);
  let sliceBeganMs = input.elapsedMs();
  let toldMs = sliceBeganMs;
  while (!signal.aborted) {
    const step = search.next();
    if (step.done) {
      yield { kind: 'done', explanation: step.value };
      return;
    }
    const elapsedMs = input.elapsedMs();
    if (elapsedMs - sliceBeganMs < sliceMs) continue;
    if (elapsedMs - toldMs >= progressEveryMs) {
      toldMs = elapsedMs;
      yield { kind: 'progress', triedCount: step.value.triedCount, elapsedMs };
    }
    await setImmediate();
    sliceBeganMs = input.elapsedMs();
  }
}
