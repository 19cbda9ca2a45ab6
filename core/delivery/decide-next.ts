import { type AttemptOutcome, type DeliveryPolicy, type RunReason, retryDelayMs } from '../model/index.ts';
import { describeDuration } from './describe-policy.ts';
import { describeOutcome } from './outcome-words.ts';
import { retryAfterMs } from './retry-after.ts';

/** What follows an attempt. `message` is a sentence for people. */
export type NextStep =
  | { verdict: 'delivered'; reason: RunReason }
  | { verdict: 'retry'; delayMs: number; message: string }
  | { verdict: 'final'; reason: RunReason };

/** A wait that an endpoint asks for is not taken longer than this. */
const longestRetryAfterMs = 24 * 60 * 60 * 1000;

/**
 * Applies a policy to what came of attempt `attemptNumber` (from 1). Only 2xx delivers; redirects are not followed and
 * count as failures (knock.md 3.4). `random` gives 0 ≤ x < 1 and is asked once per retry; `nowMs` is Unix milliseconds
 * and is needed only for a Retry-After that is a date.
 */
export function decideNext(
  policy: DeliveryPolicy,
  attemptNumber: number,
  outcome: AttemptOutcome,
  random: () => number,
  nowMs: number,
): NextStep {
  const words = describeOutcome(outcome);
  const final = (code: RunReason['code'], message: string): NextStep => ({
    verdict: 'final',
    reason: { code, message },
  });

  if (outcome.kind === 'failure') {
    if (outcome.failure.kind === 'aborted') return final('stopped', 'The run was stopped during the attempt.');
    if (policy.finalFailures.includes(outcome.failure.kind)) {
      return final('final-failure', `${words}, which the policy "${policy.name}" does not retry.`);
    }
  } else {
    const { status } = outcome.response;
    if (status >= 200 && status < 300) {
      return { verdict: 'delivered', reason: { code: 'delivered', message: `${words}.` } };
    }
    if (policy.finalStatuses.includes(status)) {
      return final('final-status', `${words}, which the policy "${policy.name}" does not retry.`);
    }
  }
  if (attemptNumber >= policy.maxAttempts) {
    const attempts = attemptNumber === 1 ? 'the only attempt' : `the last of ${attemptNumber} attempts`;
    return final('attempts-used-up', `${words}, and this was ${attempts}.`);
  }

  const baseDelayMs = retryDelayMs(policy, attemptNumber);
  const ownDelayMs = jittered(policy, baseDelayMs, random());
  const askedMs = policy.retryAfter === 'ignore' ? null : retryAfterMs(outcome, nowMs);
  const longestMs = policy.retryAfter === 'up-to-double' ? 2 * baseDelayMs : longestRetryAfterMs;
  // An endpoint may ask for more patience, never for less.
  const delayMs = askedMs === null ? ownDelayMs : Math.max(ownDelayMs, Math.min(askedMs, longestMs));
  const why = delayMs > ownDelayMs ? ', as it asked' : '';
  return {
    verdict: 'retry',
    delayMs,
    message: `${words}; the next attempt follows in ${describeDuration(delayMs)}${why}.`,
  };
}

function jittered({ jitter }: DeliveryPolicy, delayMs: number, random: number): number {
  const share = jitter.direction === 'add' ? random : 2 * random - 1;
  return Math.round(delayMs * (1 + jitter.ratio * share));
}
