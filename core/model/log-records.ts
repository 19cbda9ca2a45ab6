import { z } from 'zod';
import { answerFaults } from './answer-fault.ts';
import { failureKinds } from './failure-kinds.ts';
import { headerPairsSchema } from './header-pairs.ts';
import { keyUseSchema } from './key-rotation.ts';
import { answerSourceSchema, ruleCheckSchema } from './receiver-rules.ts';
import {
  type RunReason,
  recipientRunStatuses,
  runCountsSchema,
  runReasonSchema,
  runStatuses,
  triggerSchema,
} from './run.ts';

/** Raw bytes in the contract: carried as they are over a MessagePort, as base64 over a WebSocket. */
export const bytesSchema: z.ZodType<Uint8Array> = z.instanceof(Uint8Array);

export const attemptTimingsSchema = z.object({
  queueMs: z.number().nullable(),
  dnsMs: z.number().nullable(),
  connectMs: z.number().nullable(),
  tlsMs: z.number().nullable(),
  sendMs: z.number().nullable(),
  firstByteMs: z.number().nullable(),
  downloadMs: z.number().nullable(),
  totalMs: z.number(),
});

/** One run in the log. Times are Unix milliseconds of the run's own clock unless the name says otherwise. */
export const runRecordSchema = z.object({
  id: z.string(),
  /** 1, 2, 3 … in this workspace: "Run 14". */
  number: z.number().int(),
  trigger: triggerSchema,
  status: z.enum(runStatuses),
  /** One sentence when the run failed as a whole or was interrupted; null otherwise. */
  statusMessage: z.string().nullable(),
  counts: runCountsSchema,
  startedAtMs: z.number(),
  endedAtMs: z.number().nullable(),
});
export type RunRecord = z.infer<typeof runRecordSchema>;

/** What became of one step of a recipient run. */
export const stepOutcomeSchema = z.object({
  ref: z.string(),
  messageId: z.string().nullable(),
  reason: runReasonSchema.nullable(),
});

/** One recipient's part of a run. */
export const recipientRunRecordSchema = z.object({
  id: z.string(),
  runId: z.string(),
  /** Place in the fan-out, from 0. */
  ordinal: z.number().int(),
  /** `recipientKey()` of the recipient, and of the object it was reached through. */
  recipient: z.string(),
  via: z.string().nullable(),
  /** The recipient's `name` property, or its id. */
  displayName: z.string(),
  status: z.enum(recipientRunStatuses),
  reason: runReasonSchema.nullable(),
  steps: z.array(stepOutcomeSchema),
  startedAtMs: z.number(),
  endedAtMs: z.number().nullable(),
  /** While `waiting`: when the next attempt is due. */
  nextAttemptAtMs: z.number().nullable(),
});
export type RecipientRunRecord = z.infer<typeof recipientRunRecordSchema>;

/** What a message's attempt leads to. */
export const attemptVerdicts = ['delivered', 'retry', 'final'] as const;

/** An attempt without its bytes: what lists, bars and live updates need. */
export const attemptSummarySchema = z.object({
  id: z.string(),
  /** Grows with every attempt in the log; the key of paging. 0 until the log has taken it. */
  sequence: z.number().int(),
  messageId: z.string(),
  runId: z.string(),
  recipientRunId: z.string(),
  recipient: z.string(),
  displayName: z.string(),
  channel: z.string(),
  stepRef: z.string(),
  /** 1 for the first attempt of the message. */
  number: z.number().int(),
  method: z.string(),
  /** Origin and path, without the query: what "endpoint" means in filters. */
  endpoint: z.string(),
  /** Null when there was no response. */
  status: z.number().int().nullable(),
  failureKind: z.enum(failureKinds).nullable(),
  verdict: z.enum(attemptVerdicts),
  startedAtMs: z.number(),
  durationMs: z.number(),
  requestSizeBytes: z.number().int(),
  responseSizeBytes: z.number().int().nullable(),
  isSigned: z.boolean(),
});
export type AttemptSummary = z.infer<typeof attemptSummarySchema>;

/** A signature that was made, and of what. Never holds the key. */
export const madeSignatureSchema = z.object({
  schemeName: z.string(),
  algorithm: z.string(),
  signedContent: bytesSchema,
  signature: z.string(),
  messageId: z.string(),
  /** As it was sent; null when the scheme sends no time. */
  timestamp: z.string().nullable(),
  keyFingerprint: z.string(),
  keys: z.array(keyUseSchema).optional(),
});

