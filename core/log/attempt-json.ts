import type { NewAttempt, RecipientRunRecord, RunReason } from '../model/index.ts';
import { headersJson, jsonOf, jsonOfMilliseconds, jsonOfNumber, jsonOfText, lastJson } from './json-pieces.ts';

/**
 * Writes the JSON of what the log keeps: `StoredSummary`, `StoredDetails` and `StoredRecipientRun`. Piece by piece rather
 * than by `JSON.stringify`, because attempt after attempt most pieces are the same, and those are written once.
 */
export interface AttemptJson {
  summary(attempt: NewAttempt): string;
  /** `around` is what `partsAroundBody` gives for the attempt. */
  details(attempt: NewAttempt, around: readonly [string, string] | null): string;
  recipientRun(record: RecipientRunRecord): string;
}

type SameSender = Pick<NewAttempt, 'channel' | 'stepRef' | 'number' | 'method' | 'endpoint' | 'status' | 'verdict'> & {
  failureKind: NewAttempt['failureKind'];
};

export function createAttemptJson(): AttemptJson {
  const requestHeaders = headersJson();
  const responseHeaders = headersJson();
  const schemeName = lastJson((one: string, other) => one === other, jsonOf);
  const stepRef = lastJson((one: string, other) => one === other, jsonOf);
  const url = lastJson((one: string, other) => one === other, jsonOf);
  const address = lastJson((one: string | null, other) => one === other, jsonOfText);
  const via = lastJson((one: string | null, other) => one === other, jsonOfText);
  const reason = lastJson(isSameReason, (value: RunReason | null) => JSON.stringify(value));
  const outcome = lastJson(isSameOutcome, writeOutcome);

  return {
    summary(attempt) {
      const { messageId, recipientRunId, recipient, displayName, responseSizeBytes } = attempt;
      const who = `[${jsonOf(messageId)},${jsonOf(recipientRunId)},${jsonOf(recipient)},${jsonOf(displayName)}`;
      const when = `${jsonOfNumber(attempt.startedAtMs)},${jsonOfMilliseconds(attempt.durationMs)}`;
      const sizes = `${attempt.requestSizeBytes},${jsonOfNumber(responseSizeBytes)}`;
      return `${who},${outcome(attempt)},${when},${sizes},${attempt.isSigned}]`;
    },
    details(attempt, around) {
      const { request, response, failure } = attempt;
      const sent = `[${jsonOf(request.method)},${url(request.url)},${requestHeaders(request.headers)}`;
      const signature = attempt.signature === null ? 'null' : signatureJson(attempt.signature, around, schemeName);
      const answer =
        response === null
          ? 'null'
          : `[${response.status},${responseHeaders(response.headers)},${response.bodySizeBytes},${response.isTruncated}]`;
      const problem = failure === null ? 'null' : JSON.stringify(failure);
      const next = `${attempt.isSocketReused},${jsonOfNumber(attempt.nextAttemptAtMs)},${reason(attempt.reason)}`;
      return `${sent},${signature},${answer},${problem},${timingsJson(attempt)},${address(attempt.remoteAddress)},${next}]`;
    },
    recipientRun(record) {
      const who = `[${jsonOf(record.id)},${jsonOf(record.recipient)},${via(record.via)},${jsonOf(record.displayName)}`;
      let steps = '';
      for (const step of record.steps) {
        if (steps !== '') steps += ',';
        steps += `{"ref":${stepRef(step.ref)},"messageId":${jsonOfText(step.messageId)},"reason":${reason(step.reason)}}`;
      }
      const when = `${jsonOfNumber(record.startedAtMs)},${jsonOfNumber(record.endedAtMs)},${jsonOfNumber(record.nextAttemptAtMs)}`;
      return `${who},"${record.status}",${reason(record.reason)},[${steps}],${when}]`;
    },
  };
}

function isSameReason(one: RunReason | null, other: RunReason | null): boolean {
  if (one === null || other === null) return one === other;
  return one.code === other.code && one.message === other.message;
}

function isSameOutcome(one: SameSender, other: SameSender): boolean {
  return (
    one.channel === other.channel &&
    one.stepRef === other.stepRef &&
    one.number === other.number &&
    one.method === other.method &&
    one.endpoint === other.endpoint &&
    one.status === other.status &&
    one.failureKind === other.failureKind &&
    one.verdict === other.verdict
  );
}

/** What the attempts of a run to one endpoint have in common, as a rule. */
function writeOutcome(attempt: SameSender): string {
  const { channel, stepRef, number, method, endpoint, status, failureKind, verdict } = attempt;
  return JSON.stringify([channel, stepRef, number, method, endpoint, status, failureKind, verdict]).slice(1, -1);
}

function signatureJson(
  signature: NonNullable<NewAttempt['signature']>,
  around: readonly [string, string] | null,
  schemeJson: (name: string) => string,
): string {
  const { schemeName, algorithm, messageId, timestamp, keyFingerprint, keys } = signature;
  const scheme = `{"schemeName":${schemeJson(schemeName)},"algorithm":${jsonOf(algorithm)}`;
  const signed = `"signature":${jsonOf(signature.signature)},"messageId":${jsonOf(messageId)},"timestamp":${jsonOfText(timestamp)}`;
  const key = `"keyFingerprint":${jsonOf(keyFingerprint)}${keys === undefined ? '' : `,"keys":${JSON.stringify(keys)}`}`;
  // Base64 needs no escapes.
  const parts = around === null ? 'null' : `["${around[0]}","${around[1]}"]`;
  return `${scheme},${signed},${key},"around":${parts}}`;
}

function timingsJson({ timings }: NewAttempt): string {
  const { queueMs, dnsMs, connectMs, tlsMs, sendMs, firstByteMs, downloadMs, totalMs } = timings;
  const opening = `${jsonOfMilliseconds(queueMs)},${jsonOfMilliseconds(dnsMs)},${jsonOfMilliseconds(connectMs)}`;
  const exchange = `${jsonOfMilliseconds(tlsMs)},${jsonOfMilliseconds(sendMs)},${jsonOfMilliseconds(firstByteMs)}`;
  return `[${opening},${exchange},${jsonOfMilliseconds(downloadMs)},${jsonOfMilliseconds(totalMs)}]`;
}
