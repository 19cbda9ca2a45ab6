import { z } from 'zod';
import { headerPairsSchema } from './header-pairs.ts';
import { bytesSchema, madeSignatureSchema, verificationSchema } from './log-records.ts';
import { mistakeCodes } from './signature-mistakes.ts';

/** A request as it was received or pasted. `url` may be a path only when nothing says which host it was sent to. */
export const receivedHttpRequestSchema = z.strictObject({
  method: z.string(),
  url: z.string(),
  headers: headerPairsSchema,
  body: bytesSchema,
});
export type ReceivedHttpRequest = z.infer<typeof receivedHttpRequestSchema>;

/** The first byte at which what the sender signed and what this side signed part. Control characters are escaped. */
export const firstDifferenceSchema = z.object({
  offset: z.number().int(),
  /** From a few bytes before the offset on: what must have been signed. */
  expectedExcerpt: z.string(),
  /** What this side made of the request. */
  actualExcerpt: z.string(),
});
export type FirstDifference = z.infer<typeof firstDifferenceSchema>;

export const mistakeSchema = z.object({
  code: z.enum(mistakeCodes),
  title: z.string(),
  /** What to change, in the receiver where it can be changed there. */
  fix: z.string(),
});
export type Mistake = z.infer<typeof mistakeSchema>;

export const findingSchema = z.object({
  /** The first cause's. */
  code: z.enum(mistakeCodes),
  title: z.string(),
  /** "This would have verified if …" */
  sentence: z.string(),
  fix: z.string(),
  /** Null when the signed bytes are the same, and the mistake lies elsewhere (key, encoding, time). */
  firstDifference: firstDifferenceSchema.nullable(),
  /** One, or several that only together explain the failure. */
  causes: z.array(mistakeSchema).min(1),
  /** True: the signature was computed anew and matched. False: signs in the request point to it. */
  isProven: z.boolean(),
  /** Key of the preset that fits, or `own/` and that of a scheme of the workspace, for `scheme-other`. */
  preset: z.string().nullable(),
});
export type Finding = z.infer<typeof findingSchema>;

export const explanationSchema = z.object({
  verification: verificationSchema,
  /** Likeliest first; empty for a request that verifies, and when nothing fits. */
  findings: z.array(findingSchema),
  /** True: everything the search knows was tried. False: it was cut at its limit of time or count. */
  isExhausted: z.boolean(),
  /** How many signatures were computed and compared. */
  triedCount: z.number().int(),
  /** One sentence for the top: the likeliest finding, or that nothing fits and what is left to check. */
  conclusion: z.string(),
});
export type Explanation = z.infer<typeof explanationSchema>;

/** How far a search for the cause has come, then what it found. */
export const explainStepSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), triedCount: z.number().int(), elapsedMs: z.number() }),
  z.object({ kind: z.literal('done'), explanation: explanationSchema }),
]);
export type ExplainStep = z.infer<typeof explainStepSchema>;

/** A part of the signed content, in the order in which it is signed. */
export const signedPartSchema = z.object({
  /** `text` = written in the scheme; else the placeholder's first word, such as `body`, `url` or `header`. */
  kind: z.string(),
  /** As the scheme has it: the literal text, or `{header:x-id}`. */
  source: z.string(),
  /** Where its bytes came from, in words: "header webhook-id", "the body, 42 bytes as received". */
  origin: z.string(),
  /** Header that it was read from, for a link; null when it is none. */
  header: z.string().nullable(),
  offset: z.number().int(),
  length: z.number().int(),
});
export type SignedPart = z.infer<typeof signedPartSchema>;

export const signatureStepsSchema = z.object({
  /** The scheme in words. */
  words: z.string(),
  signedContent: bytesSchema.nullable(),
  parts: z.array(signedPartSchema),
  algorithm: z.string(),
  encoding: z.string(),
  expectedSignature: z.string().nullable(),
  received: z.array(z.object({ signature: z.string(), isMatch: z.boolean() })),
  /** Null when the scheme sends no time. `offsetSeconds` is the receiver's clock minus the stamp. */
  clock: z
    .object({
      stamp: z.string().nullable(),
      stampMs: z.number().nullable(),
      nowMs: z.number(),
      ageSeconds: z.number().nullable(),
      tolerancePastSeconds: z.number().nullable(),
      toleranceFutureSeconds: z.number().nullable(),
    })
    .nullable(),
  verification: verificationSchema,
});
export type SignatureSteps = z.infer<typeof signatureStepsSchema>;

export const recognisedSchemeSchema = z.object({
  /** Key of a preset, or `own/` and the key of a scheme of the workspace. */
  preset: z.string(),
  name: z.string(),
  /** 0 to 1: how much of what the scheme sends is there and looks as it should. */
  score: z.number(),
  reason: z.string(),
});
export type RecognisedScheme = z.infer<typeof recognisedSchemeSchema>;

