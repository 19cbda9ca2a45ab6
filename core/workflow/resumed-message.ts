import type { MessageOutcome } from '../model/index.ts';
import type { LastAttempt } from './run-ports.ts';

/** Where a message of a resumed run goes on: it was done already, or its next attempt has this number and time. */
export type MessageStart =
  | { isDone: true; outcome: MessageOutcome }
  | { isDone: false; firstAttemptNumber: number; firstAttemptAtMs: number | null };

/** The log's last attempt decides: one that was aborted by a stop or never had a successor is followed by the next. */
export function startOfMessage(last: LastAttempt | undefined): MessageStart {
  if (last === undefined) return { isDone: false, firstAttemptNumber: 1, firstAttemptAtMs: null };
  const next = { isDone: false, firstAttemptNumber: last.number + 1, firstAttemptAtMs: last.nextAttemptAtMs } as const;
  if (last.verdict === 'retry' || last.failureKind === 'aborted') return next;
  if (last.verdict === 'delivered') {
    const reason = last.reason ?? { code: 'delivered', message: 'It was delivered before the run was interrupted.' };
    return { isDone: true, outcome: { status: 'delivered', reason, attempts: last.number } };
  }
  const reason = last.reason ?? { code: 'final-failure', message: 'It had failed before the run was interrupted.' };
  return { isDone: true, outcome: { status: 'undelivered', reason, attempts: last.number } };
}
