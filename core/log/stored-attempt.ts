import type { AttemptRecord, AttemptSummary } from '../model/index.ts';
import { attemptIdOf } from './attempt-id.ts';
import type { BodyTable } from './body-table.ts';

type Signature = NonNullable<AttemptRecord['signature']>;
type Response = NonNullable<AttemptRecord['response']>;

/**
 * An attempt's texts and numbers as lists without names: what is written for every attempt of a run, by
 * `attempt-json.ts`. The worker hands them to SQLite as JSON text and never looks inside; they are read back by the functions below.
 */
export type StoredSummary = [
  messageId: string,
  recipientRunId: string,
  recipient: string,
  displayName: string,
  channel: string,
  stepRef: string,
  number: number,
  method: string,
  endpoint: string,
  status: AttemptSummary['status'],
  failureKind: AttemptSummary['failureKind'],
  verdict: AttemptSummary['verdict'],
  startedAtMs: number,
  durationMs: number,
  requestSizeBytes: number,
  responseSizeBytes: number | null,
  isSigned: boolean,
];

/** Places of the texts that filters compare, as paths for SQLite. */
export const storedMessageId = '$[0]';
export const storedRecipient = '$[2]';
export const storedDisplayName = '$[3]';

export type StoredDetails = [
  method: string,
  url: string,
  headers: AttemptRecord['request']['headers'],
  signature: StoredSignature | null,
  response: [status: number, headers: Response['headers'], bodySizeBytes: number, isTruncated: boolean] | null,
  failure: AttemptRecord['failure'],
  timings: (number | null)[],
  remoteAddress: string | null,
  isSocketReused: boolean | null,
  nextAttemptAtMs: number | null,
  reason: AttemptRecord['reason'],
];

/** `around`: base64 of what stands before and after the request body in the signed content; null = kept as bytes. */
export type StoredSignature = Omit<Signature, 'signedContent'> & { around: [before: string, after: string] | null };

/** Where the bytes of an attempt are kept; null = there are none. */
export interface StoredBodies {
  request: number | null;
  response: number | null;
  /** Set when the signed content does not contain the request body. */
  signedContent: number | null;
}

/** What stands before and after the body in what was signed, in base64; null when the body is not part of it. */
export function partsAroundBody(content: Uint8Array, body: Uint8Array): [string, string] | null {
  const buffer = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const start = buffer.indexOf(body);
  if (start < 0) return null;
  return [buffer.toString('base64', 0, start), buffer.toString('base64', start + body.length)];
}

export function readSummary(sequence: number, runId: string, text: string): AttemptSummary {
  // Written by `attempt-json.ts` of this layout; a file of another layout is not opened.
  const [
    messageId,
    recipientRunId,
    recipient,
    displayName,
    channel,
    stepRef,
    number,
    method,
    endpoint,
    status,
    failureKind,
    verdict,
    startedAtMs,
    durationMs,
    requestSizeBytes,
    responseSizeBytes,
    isSigned,
  ] = JSON.parse(text) as StoredSummary;
  return {
    id: attemptIdOf(sequence),
    sequence,
    messageId,
    runId,
    recipientRunId,
    recipient,
    displayName,
    channel,
    stepRef,
    number,
    method,
    endpoint,
    status,
    failureKind,
    verdict,
    startedAtMs,
    durationMs,
    requestSizeBytes,
    responseSizeBytes,
    isSigned,
  };
}

/** The whole record again, byte for byte what was appended. */
export function readRecord(
  summary: AttemptSummary,
  text: string,
  stored: StoredBodies,
  bodies: Pick<BodyTable, 'read' | 'sha256Of'>,
): AttemptRecord {
  // Written by `attempt-json.ts`, as above.
  const [method, url, headers, signature, response, failure, timings, remoteAddress, isSocketReused, nextAtMs, reason] =
    JSON.parse(text) as StoredDetails;
  const body = bodies.read(stored.request);
  const [queueMs, dnsMs, connectMs, tlsMs, sendMs, firstByteMs, downloadMs, totalMs] = timings;
  return {
    ...summary,
    request: { method, url, headers, body, bodySha256: bodies.sha256Of(body) },
    signature: signature === null ? null : readSignature(signature, body, () => bodies.read(stored.signedContent)),
    response:
      response === null
        ? null
        : {
            status: response[0],
            headers: response[1],
            body: bodies.read(stored.response),
            bodySizeBytes: response[2],
            isTruncated: response[3],
          },
    failure,
    timings: {
      queueMs: queueMs ?? null,
      dnsMs: dnsMs ?? null,
      connectMs: connectMs ?? null,
      tlsMs: tlsMs ?? null,
      sendMs: sendMs ?? null,
      firstByteMs: firstByteMs ?? null,
      downloadMs: downloadMs ?? null,
      totalMs: totalMs ?? 0,
    },
    remoteAddress,
    isSocketReused,
    nextAttemptAtMs: nextAtMs,
    reason,
  };
}

function readSignature(stored: StoredSignature, body: Uint8Array, signedContent: () => Uint8Array): Signature {
  const { around, ...signature } = stored;
  return { ...signature, signedContent: around === null ? signedContent() : joined(around, body) };
}

function joined([before, after]: [string, string], body: Uint8Array): Uint8Array {
  return new Uint8Array(Buffer.concat([Buffer.from(before, 'base64'), body, Buffer.from(after, 'base64')]));
}
