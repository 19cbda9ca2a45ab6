import type { MessageOutcome, RecipientRunRecord } from '../model/index.ts';
import { decideRecipient, type StepDecision } from './decide-recipient.ts';
import type { PreparedRun } from './prepare-run.ts';
import type { ExpandedRecipient } from './recipient-directory.ts';
import { concludeRecord, newRecipientRecord } from './recipient-record.ts';
import type { RecipientRecorder } from './recipient-recorder.ts';
import type { RunClock } from './run-ports.ts';

export type SendDecision = Extract<StepDecision, { kind: 'send' }>;

/** What one recipient's part of a run needs of the run. */
export interface RecipientRunContext {
  prepared: PreparedRun;
  clock: RunClock;
  recorder: RecipientRecorder;
  /** Delivers a message; `onWaiting` is told when it begins to wait, and with null when it goes on. */
  deliver(
    step: SendDecision,
    record: RecipientRunRecord,
    onWaiting: (nextAttemptAtMs: number | null) => void,
  ): Promise<MessageOutcome>;
}

/**
 * Takes one recipient through the run. Resolves with its final record once that is durable; rejects when it cannot be
 * recorded. The clock is held while anything is under way, so the times recorded are those of the events.
 */
export async function runRecipient(
  context: RecipientRunContext,
  recipient: ExpandedRecipient,
): Promise<RecipientRunRecord> {
  const { clock, recorder, prepared } = context;
  clock.hold();
  try {
    const decision = decideRecipient(prepared, recipient);
    const record = newRecipientRecord(prepared.definition.runId, recipient, decision, clock.nowMs());
    const sends = decision.steps.filter((step): step is SendDecision => step.kind === 'send');
    let outcomes: MessageOutcome[] = [];
    if (sends.length > 0) {
      recorder.announce(record);
      const [first] = sends;
      if (sends.length === 1 && first !== undefined) {
        const outcome = await deliverOnly(context, record, first);
        noteOutcome(record, first, outcome);
        outcomes = [outcome];
      } else {
        outcomes = await deliverAll(context, record, sends);
      }
    }
    concludeRecord(record, decision, outcomes, clock.nowMs());
    await recorder.put(record);
    return record;
  } finally {
    clock.release();
  }
}

/**
 * Delivers side by side. While messages are under way each has a hold on the clock; afterwards the caller has its one.
 */
async function deliverAll(
  context: RecipientRunContext,
  record: RecipientRunRecord,
  sends: readonly SendDecision[],
): Promise<MessageOutcome[]> {
  const { clock, deliver } = context;
  const dueAtMs = new Map<string, number>();
  let underWay = sends.length;
  const deliverOne = async (step: SendDecision): Promise<MessageOutcome> => {
    try {
      const outcome = await deliver(step, record, (nextAttemptAtMs) => {
        if (nextAttemptAtMs === null) dueAtMs.delete(step.ref);
        else dueAtMs.set(step.ref, nextAttemptAtMs);
        const isAnyDue = dueAtMs.size > 0;
        noteWaiting(context, record, isAnyDue ? Math.min(...dueAtMs.values()) : null, dueAtMs.size === underWay);
      });
      noteOutcome(record, step, outcome);
      return outcome;
    } finally {
      underWay -= 1;
      if (underWay > 0) clock.release();
    }
  };
  for (let extra = 1; extra < sends.length; extra++) clock.hold();
  const settled = await Promise.allSettled(sends.map(deliverOne));
  return settled.map((result) => {
    if (result.status === 'rejected') throw result.reason;
    return result.value;
  });
}

/** The usual case, and the one that large runs consist of: no book-keeping of several messages. */
function deliverOnly(
  context: RecipientRunContext,
  record: RecipientRunRecord,
  step: SendDecision,
): Promise<MessageOutcome> {
  return context.deliver(step, record, (nextAttemptAtMs) =>
    noteWaiting(context, record, nextAttemptAtMs, nextAttemptAtMs !== null),
  );
}

function noteWaiting(
  { recorder }: RecipientRunContext,
  record: RecipientRunRecord,
  nextAttemptAtMs: number | null,
  isWaiting: boolean,
): void {
  record.nextAttemptAtMs = nextAttemptAtMs;
  record.status = isWaiting ? 'waiting' : 'sending';
  void recorder.put(snapshot(record)).catch(toldByRecorder);
}

function noteOutcome(record: RecipientRunRecord, step: SendDecision, outcome: MessageOutcome): void {
  const own = record.steps.find((candidate) => candidate.ref === step.ref);
  if (own !== undefined) own.reason = outcome.reason;
}

function snapshot(record: RecipientRunRecord): RecipientRunRecord {
  return { ...record, steps: record.steps.map((step) => ({ ...step })) };
}

/** The recorder tells the run itself when the log refuses. */
function toldByRecorder(): void {}
