import type { FailureKind } from './failure-kinds.ts';
import type { KeyUse } from './key-rotation.ts';

/** A header as sent: order, spelling and repetition are kept. */
export type HeaderPair = readonly [name: string, value: string];

/** What the template gives: the body is the bytes that are previewed, signed, sent and logged. */
export interface RenderedRequest {
  /** Upper case, as on the wire. */
  method: string;
  url: string;
  headers: HeaderPair[];
  body: Uint8Array;
}

/** How a signature came about: enough to show it step by step. Never holds the key. */
export interface SignatureTrace {
  schemeName: string;
  algorithm: string;
  /** The exact bytes that were signed. */
  signedContent: Uint8Array;
  /** As in the header: hex or base64. */
  signature: string;
  messageId: string;
  /** As in the header, in the scheme's unit; null when the scheme signs no time. */
  timestamp: string | null;
  /** First 8 hex digits of the SHA-256 of the key bytes: tells keys apart without showing them. */
  keyFingerprint: string;
  /** While keys are changed: what became of each, the current one first. */
  keys?: KeyUse[] | undefined;
}

/** A rendered request with its signature headers appended. */
export interface SignedRequest extends RenderedRequest {
  signature: SignatureTrace | null;
}

/** Milliseconds of each phase of one exchange; null = the phase did not happen (a reused socket has no connect). */
export interface AttemptTimings {
  /** Waiting for a free connection. */
  queueMs: number | null;
  dnsMs: number | null;
  connectMs: number | null;
  tlsMs: number | null;
  /** Writing the request. */
  sendMs: number | null;
  /** From the request written to the first byte of the response. */
  firstByteMs: number | null;
  downloadMs: number | null;
  totalMs: number;
}

export interface ReceivedResponse {
  status: number;
  headers: HeaderPair[];
  /** At most `responseBodyCapBytes` bytes; the rest is counted but not kept. */
  body: Uint8Array;
  bodySizeBytes: number;
  isTruncated: boolean;
}

export interface DeliveryFailure {
  kind: FailureKind;
  /** The system's or library's own words, for the technical details. */
  detail: string;
  /** Stable code of the system or library, such as `ECONNREFUSED`; null when it has none. */
  code: string | null;
}

/** What one HTTP exchange ended in. A failure is data, never an exception. */
export type AttemptOutcome =
  | { kind: 'response'; response: ReceivedResponse }
  | { kind: 'failure'; failure: DeliveryFailure };

/** Bytes of a response body that are kept with an attempt. */
export const responseBodyCapBytes = 256 * 1024;
/** A response longer than this is cut off: the attempt fails with `response-too-large`. */
export const responseBodyLimitBytes = 32 * 1024 * 1024;
