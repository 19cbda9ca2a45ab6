import { z } from 'zod';
import { headerPairsSchema } from './header-pairs.ts';
import { headerProblem } from './header-text.ts';
import { clockChoiceSchema } from './scenario.ts';

/** Messages that one run sends again at most: each is a request that somebody asked for, and the trigger holds them all. */
export const resendLimit = 1000;

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

/** Messages of the log that are to be sent again, each by one of its attempts. All are of one run. */
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

/** What became of a message as far as its last attempt tells. `stopped`: it was to be tried again, and nobody does. */
export const resendOutcomes = ['delivered', 'undelivered', 'stopped'] as const;
export type ResendOutcome = (typeof resendOutcomes)[number];

/** The same as a part of a trigger, with the run the messages come from and whom each is for (`recipientKey()`). */
export const resendSchema = resendRequestSchema.omit({ clock: true }).extend({
  runId: z.string(),
  runNumber: z.number().int(),
  messages: z
    .array(z.strictObject({ attemptId: z.string(), recipient: z.string(), changes: requestChangesSchema.optional() }))
    .min(1)
    .max(resendLimit),
});
export type Resend = z.infer<typeof resendSchema>;
