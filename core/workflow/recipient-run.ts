import type { MessageOutcome, RecipientRunRecord } from '../model/index.ts';
import type { RecipientDecision, StepDecision } from './decide-recipient.ts';
import type { ExpandedRecipient } from './recipient-directory.ts';
import { concludeRecord, newRecipientRecord } from './recipient-record.ts';
import type { RecipientRecorder } from './recipient-recorder.ts';
import type { RunClock } from './run-ports.ts';
import type { RunSource } from './run-source.ts';

export type SendDecision = Extract<StepDecision, { kind: 'send' }>;

/** Who hears how a message fares. */
export interface MessageListener {
  /** It begins to wait until then; null = it goes on. */
  onWaiting(nextAttemptAtMs: number | null): void;
  /** Its end is decided, and the attempt that decided it is on its way to the log. */
  onDecided(outcome: MessageOutcome): void;
}

/** What one recipient's part of a run needs of the run. */
export interface RecipientRunContext {
  runId: string;
  decide: RunSource['decide'];
  clock: RunClock;
  recorder: RecipientRecorder;
  deliver(step: SendDecision, record: RecipientRunRecord, listener: MessageListener): Promise<MessageOutcome>;
}

/**
 * Takes one recipient through the run. Resolves with its final record once that is durable; rejects when it cannot be
 * recorded. The clock is held while anything is under way, so the times recorded are those of the events.
 */
export async function runRecipient(
  context: RecipientRunContext,
  recipient: ExpandedRecipient,
): Promise<RecipientRunRecord> {
  const { clock, recorder } = context;
  clock.hold();
  try {
    const decision = context.decide(recipient);
    const record = newRecipientRecord(context.runId, recipient, decision, clock.nowMs());
    const sends = decision.steps.filter((step): step is SendDecision => step.kind === 'send');
    if (sends.length > 0) recorder.announce(record);
    const [first] = sends;
    if (sends.length === 1 && first !== undefined) {
      await deliverOnly(context, record, decision, first);
    } else {
      const outcomes = await deliverAll(context, record, sends);
      concludeRecord(record, decision, outcomes, clock.nowMs());
      await recorder.put(record);
    }
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
      const outcome = await deliver(step, record, {
        onWaiting(nextAttemptAtMs) {
          if (nextAttemptAtMs === null) dueAtMs.delete(step.messageId);
          else dueAtMs.set(step.messageId, nextAttemptAtMs);
          const isAnyDue = dueAtMs.size > 0;
          noteWaiting(context, record, isAnyDue ? Math.min(...dueAtMs.values()) : null, dueAtMs.size === underWay);
        },
        onDecided() {},
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

/**
 * The usual case, and the one that large runs consist of: no book-keeping of several messages, and the recipient's end goes
 * to the log right behind the attempt that decided it. Resolves when both are durable.
 */
async function deliverOnly(
  context: RecipientRunContext,
  record: RecipientRunRecord,
  decision: RecipientDecision,
  step: SendDecision,
): Promise<void> {
  const { clock, recorder, deliver } = context;
  let recorded: Promise<void> | null = null;
  const onDecided = (outcome: MessageOutcome): void => {
    noteOutcome(record, step, outcome);
    concludeRecord(record, decision, [outcome], clock.nowMs());
    recorded = recorder.put(record);
  };
  try {
    const outcome = await deliver(step, record, {
      onWaiting: (nextAttemptAtMs) => noteWaiting(context, record, nextAttemptAtMs, nextAttemptAtMs !== null),
      onDecided,
    });
    // Nothing was sent in this sitting: the message was stopped, or had been decided before.
    if (recorded === null) onDecided(outcome);
    await recorded;
  } catch (error) {
    // The log did not take the attempt, so the recipient must not stand there as done.
    if (recorded !== null) {
      const reason = { code: 'stopped', message: 'Its last attempt could not be recorded.' } as const;
      void recorder.put({ ...record, status: 'stopped', reason }).catch(toldByRecorder);
    }
    throw error;
  }
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
  const own = record.steps.find((candidate) => candidate.messageId === step.messageId);
  if (own !== undefined) own.reason = outcome.reason;
}

function snapshot(record: RecipientRunRecord): RecipientRunRecord {
  return { ...record, steps: record.steps.map((step) => ({ ...step })) };
}

/** The recorder tells the run itself when the log refuses. */
function toldByRecorder(): void {}
