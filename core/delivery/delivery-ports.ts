import type { AttemptReport, DeliveryPolicy, MessageOutcome, RenderedRequest, SignedRequest } from '../model/index.ts';
import type { Clock } from './clock.ts';
import type { Exchange, SendOptions } from './transport-types.ts';

/** A message as the retry loop sees it. */
export interface DeliverableMessage {
  policy: DeliveryPolicy;
  /** 1, or more when a resumed run goes on with the message. */
  firstAttemptNumber: number;
  /** Unix milliseconds of the clock at which the first attempt is due; null = now. */
  firstAttemptAtMs: number | null;
  /** The request with fresh signature headers. Throws when the key cannot be used. */
  sign(attemptNumber: number, timestampMs: number): SignedRequest;
}

/** What the retry loop needs from outside, the same for every message. */
export interface DeliveryPorts {
  send(request: RenderedRequest, options: SendOptions): Promise<Exchange>;
  clock: Clock;
}

/** What whoever has a message delivered says and hears of it. */
export interface DeliveryControl {
  /** 0 ≤ x < 1 for the wait after this attempt. */
  random(attemptNumber: number): number;
  /** Awaited before the loop goes on, so that an attempt is durable before anything follows from it. */
  onAttempt(report: AttemptReport): Promise<void> | void;
  /** What becomes of the message is decided; the attempt that decided it was given to `onAttempt` and may not be durable. */
  onDecided?(outcome: MessageOutcome): void;
  onWaiting?(nextAttemptAtMs: number): void;
  onAwake?(): void;
  /** Places for requests under way; held from before signing to the end of the exchange. Absent = no limit. */
  slots?: {
    /** Undefined = a place was free and is taken; otherwise resolves to false when there will be none. */
    enter(): undefined | Promise<boolean>;
    leave(): void;
  };
  /** Turns of the requests, taken with the place that is held already. Absent or null = there is no need to wait. */
  pace?: {
    /** Takes the next one: how many milliseconds it is until then. */
    take(nowMs: number): number;
  } | null;
  signal: AbortSignal;
}
