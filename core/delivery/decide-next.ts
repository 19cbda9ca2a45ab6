import type { AttemptOutcome, DeliveryPolicy, RunReason } from '../model/index.ts';

export type NextStep =
  | { verdict: 'delivered'; reason: RunReason }
  | { verdict: 'retry'; delayMs: number; reason: null; message: string }
  | { verdict: 'final'; reason: RunReason };

export function decideNext(
  _policy: DeliveryPolicy,
  _attemptNumber: number,
  _outcome: AttemptOutcome,
  _random: () => number,
  _nowMs: number,
): NextStep {
  throw new Error('to be written');
}
