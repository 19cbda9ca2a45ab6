import { type AttemptSummary, failureCatalogue, type RecipientRunRow } from '../../../core/contract/index.ts';
import { deliveries } from '../../strings/deliveries.ts';
import { reasonAdvice, runs as words } from '../../strings/runs.ts';
import type { StatusName } from '../../ui/status-badge.tsx';
import { adviceFor, answerWords, isFailure } from '../deliveries/outcome-words.ts';

type Row = Pick<RecipientRunRow, 'status' | 'reason' | 'attempts'>;

export const rowStatus: Readonly<Record<RecipientRunRow['status'], StatusName>> = {
  pending: 'pending',
  sending: 'sending',
  waiting: 'retrying',
  delivered: 'delivered',
  undelivered: 'undelivered',
  skipped: 'skipped',
  stopped: 'stopped',
};

/** What became of a recipient, beside its number: `200 after 2 failures`, `401: final`, `skipped: …`. */
export function rowWords(row: Row): string {
  const lasts = lastAttempts(row.attempts);
  const last = row.attempts.at(-1);
  switch (row.status) {
    case 'pending':
      return words.outcome.pending;
    case 'sending':
      return words.outcome.sending(last === undefined || last.verdict !== 'retry' ? 1 : last.number + 1);
    case 'waiting': {
      const waiting = lasts.find(({ verdict }) => verdict === 'retry');
      return waiting === undefined
        ? words.outcome.pending
        : words.outcome.waiting(answerWords(waiting), waiting.number + 1);
    }
    case 'delivered': {
      const answers = answersOf(lasts);
      const failures = row.attempts.filter(isFailure).length;
      if (answers === '') return words.outcome.delivered;
      return failures === 0 ? answers : `${answers} ${deliveries.afterFailures(failures)}`;
    }
    case 'undelivered':
      return undeliveredWords(row, lasts);
    case 'skipped':
      return skippedWords(row.reason?.message ?? '');
    case 'stopped':
      // One that was stopped itself has no answer.
      return last === undefined || last.failureKind === 'aborted'
        ? words.outcome.stopped
        : `${answerWords(last)}: ${words.outcome.stopped}`;
  }
}

/** Of an unmet condition only what it asks for: the rest of the sentence would push that out of the column. */
function skippedWords(message: string): string {
  const condition = /^A condition of the \w+ is not met: (.+?); /.exec(message)?.[1];
  if (condition !== undefined) return words.outcome.skippedUnless(condition);
  return words.outcome.skipped(lowerFirst(withoutStop(message)));
}

function undeliveredWords({ reason, attempts }: Row, lasts: readonly AttemptSummary[]): string {
  const failed = lasts.find(({ verdict }) => verdict !== 'delivered');
  if (failed === undefined) {
    return reason === null ? words.outcome.undelivered : words.outcome.template(withoutStop(reason.message));
  }
  const own = attempts.filter(({ messageId }) => messageId === failed.messageId).length;
  const ending = reason?.code === 'attempts-used-up' ? words.outcome.usedUp(own) : words.outcome.final;
  const failures = lasts.filter(({ verdict }) => verdict !== 'delivered').length;
  const told = `${answerWords(failed)}: ${ending}`;
  return lasts.length > 1 ? words.outcome.ofMessages(failures, lasts.length, told) : told;
}

/** As long as they are few each for itself, in the order of the messages. */
function answersOf(lasts: readonly AttemptSummary[]): string {
  const counts = new Map<string, number>();
  for (const answer of lasts.map(answerWords)) counts.set(answer, (counts.get(answer) ?? 0) + 1);
  return [...counts].map(([answer, count]) => (count === 1 ? answer : words.outcome.times(answer, count))).join(', ');
}

/** The last attempt of each message, in the order of the messages. */
function lastAttempts(attempts: readonly AttemptSummary[]): AttemptSummary[] {
  const byMessage = new Map<string, AttemptSummary>();
  for (const attempt of attempts) byMessage.set(attempt.messageId, attempt);
  return [...byMessage.values()];
}

/** Why it ended as it did, or what the last attempt failed of that will be tried again; null when all is well. */
export function rowWhy(row: Row): string | null {
  if (row.status === 'delivered') return null;
  if (row.reason !== null) return row.reason.message;
  const kind = isRetried(row) ? (failedLast(row)?.failureKind ?? null) : null;
  return kind === null ? null : failureCatalogue[kind].explanation;
}

/** What the user can do about it, before the next attempt too; null when all is well. */
export function rowAdvice(row: Row): string | null {
  const failed = failedLast(row);
  if ((row.status === 'undelivered' || isRetried(row)) && failed !== undefined) {
    return adviceFor({ ...failed, isDelivered: false });
  }
  return row.status === 'delivered' || row.reason === null ? null : (reasonAdvice[row.reason.code] ?? null);
}

function failedLast(row: Row): AttemptSummary | undefined {
  return lastAttempts(row.attempts).find(({ verdict }) => verdict !== 'delivered');
}

function isRetried({ status }: Row): boolean {
  return status === 'waiting' || status === 'sending';
}

function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, '');
}

function lowerFirst(text: string): string {
  return /^[A-Z][a-z ]/.test(text) ? `${text.charAt(0).toLowerCase()}${text.slice(1)}` : text;
}
