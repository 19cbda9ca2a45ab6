import type { MessageOutcome, RecipientRunRecord, RunReason } from '../model/index.ts';
import type { RecipientDecision } from './decide-recipient.ts';
import { displayNameOf } from './display-name.ts';
import { recipientRunIdOf } from './identifiers.ts';
import type { ExpandedRecipient } from './recipient-directory.ts';

/** The log's record of a recipient at the moment it was decided what it gets. */
export function newRecipientRecord(
  runId: string,
  { recipient, key, via, ordinal }: ExpandedRecipient,
  decision: RecipientDecision,
  nowMs: number,
): RecipientRunRecord {
  return {
    id: recipientRunIdOf(runId, recipient.reference),
    runId,
    ordinal,
    recipient: key,
    via,
    displayName: displayNameOf(recipient),
    status: 'sending',
    reason: null,
    steps: decision.steps.map((step) => ({
      ref: step.ref,
      messageId: step.kind === 'skip' ? null : step.messageId,
      reason: step.kind === 'send' ? null : step.reason,
    })),
    startedAtMs: nowMs,
    endedAtMs: null,
    nextAttemptAtMs: null,
  };
}

/** Gives the record its end: the worst of what became of its steps, and why. */
export function concludeRecord(
  record: RecipientRunRecord,
  decision: RecipientDecision,
  outcomes: readonly MessageOutcome[],
  nowMs: number,
): void {
  record.endedAtMs = nowMs;
  record.nextAttemptAtMs = null;
  const { status, reason } = conclusionOf(decision, outcomes);
  record.status = status;
  record.reason = reason;
}

function conclusionOf(
  decision: RecipientDecision,
  outcomes: readonly MessageOutcome[],
): { status: MessageOutcome['status'] | 'skipped'; reason: RunReason | null } {
  const stopped = outcomes.find((outcome) => outcome.status === 'stopped');
  if (stopped !== undefined) return stopped;
  const failedStep = decision.steps.find((step) => step.kind === 'fail');
  if (failedStep?.kind === 'fail') return { status: 'undelivered', reason: failedStep.reason };
  const worst = outcomes.find((outcome) => outcome.status === 'undelivered') ?? outcomes[0];
  return worst ?? { status: 'skipped', reason: decision.reason };
}
