import { z } from 'zod';
import { headerPairsSchema } from './header-pairs.ts';
import { headerProblem } from './header-text.ts';
import { clockChoiceSchema } from './scenario.ts';

/** Messages that one run sends again at most: each is a request that somebody asked for, and the trigger holds them all. */
export const resendLimit = 1000;

/** Messages that are looked at when all are wanted that a filter finds. */
export const recoverableLimit = 10_000;

/** What of a logged request is replaced; absent = as it was sent. */
export const requestChangesSchema = z.strictObject({
  method: z
    .string()
    .regex(/^[A-Z]{1,20}$/, 'use a method such as POST')
    .optional(),
  url: z.string().optional(),
  headers: headerPairsSchema
    .superRefine((pairs, context) => {
      for (const [name, value] of pairs) {
        const problem = headerProblem(name, value);
        if (problem !== null) context.addIssue({ code: 'custom', message: problem });
      }
    })
    .optional(),
  /** Text, sent as UTF-8. Bytes that are none can only be sent as they were. */
  body: z.string().optional(),
});
export type RequestChanges = z.infer<typeof requestChangesSchema>;

/**
 * What becomes of the signature: `afresh` with the key and the time of now and the message's own id (by which consumers
 * know a repeat), `afresh-new-id` as another message, `as-sent` with the headers as they were logged.
 */
export const resendSignatures = ['afresh', 'afresh-new-id', 'as-sent'] as const;
export type ResendSignature = (typeof resendSignatures)[number];

/** Messages of the log that are to be sent again, each by one of its attempts. All are of one environment. */
export const resendRequestSchema = z.strictObject({
  messages: z
    .array(z.strictObject({ attemptId: z.string(), changes: requestChangesSchema.optional() }))
    .min(1)
    .max(resendLimit),
  signature: z.enum(resendSignatures),
  /** `one`: a single attempt each. `policy`: as the channel's delivery policy says. */
  attempts: z.enum(['one', 'policy']),
  /** How time passes between attempts. The first is made now, by each of them. */
  clock: clockChoiceSchema,
});
export type ResendRequest = z.infer<typeof resendRequestSchema>;

/**
 * What became of a message of a run. `stopped`: it was to be tried again, and nobody does. `delivered-since`: the run did not
 * deliver it, and one that sent it again did.
 */
export const resendOutcomes = ['delivered', 'undelivered', 'stopped', 'delivered-since'] as const;
export type ResendOutcome = (typeof resendOutcomes)[number];

const resentMessageSchema = z.strictObject({
  attemptId: z.string(),
  recipient: z.string(),
  changes: requestChangesSchema.optional(),
  /** The run by whose trigger the message was made, and its id there; absent = it was made by this very trigger. */
  origin: z.strictObject({ runId: z.string(), messageId: z.string() }).optional(),
});
export type ResentMessage = z.infer<typeof resentMessageSchema>;

/**
 * The same as a part of a trigger, with the run the messages come from and whom each is for (`recipientKey()`). Where they
 * come from several runs, the trigger is that of the first message's run, and each message names its origin.
 */
export const resendSchema = resendRequestSchema.omit({ clock: true }).extend({
  runId: z.string(),
  runNumber: z.number().int(),
  /** Further runs that messages come from; absent = there are none. */
  otherRuns: z
    .array(z.strictObject({ runId: z.string(), runNumber: z.number().int() }))
    .min(1)
    .optional(),
  messages: z.array(resentMessageSchema).min(1).max(resendLimit),
});
export type Resend = z.infer<typeof resendSchema>;
