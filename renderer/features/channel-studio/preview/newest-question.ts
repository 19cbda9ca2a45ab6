/**
 * Asks one question at a time. While one is under way only the newest waits, and nothing is sent before the next frame:
 * typing at any speed never queues up work.
 */
export function createNewestQuestion<Q, A>(options: {
  ask(question: Q): Promise<A>;
  onAnswer(answer: A, question: Q): void;
  /** Runs a task before the next frame is painted, or later. */
  schedule(task: () => void): void;
}): { put(question: Q): void } {
  let waiting: { question: Q } | null = null;
  let isBusy = false;

  function start(): void {
    if (isBusy) return;
    isBusy = true;
    options.schedule(() => void send());
  }

  async function send(): Promise<void> {
    const next = waiting;
    waiting = null;
    try {
      if (next !== null) options.onAnswer(await options.ask(next.question), next.question);
    } catch {
      // The engine's answer to the preview says what is wrong; a finding that could not be had is asked for again on the next key.
    }
    isBusy = false;
    if (waiting !== null) start();
  }

  return {
    put(question) {
      waiting = { question };
      start();
    },
  };
}