/** One HTTP exchange, whole. */
export const attemptRecordSchema = attemptSummarySchema.extend({
  request: z.object({
    method: z.string(),
    url: z.string(),
    /** Everything that went over the wire, the client's own headers included. */
    headers: headerPairsSchema,
    body: bytesSchema,
    bodySha256: z.string(),
  }),
  signature: madeSignatureSchema.nullable(),
  response: z
    .object({
      status: z.number().int(),
      headers: headerPairsSchema,
      body: bytesSchema,
      bodySizeBytes: z.number().int(),
      isTruncated: z.boolean(),
    })
    .nullable(),
  failure: z.object({ kind: z.enum(failureKinds), detail: z.string(), code: z.string().nullable() }).nullable(),
  timings: attemptTimingsSchema,
  /** `address:port` that was dialled, `via address:port` where that is a proxy. */
  remoteAddress: z.string().nullable(),
  isSocketReused: z.boolean().nullable(),
  /** When the next attempt was due, when there was to be one. */
  nextAttemptAtMs: z.number().nullable(),
  reason: runReasonSchema.nullable(),
});
export type AttemptRecord = z.infer<typeof attemptRecordSchema>;

/** An attempt whose texts may be without what is secret; the hashes are those of the true bytes. */
export const comparableAttemptSchema = z.object({
  attempt: attemptRecordSchema,
  /** Whether anything was replaced: texts that look alike may differ there. */
  isRedacted: z.boolean(),
  /** Of what the log keeps of the response's body; null without a response. */
  responseBodySha256: z.string().nullable(),
});
export type ComparableAttempt = z.infer<typeof comparableAttemptSchema>;

/** An attempt as a run hands it to the log, which gives it its place and its id; `ordinal` is its recipient run's. */
export type NewAttempt = Omit<AttemptRecord, 'id' | 'sequence'> & { ordinal: number };

/** What the sending of one attempt brings; the run adds who it was for, and the log its place. */
export type AttemptReport = Omit<
  AttemptRecord,
  'id' | 'sequence' | 'messageId' | 'runId' | 'recipientRunId' | 'recipient' | 'displayName' | 'channel' | 'stepRef'
>;

/** How a message ended. `attempts` counts those of earlier sittings of a resumed run too. */
export interface MessageOutcome {
  status: 'delivered' | 'undelivered' | 'stopped';
  reason: RunReason;
  attempts: number;
}

/** Filters of the delivery log; absent = any. */
export const attemptFilterSchema = z.strictObject({
  runId: z.string().optional(),
  messageId: z.string().optional(),
  /** The whole key of a recipient. */
  recipient: z.string().optional(),
  /** Text contained in the recipient's key or in its name. */
  recipientText: z.string().optional(),
  /** Text contained in the endpoint. */
  endpoint: z.string().optional(),
  /** The whole endpoint. */
  endpointUrl: z.string().optional(),
  /** `final` leaves out those that were stopped, which have not failed, unless `failureKind` asks for them. */
  verdict: z.enum(attemptVerdicts).optional(),
  /** One status, or a class such as 4 for 400–499. */
  status: z.number().int().optional(),
  statusClass: z.number().int().min(1).max(5).optional(),
  failureKind: z.enum(failureKinds).optional(),
  startedAfterMs: z.number().optional(),
  startedBeforeMs: z.number().optional(),
});
export type AttemptFilter = z.infer<typeof attemptFilterSchema>;

export const verificationCodes = [
  'valid',
  'missing-header',
  'malformed-header',
  'missing-timestamp',
  'timestamp-too-old',
  'timestamp-in-future',
  'key-empty',
  'key-malformed',
  'signature-mismatch',
  /** The scheme itself cannot be used: no receiver could take apart what it sends. */
  'scheme-invalid',
  /** A field of the body or the query that the scheme reads is not there. */
  'missing-field',
  /** The scheme reads the body as JSON or as a form, and it is neither. */
  'malformed-body',
  /** The scheme signs the URL or the method, and it is not known. */
  'missing-url',
] as const;

/** The verdict on a signature, with what it took to reach it. Never holds the key. */
export const verificationSchema = z.object({
  isValid: z.boolean(),
  code: z.enum(verificationCodes),
  /** One sentence: what was found and, when invalid, what to look at. */
  message: z.string(),
  schemeName: z.string(),
  /** The bytes that this side signed to compare; null when it did not get that far. */
  signedContent: bytesSchema.nullable(),
  expectedSignature: z.string().nullable(),
  receivedSignatures: z.array(z.string()),
  timestamp: z.string().nullable(),
  /** Receiver's clock minus the stamp; negative = from the future. */
  ageSeconds: z.number().nullable(),
  keyFingerprint: z.string().nullable(),
});
export type Verification = z.infer<typeof verificationSchema>;

