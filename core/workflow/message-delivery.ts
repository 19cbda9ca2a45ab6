import type { AttemptReport, AttemptSummary, MessageOutcome, NewAttempt } from '../model/index.ts';
import { messageRandom } from './message-random.ts';
import type { MessageListener, SendDecision } from './recipient-run.ts';
import type { RequestPace } from './request-pace.ts';
import type { RunSlots } from './request-slots.ts';
import { startOfMessage } from './resumed-message.ts';
import type { DeliveryControl, MessagePorts, OutgoingMessage, ResumeState } from './run-ports.ts';
import type { WaitingRoom } from './waiting-room.ts';

/** What delivering a message needs of the run it belongs to. */
export interface MessageContext {
  ports: Pick<MessagePorts, 'deliver' | 'record'>;
  seed: number;
  signal: AbortSignal;
  slots: RunSlots;
  pace: RequestPace | null;
  waitingRoom: WaitingRoom;
  resumeState: ResumeState | null;
  /** Called once an attempt is durable. */
  onAttempt(attempt: AttemptSummary): void;
  /** Called when a message begins or ends to wait. */
  onWaitingChanged(): void;
}

export type MessageOwner = Pick<OutgoingMessage, 'runId' | 'recipientRunId' | 'ordinal' | 'recipient' | 'displayName'>;

/** Delivers one message through the delivery port, recording every attempt before anyone hears of it. */
export function deliverStep(
  context: MessageContext,
  owner: MessageOwner,
  step: SendDecision,
  listener: MessageListener,
): Promise<MessageOutcome> {
  const start = startOfMessage(context.resumeState?.lastAttemptOf(step.messageId));
  if (start.isDone) return Promise.resolve(start.outcome);

  const message: OutgoingMessage = {
    id: step.messageId,
    runId: owner.runId,
    recipientRunId: owner.recipientRunId,
    ordinal: owner.ordinal,
    recipient: owner.recipient,
    displayName: owner.displayName,
    channelKey: step.channelKey,
    stepRef: step.ref,
    request: step.request,
    signingKey: step.signingKey,
    previousKeys: step.previousKeys,
    firstAttemptNumber: start.firstAttemptNumber,
    firstAttemptAtMs: start.firstAttemptAtMs,
  };
  return context.ports.deliver(message, new MessageControl(context, message, listener));
}

/** A class rather than closures: one of it is made for every message of a run. */
class MessageControl implements DeliveryControl {
  readonly signal: AbortSignal;
  readonly slots: RunSlots;
  readonly pace: RequestPace | null;
  readonly #context: MessageContext;
  readonly #message: OutgoingMessage;
  readonly #listener: MessageListener;

  constructor(context: MessageContext, message: OutgoingMessage, listener: MessageListener) {
    this.signal = context.signal;
    this.slots = context.slots;
    this.pace = context.pace;
    this.#context = context;
    this.#message = message;
    this.#listener = listener;
  }

  random(attemptNumber: number): number {
    return messageRandom(this.#context.seed, this.#message.id, attemptNumber);
  }

  onAttempt(report: AttemptReport): Promise<void> {
    const { ports, onAttempt } = this.#context;
    return ports.record.attempt(newAttempt(this.#message, report)).then(onAttempt);
  }

  onDecided(outcome: MessageOutcome): void {
    this.#listener.onDecided(outcome);
  }

  onWaiting(nextAttemptAtMs: number): void {
    this.#context.waitingRoom.enter(this.#message.request.body);
    this.#listener.onWaiting(nextAttemptAtMs);
    this.#context.onWaitingChanged();
  }

  onAwake(): void {
    this.#context.waitingRoom.leave(this.#message.request.body);
    this.#listener.onWaiting(null);
    this.#context.onWaitingChanged();
  }
}

/** Written out: a spread of so many properties is measurably slower, and every attempt comes through here. */
function newAttempt(message: OutgoingMessage, report: AttemptReport): NewAttempt {
  return {
    messageId: message.id,
    runId: message.runId,
    recipientRunId: message.recipientRunId,
    ordinal: message.ordinal,
    recipient: message.recipient,
    displayName: message.displayName,
    channel: message.channelKey,
    stepRef: message.stepRef,
    number: report.number,
    method: report.method,
    endpoint: report.endpoint,
    status: report.status,
    failureKind: report.failureKind,
    verdict: report.verdict,
    startedAtMs: report.startedAtMs,
    durationMs: report.durationMs,
    requestSizeBytes: report.requestSizeBytes,
    responseSizeBytes: report.responseSizeBytes,
    isSigned: report.isSigned,
    request: report.request,
    signature: report.signature,
    response: report.response,
    failure: report.failure,
    timings: report.timings,
    remoteAddress: report.remoteAddress,
    isSocketReused: report.isSocketReused,
    nextAttemptAtMs: report.nextAttemptAtMs,
    reason: report.reason,
  };
}
