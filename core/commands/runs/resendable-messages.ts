import type { CommandOutput } from '../../contract/commands.ts';
import type { LogStore, RecipientRunWithAttempts } from '../../log/index.ts';
import { type AttemptSummary, type ResendOutcome, type RunRecord, resendLimit } from '../../model/index.ts';

const pageSize = 500;

/** The messages of a run that ended in one of these ways, each by its last attempt. */
export async function resendableMessages(
  log: LogStore,
  run: RunRecord,
  outcomes: readonly ResendOutcome[],
): Promise<CommandOutput<'runs.resendable'>> {
  const attemptIds: string[] = [];
  const counts = { delivered: 0, undelivered: 0, stopped: 0 };
  let withoutRequest = 0;
  for (let from = 0; ; from += pageSize) {
    const { rows, total } = await log.listRecipientRuns(run.id, from, pageSize);
    for (const row of rows) {
      if (run.status === 'running' && isUnderWay(row)) continue;
      for (const { messageId, reason } of row.steps) {
        if (messageId === null) continue;
        const last = row.attempts.findLast((attempt) => attempt.messageId === messageId);
        if (last === undefined) {
          // One that was stopped before its first attempt is the run's own to take up again.
          if (reason !== null && reason.code !== 'stopped') withoutRequest += 1;
          continue;
        }
        const outcome = outcomeOf(last);
        counts[outcome] += 1;
        if (outcomes.includes(outcome)) attemptIds.push(last.id);
      }
    }
    if (from + pageSize >= total) break;
  }
  const more = Math.max(attemptIds.length - resendLimit, 0);
  return { attemptIds: attemptIds.slice(0, resendLimit), more, counts, withoutRequest };
}

function isUnderWay({ status }: RecipientRunWithAttempts): boolean {
  return status === 'pending' || status === 'sending' || status === 'waiting';
}

function outcomeOf({ verdict, failureKind }: AttemptSummary): ResendOutcome {
  if (verdict === 'delivered') return 'delivered';
  return verdict === 'final' && failureKind !== 'aborted' ? 'undelivered' : 'stopped';
}
