import {
  type AttemptRecord,
  type AttemptSummary,
  type FailureKind,
  failureCatalogue,
} from '../../../core/contract/index.ts';
import { statusAdvice, deliveries as words } from '../../strings/deliveries.ts';
import type { StatusName } from '../../ui/status-badge.tsx';

export type AttemptEnd = Pick<AttemptSummary, 'status' | 'failureKind' | 'verdict' | 'number'>;

/** `500`, or why there was no answer: `connection refused`. */
export function answerWords({ status, failureKind }: Pick<AttemptEnd, 'status' | 'failureKind'>): string {
  if (status !== null) return String(status);
  return failureKind === null ? words.noAnswer : lowerFirst(failureCatalogue[failureKind].title);
}

/** An attempt's outcome beside its number: `200 after 2 failures`, `500: will be tried again`, `401: final`. */
export function attemptWords(attempt: AttemptEnd): string {
  const answer = answerWords(attempt);
  if (attempt.failureKind === 'aborted') return answer;
  switch (attempt.verdict) {
    case 'delivered':
      return attempt.number > 1 ? `${answer} ${words.afterFailures(attempt.number - 1)}` : answer;
    case 'retry':
      return `${answer}: ${words.willRetry}`;
    case 'final':
      return `${answer}: ${words.final}`;
  }
}

const verdictStatus: Readonly<Record<AttemptEnd['verdict'], StatusName>> = {
  delivered: 'delivered',
  retry: 'retrying',
  final: 'undelivered',
};

/** How an attempt's outcome looks. One that the user stopped has not failed. */
export function attemptStatus({ verdict, failureKind }: AttemptEnd): StatusName {
  return failureKind === 'aborted' ? 'stopped' : verdictStatus[verdict];
}

/** The reason of the last attempt, or what happened to an earlier one; null where it delivered. */
export function whyWords({ verdict, reason, failure }: Pick<AttemptRecord, 'verdict' | 'reason' | 'failure'>) {
  if (verdict === 'delivered') return null;
  return reason?.message ?? (failure === null ? null : failureCatalogue[failure.kind].explanation);
}

/** What the user can do about an attempt that did not deliver; null when there is nothing to do. */
export function adviceFor(end: { status: number | null; failureKind: FailureKind | null; isDelivered: boolean }) {
  if (end.isDelivered) return null;
  if (end.failureKind !== null) return failureCatalogue[end.failureKind].nextStep;
  if (end.status === null) return null;
  const { status } = end;
  return statusAdvice[String(status)] ?? statusAdvice[String(Math.floor(status / 100))] ?? statusAdvice.other ?? null;
}

function lowerFirst(text: string): string {
  // Names such as DNS and URL keep their capitals.
  return /^[A-Z][a-z]/.test(text) ? `${text.charAt(0).toLowerCase()}${text.slice(1)}` : text;
}
