import { hash } from 'node:crypto';
import type { AttemptReport, MessageOutcome, SignedRequest } from '../model/index.ts';
import type { Clock } from './clock.ts';
import { decideNext, type NextStep } from './decide-next.ts';
import type { DeliverableMessage, DeliveryControl, DeliveryPorts } from './delivery-ports.ts';
import type { Exchange } from './transport-types.ts';

const stoppedBetween: MessageOutcome['reason'] = {
  code: 'stopped',
  message: 'The run was stopped before the next attempt.',
};

/**
 * Sends a message until it is delivered, given up or stopped. Every attempt is signed anew, with the time of its own
 * start, and reported before anything follows from it. While it waits for its next attempt it holds no slot.
 *
 * The caller holds the clock (see `Clock`). Rejects only when `onAttempt` does; a key that cannot sign ends the message
 * as undelivered without an attempt.
 */
export async function deliverMessage(
  message: DeliverableMessage,
  ports: DeliveryPorts,
  control: DeliveryControl,
): Promise<MessageOutcome> {
  const { clock } = ports;
  const { signal, slots } = control;
  let number = message.firstAttemptNumber;
  if (message.firstAttemptAtMs !== null) await waitUntil(message.firstAttemptAtMs, clock, control);

  for (;;) {
    if (signal.aborted) return { status: 'stopped', reason: stoppedBetween, attempts: number - 1 };
    const turn = slots?.enter();
    if (turn !== undefined && !(await turn)) return { status: 'stopped', reason: stoppedBetween, attempts: number - 1 };

    let startedAtMs: number;
    let request: SignedRequest;
    let exchange: Exchange;
    try {
      const turnInMs = control.pace?.take(clock.nowMs()) ?? 0;
      if (turnInMs > 0) {
        await clock.sleep(turnInMs, signal);
        if (signal.aborted) return { status: 'stopped', reason: stoppedBetween, attempts: number - 1 };
      }
      startedAtMs = clock.nowMs();
      const signed = trySign(message, number, startedAtMs);
      if (typeof signed === 'string') {
        const reason = { code: 'template-error', message: `The request could not be signed: ${signed}` } as const;
        return { status: 'undelivered', reason, attempts: number - 1 };
      }
      request = signed;
      exchange = await ports.send(request, {
        timeoutMs: message.policy.timeoutMs,
        plainHttp: message.policy.plainHttp,
        signal,
      });
    } finally {
      slots?.leave();
    }

    const attemptNumber = number;
    const endedAtMs = clock.nowMs();
    const next = decideNext(message.policy, number, exchange.outcome, () => control.random(attemptNumber), endedAtMs);
    const nextAttemptAtMs = next.verdict === 'retry' ? endedAtMs + next.delayMs : null;
    const reported = control.onAttempt(reportOf(request, exchange, next, { number, startedAtMs, nextAttemptAtMs }));
    if (next.verdict !== 'retry') {
      const outcome = outcomeOf(next, number);
      control.onDecided?.(outcome);
      await reported;
      return outcome;
    }
    await reported;
    await waitUntil(endedAtMs + next.delayMs, clock, control);
    number += 1;
  }
}

function outcomeOf({ verdict, reason }: Exclude<NextStep, { verdict: 'retry' }>, attempts: number): MessageOutcome {
  if (verdict === 'delivered') return { status: 'delivered', reason, attempts };
  return { status: reason.code === 'stopped' ? 'stopped' : 'undelivered', reason, attempts };
}

async function waitUntil(dueAtMs: number, clock: Clock, control: DeliveryControl): Promise<void> {
  const { signal } = control;
  const delayMs = dueAtMs - clock.nowMs();
  if (delayMs <= 0 || signal.aborted) return;
  control.onWaiting?.(dueAtMs);
  await clock.sleep(delayMs, signal);
  control.onAwake?.();
}

/** The signed request, or a sentence when the key cannot be used. */
function trySign(message: DeliverableMessage, number: number, timestampMs: number): SignedRequest | string {
  try {
    return message.sign(number, timestampMs);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function reportOf(
  { method, url, body, signature }: SignedRequest,
  { outcome, timings, remoteAddress, isSocketReused, requestHeaders, durationMs }: Exchange,
  next: NextStep,
  { number, startedAtMs, nextAttemptAtMs }: Pick<AttemptReport, 'number' | 'startedAtMs' | 'nextAttemptAtMs'>,
): AttemptReport {
  const response = outcome.kind === 'response' ? outcome.response : null;
  const failure = outcome.kind === 'failure' ? outcome.failure : null;
  return {
    number,
    startedAtMs,
    nextAttemptAtMs,
    method,
    endpoint: endpointOf(url),
    status: response?.status ?? null,
    failureKind: failure?.kind ?? null,
    verdict: next.verdict,
    durationMs,
    requestSizeBytes: body.byteLength,
    responseSizeBytes: response?.bodySizeBytes ?? null,
    isSigned: signature !== null,
    request: { method, url, headers: requestHeaders, body, bodySha256: sha256Of(body) },
    signature,
    response,
    failure,
    timings,
    remoteAddress,
    isSocketReused,
    reason: next.verdict === 'retry' ? null : next.reason,
  };
}

/** Of the body hashed last: one that does not depend on the recipient is the same bytes for a whole run. */
let lastHashed: { body: Uint8Array; sha256: string } | null = null;

/** Hex. Bodies are never changed once they are rendered. */
function sha256Of(body: Uint8Array): string {
  if (lastHashed?.body !== body) lastHashed = { body, sha256: hash('sha256', body) };
  return lastHashed.sha256;
}

/** Origin and path. Cut by hand: the URL may not even parse, and this runs for every attempt. */
function endpointOf(url: string): string {
  const end = url.search(/[?#]/);
  return end < 0 ? url : url.slice(0, end);
}