export const requestFormats = ['http', 'curl', 'har', 'json'] as const;
export type RequestFormat = (typeof requestFormats)[number];

/** What a pasted text holds; a HAR may hold several requests. Places are 1-based. */
export const parsedRequestsSchema = z.discriminatedUnion('isReadable', [
  z.object({
    isReadable: z.literal(true),
    format: z.enum(requestFormats),
    requests: z.array(z.object({ label: z.string(), request: receivedHttpRequestSchema })).min(1),
    /** What was assumed or left out, one sentence each. */
    notes: z.array(z.string()),
  }),
  z.object({
    isReadable: z.literal(false),
    /** Null when the text is none of them. */
    format: z.enum(requestFormats).nullable(),
    message: z.string(),
    line: z.number().int().nullable(),
    column: z.number().int().nullable(),
  }),
]);
export type ParsedRequests = z.infer<typeof parsedRequestsSchema>;

/** A request with its signature, and how that came about. Never holds the key. */
export const signedRequestSchema = z.object({
  method: z.string(),
  url: z.string(),
  headers: headerPairsSchema,
  body: bytesSchema,
  signature: madeSignatureSchema.nullable(),
});

export const negativeCaseCodes = [
  'valid',
  'missing',
  'missing-timestamp',
  'malformed',
  'empty-signature',
  'truncated-signature',
  'wrong-key',
  'old-key',
  'tampered-first-byte',
  'tampered-middle-byte',
  'tampered-last-byte',
  'empty-body',
  're-serialised',
  'stale',
  'future',
  'timestamp-renewed',
  'other-url',
  'other-algorithm',
  'duplicate-headers',
  'replayed',
] as const;
export type NegativeCaseCode = (typeof negativeCaseCodes)[number];

/** One request of the negative suite, and what the consumer made of it. */
export const negativeCaseResultSchema = z.object({
  /** From 0; the valid control comes first. */
  ordinal: z.number().int(),
  total: z.number().int(),
  code: z.enum(negativeCaseCodes),
  title: z.string(),
  /** `either` = the scheme as it is configured does not forbid it; its outcome is `info`. */
  expectation: z.enum(['accept', 'reject', 'either']),
  /** `error` = there was no answer. */
  outcome: z.enum(['pass', 'fail', 'info', 'error']),
  /** One sentence. */
  why: z.string(),
  status: z.number().int().nullable(),
  durationMs: z.number(),
});
export type NegativeCaseResult = z.infer<typeof negativeCaseResultSchema>;

export const suiteReportFormats = ['junit', 'json', 'markdown'] as const;
export type SuiteReportFormat = (typeof suiteReportFormats)[number];

/** The suite's results as a file. */
export const suiteReportSchema = z.object({ text: z.string(), fileName: z.string(), mediaType: z.string() });
export type SuiteReport = z.infer<typeof suiteReportSchema>;

export const verifierLanguages = [
  'node',
  'typescript-express',
  'next',
  'python',
  'go',
  'ruby',
  'php',
  'java',
  'csharp',
  'rust',
] as const;
export type VerifierLanguage = (typeof verifierLanguages)[number];

export const verifierCodeSchema = z.object({
  /** Why there is no code for this scheme in this language; null = there is. */
  refusal: z.string().nullable(),
  files: z.array(z.object({ name: z.string(), content: z.string() })),
  /** Command that tries it. */
  run: z.string(),
  /** Packages beyond the standard library. */
  dependencies: z.array(z.string()),
  notes: z.array(z.string()),
});
export type VerifierCode = z.infer<typeof verifierCodeSchema>;

/** What a published verifier does that the rule does not say, or that surprises. */
export const sdkWarningSchema = z.object({
  code: z.string(),
  sentence: z.string(),
  /** When it matters. */
  matters: z.string(),
  /** Packages and versions it was seen in, or pages that say so. */
  sources: z.array(z.string()),
});

/** A scheme looked at while it is written. */
export const schemeCheckSchema = z.object({
  words: z.string(),
  /** Why it can neither sign nor verify, at the field such as `headers.0.value`; empty = it can. */
  problems: z.array(z.object({ field: z.string(), message: z.string() })),
  /** Of the published verifiers that verify exactly this scheme. */
  warnings: z.array(sdkWarningSchema),
  /** A sample with its signature; null while there are problems. */
  sample: z
    .object({
      signed: signedRequestSchema,
      /** The sample as it was signed: has to be valid. */
      verification: verificationSchema,
      /** The same with one bit of its body changed; null when the body is empty. */
      tampered: verificationSchema.nullable(),
    })
    .nullable(),
});
export type SchemeCheck = z.infer<typeof schemeCheckSchema>;
