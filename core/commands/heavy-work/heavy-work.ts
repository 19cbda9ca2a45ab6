import type { WrittenOutput } from '../../contract/wire-text.ts';
// Not by the room's index: with it comes all that reads schemas, which the signature lab has no use for.
import { TimeIsOver, withinTime } from '../../event-types/within-time.ts';
import type { Work } from './work.ts';
import { createWorkThread, tookTooLong, type WorkThread } from './work-thread.ts';

/** Characters or bytes from which work goes to the thread at once. Most of what is smaller takes a few milliseconds. */
export const heavySize = 200_000;
/** What is small may be heavy all the same: made to keep a reader busy. The engine's thread is held up so long by it. */
const hereLimitMs = 50;

/** Does work on documents without holding up the engine. */
export interface HeavyWork {
  /**
   * What the work gives for an input of so many characters or bytes, as the output of a command. Rejects with
   * `CommandError`: what the work refuses, and `invalid-input` in words when it takes too long.
   */
  do<Input, Output>(work: Work<Input, Output>, input: Input, size: number): Promise<Output | WrittenOutput>;
  /** For what can be stopped, or tells how far it is; null = there is none. */
  readonly thread: WorkThread | null;
  close(): Promise<void>;
}

/** `workerUrl`: the built `core/heavy-worker.ts`; null = all is done here, for callers on whom nothing else waits. */
export function createHeavyWork(workerUrl: URL | null): HeavyWork {
  const thread = workerUrl === null ? null : createWorkThread(workerUrl);

  function doHere<Input, Output>(work: Work<Input, Output>, input: Input, timeMs: number): Output {
    return withinTime(timeMs, () => work.run(input, () => {}));
  }

  return {
    thread,
    async do(work, input, size) {
      if (thread !== null && size >= heavySize) return thread.write(work, input);
      try {
        return doHere(work, input, thread === null ? work.limitMs : hereLimitMs);
      } catch (error) {
        if (!(error instanceof TimeIsOver)) throw error;
        if (thread === null) throw tookTooLong(work);
      }
      return thread.write(work, input);
    },
    close: async () => thread?.close(),
  };
}
