import { setImmediate } from 'node:timers/promises';

/** Milliseconds; a wait as long is not noticed. */
const longestTurnMs = 20;

/**
 * One turn of the event loop. Deciding is synchronous and may take a second for each recipient, when the template runs into
 * its limit: who decides for many ends the turn when it is over, so that everything else goes on.
 */
export class LoopTurn {
  #beganAtMs = performance.now();

  /** It began just now. */
  begin(): void {
    this.#beganAtMs = performance.now();
  }

  isOver(): boolean {
    return performance.now() - this.#beganAtMs >= longestTurnMs;
  }

  /** Resolves in a turn of its own. */
  async end(): Promise<void> {
    await setImmediate();
    this.begin();
  }
}
