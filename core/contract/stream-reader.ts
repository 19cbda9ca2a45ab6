import type { CommandError } from './errors.ts';
import { streamCreditWindow } from './wire.ts';

/** The client's end of one stream. */
export interface StreamReader {
  push(items: readonly unknown[]): void;
  end(): void;
  /** The engine's side is over; the error comes after the items that are still waiting. */
  fail(error: CommandError): void;
  /** The reader wants no more: the items that are still waiting are dropped. */
  abandon(error: CommandError): void;
  next(): Promise<{ done: true } | { done: false; value: unknown }>;
  isEndedByEngine(): boolean;
}

/** Credit is given back in halves of the window: few messages, and the engine never runs dry. */
const creditStep = streamCreditWindow / 2;

/** Holds what has come and not been taken yet (at most the window), and grants credit as items are taken. */
export function createStreamReader(grantCredit: (count: number) => void): StreamReader {
  let items: unknown[] = [];
  let taken = 0;
  let ungranted = 0;
  let state: 'open' | 'ended' | { error: CommandError } = 'open';
  let isEndedByEngine = false;
  let wake: (() => void) | null = null;

  function settle(): void {
    wake?.();
    wake = null;
  }

  return {
    push(more) {
      if (taken === items.length) {
        items = [];
        taken = 0;
      }
      items.push(...more);
      settle();
    },
    end() {
      if (state === 'open') state = 'ended';
      isEndedByEngine = true;
      settle();
    },
    fail(error) {
      if (state !== 'open') return;
      state = { error };
      isEndedByEngine = true;
      settle();
    },
    abandon(error) {
      items = [];
      taken = 0;
      if (state === 'open') state = { error };
      settle();
    },
    async next() {
      for (;;) {
        if (taken < items.length) {
          const value = items[taken++];
          ungranted += 1;
          if (ungranted >= creditStep && state === 'open') {
            grantCredit(ungranted);
            ungranted = 0;
          }
          return { done: false, value };
        }
        if (typeof state === 'object') throw state.error;
        if (state === 'ended') return { done: true };
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    isEndedByEngine: () => isEndedByEngine,
  };
}
