import type { CommandOutput } from '../../contract/commands.ts';
import type { LogStore, RecipientRunWithAttempts } from '../../log/index.ts';
import { type AttemptSummary, type ResendOutcome, type RunRecord, resendLimit } from '../../model/index.ts';
import { lastWord } from './last-word.ts';
import { gatherFamilies, type MessageFamilies } from './message-families.ts';

const pageSize = 500;

/**
 * The messages of a run that ended in one of these ways, each by its last attempt of the run. What another run delivered
 * since counts as that, and what one is about to send is left out.
 */
export async function resendableMessages(
  log: LogStore,
  run: RunRecord,
  outcomes: readonly ResendOutcome[],
): Promise<CommandOutput<'runs.resendable'>> {
  const { lasts, withoutRequest } = await lastAttempts(log, run);
  const failed = lasts.filter((last) => lastWord(last) !== 'delivered');
  const families = (await isAlone(log, run))
    ? null
    : await gatherFamilies(
        log,
        failed.map(({ messageId }) => messageId),
      );
  const attemptIds: string[] = [];
  const counts = { delivered: 0, undelivered: 0, stopped: 0, 'delivered-since': 0 };
  let underWay = 0;
  for (const last of lasts) {
    const outcome = outcomeOf(last, families);
    if (outcome === null) {
      underWay += 1;
      continue;
    }
    counts[outcome] += 1;
    if (outcomes.includes(outcome)) attemptIds.push(last.id);
  }
  const more = Math.max(attemptIds.length - resendLimit, 0);
  return { attemptIds: attemptIds.slice(0, resendLimit), more, counts, underWay, withoutRequest };
}

async function lastAttempts(
  log: LogStore,
  run: RunRecord,
): Promise<{ lasts: AttemptSummary[]; withoutRequest: number }> {
  const lasts: AttemptSummary[] = [];
  let withoutRequest = 0;
  for (let from = 0; ; from += pageSize) {
    const { rows, total } = await log.listRecipientRuns(run.id, from, pageSize);
    for (const row of rows) {
      if (run.status === 'running' && isUnderWay(row)) continue;
      for (const { messageId, reason } of row.steps) {
        if (messageId === null) continue;
        const last = row.attempts.findLast((attempt) => attempt.messageId === messageId);
        if (last !== undefined) lasts.push(last);
        // One that was stopped before its first attempt is the run's own to take up again.
        else if (reason !== null && reason.code !== 'stopped') withoutRequest += 1;
      }
    }
    if (from + pageSize >= total) return { lasts, withoutRequest };
  }
}

/** Whether no other run can have had its messages: then nobody need look for them. */
async function isAlone(log: LogStore, { id, trigger }: RunRecord): Promise<boolean> {
  return trigger.resend === undefined && (await log.resendsOf(id)).length === 0;
}

/** Null = a run is about to send it. */
function outcomeOf(last: AttemptSummary, families: MessageFamilies | null): ResendOutcome | null {
  const own = lastWord(last);
  const family = own === 'delivered' ? undefined : families?.of(last.messageId);
  if (family === undefined) return own;
  if (family.delivered !== null) return 'delivered-since';
  return family.isUnderWay ? null : own;
}

function isUnderWay({ status }: RecipientRunWithAttempts): boolean {
  return status === 'pending' || status === 'sending' || status === 'waiting';
}
