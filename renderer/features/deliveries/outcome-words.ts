import {
  type AttemptRecord,
  type AttemptSummary,
  type FailureKind,
  failureCatalogue,
} from '../../../core/contract/index.ts';
import { statusAdvice, deliveries as words } from '../../strings/deliveries.ts';
import type { StatusName } from '../../ui/status-badge.tsx';

export type AttemptEnd = Pick<AttemptSummary, 'status' | 'failureKind' | 'verdict' | 'number'>;

/** What came before and after an attempt, where that is known. */
export interface AttemptStory {
  /** All attempts of its message, oldest first. */
  siblings: readonly AttemptSummary[];
  /** Its run has ended: nothing is tried again by itself. */
  isRunOver: boolean;
}

/** `500`, or why there was no answer: `connection refused`. */
export function answerWords({ status, failureKind }: Pick<AttemptEnd, 'status' | 'failureKind'>): string {
  if (status !== null) return String(status);
  return failureKind === null ? words.noAnswer : lowerFirst(failureCatalogue[failureKind].title);
}

/**
 * An attempt's outcome beside its number: `200 after 2 failures`, `500: retried`, `401: final`. With its story it says what
 * became of a retry; without, only that it was not the end.
 */
export function attemptWords(attempt: AttemptSummary, story: AttemptStory | null = null): string {
  const answer = answerWords(attempt);
  if (attempt.failureKind === 'aborted') return answer;
  switch (attempt.verdict) {
    case 'delivered': {
      const failures = failuresBefore(attempt, story);
      return failures > 0 ? `${answer} ${words.afterFailures(failures)}` : answer;
    }
    case 'retry':
      return `${answer}: ${retryWords(attempt, story)}`;
    case 'final':
      return `${answer}: ${words.final}`;
  }
}

/** Failures only: an attempt that was stopped has not failed. */
export function isFailure({ verdict, failureKind }: Pick<AttemptSummary, 'verdict' | 'failureKind'>): boolean {
  return verdict !== 'delivered' && failureKind !== 'aborted';
}

/** Whether a later attempt of its message was made in the same run. */
export function isFollowed(attempt: AttemptSummary, siblings: readonly AttemptSummary[]): boolean {
  return siblings.some(({ runId, number }) => runId === attempt.runId && number > attempt.number);
}

function failuresBefore(attempt: AttemptSummary, story: AttemptStory | null): number {
  if (story === null) return attempt.number - 1;
  const earlier = story.siblings.filter(({ runId, number }) => runId === attempt.runId && number < attempt.number);
  return earlier.filter(isFailure).length;
}

function retryWords(attempt: AttemptSummary, story: AttemptStory | null): string {
  if (story === null) return words.notFinal;
  if (isFollowed(attempt, story.siblings)) return words.wasRetried;
  return story.isRunOver ? words.notRetried : words.willRetry;
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
