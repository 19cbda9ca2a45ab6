import { exitCodes } from './exit-codes.ts';

const signals = ['SIGINT', 'SIGTERM'] as const;

/** Resolves at the first SIGINT or SIGTERM; a second one ends the process on the spot. */
export function terminationAsked(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of signals) process.once(signal, () => resolve());
  });
}

/** Aborted by the first SIGINT or SIGTERM, which is its reason; a second one ends the process on the spot. */
export function interruption(): AbortSignal {
  const control = new AbortController();
  for (const signal of signals) process.once(signal, () => control.abort(signal));
  return control.signal;
}

/** The exit code of a command that an `interruption` has cut short. */
export function interruptedExitCode({ reason }: Pick<AbortSignal, 'reason'>): number {
  return reason === 'SIGTERM' ? exitCodes.terminated : exitCodes.interrupted;
}