/**
 * `done`: all was sent, or the fault played out. The others cut short what was still being waited for or sent; `cut-off`: the
 * receiver ended the connection, because too many requests waited on it.
 */
export const receivedEndings = ['done', 'sender-left', 'receiver-stopped', 'cut-off'] as const;
export type ReceivedEnding = (typeof receivedEndings)[number];

/**
 * Why a body was counted and not kept, and the request answered without looking at it. `body-too-large`: with 413, longer
 * than a receiver keeps. `no-room`: with 503, all receivers together were reading as much as they may.
 */
export const receivedRefusals = ['body-too-large', 'no-room'] as const;
export type ReceivedRefusal = (typeof receivedRefusals)[number];

/** What a receiver got, without the body. */
export const receivedSummarySchema = z.object({
  id: z.string(),
  /** 1, 2, 3 … per receiver since it was started. */
  number: z.number().int(),
  receiver: z.string(),
  receivedAtMs: z.number(),
  method: z.string(),
  /** Path and query as received. */
  target: z.string(),
  bodySizeBytes: z.number().int(),
  /** Null when no status has been sent, or not yet. */
  answeredStatus: z.number().int().nullable(),
  /** What was done instead of a proper answer; null = nothing. */
  fault: z.enum(answerFaults).nullable(),
  /** Null = the body was read whole. */
  refusal: z.enum(receivedRefusals).nullable(),
  /** What decided the answer. */
  decidedBy: answerSourceSchema,
  /** How the exchange ended, as far as this side knows; null = it is still under way. */
  ending: z.enum(receivedEndings).nullable(),
  /** When it ended; with `receivedAtMs` the time that the sender waited. */
  endedAtMs: z.number().nullable(),
  /** Null when the receiver does not verify. */
  verdict: z.enum(verificationCodes).nullable(),
});
export type ReceivedSummary = z.infer<typeof receivedSummarySchema>;

/** A certificate that a sender has shown to a receiver. */
export const shownCertificateSchema = z.object({
  /** Names in one line, such as `CN=ada, O=Acme`. */
  subject: z.string(),
  issuer: z.string(),
  validToMs: z.number(),
  /** Why the receiver does not accept it; null = it does. */
  problem: z.enum(['other-authority', 'expired', 'not-yet-valid', 'not-for-clients']).nullable(),
});
export type ShownCertificate = z.infer<typeof shownCertificateSchema>;

export const receivedRequestSchema = receivedSummarySchema.extend({
  headers: headerPairsSchema,
  body: bytesSchema,
  bodySha256: z.string(),
  remoteAddress: z.string(),
  /** Such as `TLSv1.3`; null = it came over plain http. */
  tlsVersion: z.string().nullable(),
  /** `none`: the sender was asked for one and had nothing to show. Null = it was not asked. */
  clientCertificate: z.union([shownCertificateSchema, z.literal('none')]).nullable(),
  verification: verificationSchema.nullable(),
  /** The receiver's rules of then at this request; empty = it had none, or they were not looked at. */
  rules: z.array(ruleCheckSchema),
});
export type ReceivedRequest = z.infer<typeof receivedRequestSchema>;

/** Which of the received requests are looked for. */
export const receivedFilterSchema = z.strictObject({
  /** What the path and query, a header or the body has in it, capitals or not; blank = anything. */
  text: z.string().max(1000),
  /** Only those whose signature is not valid. */
  isInvalidOnly: z.boolean(),
});
export type ReceivedFilter = z.infer<typeof receivedFilterSchema>;

/** Why something that came to a receiver's port is in no list. */
export const missedReasons = [
  'no-receiver',
  'cut-off',
  'headers-too-large',
  'tls',
  'not-http',
  'plain-http',
  'certificate-untrusted',
  'certificate-expired',
  'certificate-refused',
  'left-at-certificate',
  'client-certificate-missing',
  'tls-version',
  'tls-failed',
] as const;
export type MissedReason = (typeof missedReasons)[number];

/** The last of the requests that came to a receiver's port and are in no list, with how many they are. */
export const missedRequestSchema = z.object({
  count: z.number().int(),
  /**
   * `no-receiver`: none has the path. `cut-off`: the sender left before the body was whole. The others never came to be a
   * request: `tls` is what a sender says that was given `https` for a port that speaks http, and `plain-http` the other way
   * round; those of certificates are what a sender said (`refused`: for another reason than the two) before it left, but for
   * `client-certificate-missing`: the port asked the sender for one, and it had nothing to show.
   */
  reason: z.enum(missedReasons),
  /** Null for what could not be read. */
  method: z.string().nullable(),
  target: z.string().nullable(),
  atMs: z.number(),
});
export type MissedRequest = z.infer<typeof missedRequestSchema>;
