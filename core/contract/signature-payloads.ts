import { z } from 'zod';
import {
  bytesSchema,
  documentKeySchema,
  explainStepSchema,
  explanationSchema,
  headerPairsSchema,
  negativeCaseResultSchema,
  parsedRequestsSchema,
  recognisedSchemeSchema,
  schemeCheckSchema,
  schemeChoiceSchema,
  signatureStepsSchema,
  signedRequestSchema,
  suiteReportFormats,
  suiteReportSchema,
  verificationSchema,
  verifierCodeSchema,
  verifierLanguages,
} from '../model/index.ts';
import { rawRequestSchema } from './payloads.ts';

const explainInput = z.strictObject({
  request: rawRequestSchema,
  scheme: schemeChoiceSchema,
  keys: z.array(z.string()).min(1),
  /** Unix milliseconds of the receiver's clock; null = now. */
  nowMs: z.number().nullable(),
});

/** The signature lab. */
export const signatureCommands = {
  'signatures.verify': {
    input: z.strictObject({
      request: rawRequestSchema,
      scheme: schemeChoiceSchema,
      key: z.string(),
      /** Unix milliseconds to judge the age by; null = now. */
      nowMs: z.number().nullable(),
    }),
    output: verificationSchema,
  },
  /** Raw HTTP, cURL, HAR or JSON of headers and body; bytes keep a body that is not UTF-8. */
  'signatures.parse': {
    input: z.strictObject({ text: z.union([z.string(), bytesSchema]) }),
    output: parsedRequestsSchema,
  },
  /** Presets that may have signed the request, likeliest first. */
  'signatures.recognise': {
    input: z.strictObject({
      headers: headerPairsSchema,
      url: z.string().nullable(),
      body: bytesSchema.nullable(),
    }),
    output: z.array(recognisedSchemeSchema),
  },
  'signatures.sign': {
    input: z.strictObject({
      request: rawRequestSchema,
      scheme: schemeChoiceSchema,
      key: z.string(),
      /** Unix milliseconds; null = now. */
      timestampMs: z.number().nullable(),
      /** Null = a fresh one. */
      messageId: z.string().min(1).nullable(),
      /** While keys are changed: older keys that sign as well until their time, the newest first. */
      olderKeys: z
        .array(
          z.strictObject({
            key: z.string(),
            /** When it is another than that of the current key. */
            scheme: schemeChoiceSchema.optional(),
            validUntilMs: z.number().nullable(),
          }),
        )
        .optional(),
    }),
    output: signedRequestSchema,
  },
  /** What would have made a request verify, likeliest first. The key in use comes first, then older ones. */
  'signatures.explain': {
    input: explainInput,
    output: explanationSchema,
  },
  /** The verification taken apart: signed content with the origin of each part, signatures, clock. */
  'signatures.steps': {
    input: z.strictObject({
      request: rawRequestSchema,
      scheme: schemeChoiceSchema,
      key: z.string(),
      nowMs: z.number().nullable(),
    }),
    output: signatureStepsSchema,
  },
  /** What a scheme says in words, what is wrong with it, and a sample request signed by it with a key made for that. */
  'signatures.checkScheme': {
    input: z.strictObject({ scheme: schemeChoiceSchema }),
    output: schemeCheckSchema,
  },
  /** Code that verifies the scheme exactly as it is configured. */
  'signatures.verifierCode': {
    input: z.strictObject({ scheme: schemeChoiceSchema, language: z.enum(verifierLanguages) }),
    output: verifierCodeSchema,
  },
  /** What the negative suite found, as a file. */
  'signatures.suiteReport': {
    input: z.strictObject({
      schemeName: z.string(),
      /** Address or receiver. */
      target: z.string(),
      results: z.array(negativeCaseResultSchema),
      format: z.enum(suiteReportFormats),
    }),
    output: suiteReportSchema,
  },
  /** A fresh key in the form the scheme's vendor gives them out; never stored. */
  'signatures.generateKey': {
    input: z.strictObject({ scheme: schemeChoiceSchema }),
    output: z.object({
      signingKey: z.string(),
      /** The public half; null for shared secrets. */
      verifyingKey: z.string().nullable(),
    }),
  },
  /** What is wrong or weak about a key, the worst first; empty when nothing is. */
  'signatures.checkKey': {
    input: z.strictObject({ scheme: schemeChoiceSchema, key: z.string(), use: z.enum(['signing', 'verifying']) }),
    output: z.array(z.object({ code: z.string(), severity: z.enum(['error', 'warning']), sentence: z.string() })),
  },
} as const;

export const signatureStreams = {
  /** Fires the suite at a consumer on this machine, one request after the other; the valid control comes first. */
  'signatures.negativeSuite': {
    input: z.strictObject({
      /** An address on loopback, or a receiver that runs. */
      target: z.union([z.strictObject({ url: z.string() }), z.strictObject({ receiver: documentKeySchema })]),
      scheme: schemeChoiceSchema,
      /** For key pairs the private key. */
      key: z.string(),
      /** The key before the last rotation, whose time is over; null leaves its case out. */
      oldKey: z.string().nullable(),
      /** What is signed and spoiled; null = a small request made for the scheme. */
      sample: z.strictObject({ headers: headerPairsSchema, body: bytesSchema }).nullable(),
    }),
    item: negativeCaseResultSchema,
  },
  /** `signatures.explain` with its progress, about ten times a second; the explanation comes last. Ended early, it stops. */
  'signatures.explainSteps': {
    input: explainInput,
    item: explainStepSchema,
  },
} as const;
