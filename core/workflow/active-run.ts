import type { RecipientRunStatus, RunCounts, Trigger } from '../model/index.ts';
import { LoopTurn } from './loop-turn.ts';
import { deliverStep, type MessageContext } from './message-delivery.ts';
import type { ExpandedRecipient } from './recipient-directory.ts';
import { createRecipientRecorder } from './recipient-recorder.ts';
import { type RecipientRunContext, runRecipient } from './recipient-run.ts';
import { createRequestPace } from './request-pace.ts';
import { createRequestSlots } from './request-slots.ts';
import type { MessagePorts, ResumeState, RunHandle, RunLimits, RunResult } from './run-ports.ts';
import type { RunSource } from './run-source.ts';
import { createWaitingRoom } from './waiting-room.ts';

const defaultLimits: Omit<RunLimits, 'unrecordedRecipients'> = {
  waitingMessages: 20_000,
  waitingBytes: 64 * 1024 * 1024,
};

/**
 * Runs a trigger to its end. Recipients are pulled from the fan-out only as fast as they can be sent and recorded: a
 * message holds a request slot while its request is under way and not between attempts, and past the limits of memory
 * the fan-out is not pulled until others are done.
 */
export function startRun(
  ports: MessagePorts,
  trigger: Trigger,
  runId: string,
  source: RunSource,
  resumeState: ResumeState | null,
): RunHandle {
  const { clock } = ports;
  const limits = { unrecordedRecipients: trigger.concurrency.run, ...defaultLimits, ...ports.limits };
  const stopper = new AbortController();
  const { signal } = stopper;
  const counts = emptyCounts(resumeState?.attempts ?? 0);
  const waitingRoom = createWaitingRoom();
  const slots = createRequestSlots(trigger.concurrency.run, roomChanged);
  const { perSecond } = trigger.concurrency;
  const pace = perSecond === undefined ? null : createRequestPace(perSecond);
  const recorder = createRecipientRecorder((records) => ports.record.recipientRuns(records), fail);
  let failure: { error: unknown } | null = null;
  let resumePull: (() => void) | null = null;
  let resolveIdle: (() => void) | null = null;

  function fail(error: unknown): void {
    failure ??= { error };
    stop();
  }

  function stop(): void {
    if (signal.aborted) return;
    stopper.abort();
    slots.close();
    roomChanged();
  }

  const messages: MessageContext = {
    ports,
    seed: trigger.seed,
    signal,
    slots,
    pace,
    waitingRoom,
    resumeState,
    onAttempt(attempt) {
      counts.attempts += 1;
      ports.onAttempt?.(attempt);
      ports.onProgress?.(counts);
    },
    onWaitingChanged: roomChanged,
  };
  const context: RecipientRunContext = {
    runId,
    decide: source.decide,
    clock,
    recorder,
    deliver: (step, { id, ordinal, recipient, displayName }, listener) =>
      deliverStep(messages, { runId, recipientRunId: id, ordinal, recipient, displayName }, step, listener),
  };

  function hasRoom(): boolean {
    return (
      slots.hasFree() &&
      counts.active - waitingRoom.messages() < trigger.concurrency.run + limits.unrecordedRecipients &&
      waitingRoom.messages() < limits.waitingMessages &&
      waitingRoom.bytes() < limits.waitingBytes
    );
  }

  /** The hold on the clock is given up while waiting for room, and handed back with it, or virtual time would run on. */
  function room(): Promise<void> {
    return new Promise((resolve) => {
      resumePull = resolve;
      clock.release();
    });
  }

  function roomChanged(): void {
    if (resumePull === null || !(signal.aborted || hasRoom())) return;
    const resume = resumePull;
    resumePull = null;
    clock.hold();
    resume();
  }

  function begin(recipient: ExpandedRecipient): void {
    counts.recipients += 1;
    counts.active += 1;
    ports.onProgress?.(counts);
    runRecipient(context, recipient).then(ended, (error: unknown) => {
      fail(error);
      ended({ status: 'stopped' });
    });
  }

  function ended({ status }: { status: RecipientRunStatus }): void {
    counts.active -= 1;
    countEnd(counts, status);
    ports.onProgress?.(counts);
    roomChanged();
    if (counts.active === 0) resolveIdle?.();
  }

  function mustWait(turn: LoopTurn): boolean {
    return !signal.aborted && (!hasRoom() || turn.isOver());
  }

  /** Room comes when a request or the log has answered, which is a turn of its own. */
  async function nextTurn(turn: LoopTurn): Promise<void> {
    if (hasRoom()) return turn.end();
    await room();
    turn.begin();
  }

  async function pull(): Promise<void> {
    const { recipients } = source;
    const turn = new LoopTurn();
    if (Symbol.iterator in recipients) {
      // Not "for await": it would make every recipient wait for its turn in the queue of promises.
      for (const recipient of recipients) {
        while (mustWait(turn)) await nextTurn(turn);
        if (signal.aborted) return;
        take(recipient);
      }
      return;
    }
    for await (const recipient of recipients) {
      while (mustWait(turn)) await nextTurn(turn);
      if (signal.aborted) return;
      take(recipient);
    }
  }

  function take(recipient: ExpandedRecipient): void {
    const status = resumeState?.finalStatusOf(recipient.key);
    if (status === undefined) {
      begin(recipient);
    } else {
      counts.recipients += 1;
      countEnd(counts, status);
    }
    // It begins with the counts of when it was cut short, and may have to wait long before anything happens.
    if (resumeState !== null) ports.onProgress?.(counts);
  }

  async function run(): Promise<RunResult> {
    clock.hold();
    try {
      await pull();
    } catch (error) {
      fail(error);
    } finally {
      clock.release();
    }
    if (counts.active > 0) {
      await new Promise<void>((resolve) => {
        resolveIdle = resolve;
      });
    }
    if (failure !== null) return { status: 'failed', statusMessage: sentenceOf(failure.error), counts: { ...counts } };
    return { status: signal.aborted ? 'stopped' : 'completed', statusMessage: null, counts: { ...counts } };
  }

  return { runId, counts: () => ({ ...counts }), stop, done: run() };
}

function emptyCounts(attempts: number): RunCounts {
  return { recipients: 0, delivered: 0, undelivered: 0, skipped: 0, stopped: 0, active: 0, attempts };
}

function countEnd(counts: RunCounts, status: RecipientRunStatus): void {
  if (status === 'delivered' || status === 'undelivered' || status === 'skipped' || status === 'stopped') {
    counts[status] += 1;
  }
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
