import { z } from 'zod';
import { concurrencySchema } from './concurrency.ts';
import { jsonObjectSchema } from './json.ts';
import { documentKeySchema, entityNameSchema } from './keys.ts';
import { recipientReferenceSchema, triggerRecipientSchema } from './recipient.ts';
import { resendSchema } from './resend.ts';
import { clockChoiceSchema } from './scenario.ts';

/** One call of a workflow, complete enough to be stored and taken up again after a crash. */
export const triggerSchema = z.strictObject({
  workflow: documentKeySchema,
  environment: documentKeySchema,
  recipients: z.array(triggerRecipientSchema).min(1),
  actor: recipientReferenceSchema.nullable(),
  tenant: entityNameSchema.nullable(),
  data: jsonObjectSchema,
  /** The data as JSON text, there when it has numbers that another writer would spell anew (`1.00`, big integers). */
  dataText: z.string().optional(),
  /** The same of the recipients. */
  recipientsText: z.string().optional(),
  clock: clockChoiceSchema,
  seed: z.number().int().nonnegative(),
  concurrency: concurrencySchema,
  /** The scenario it came from, if any. */
  scenario: documentKeySchema.nullable(),
  /** There when the run sends messages of the log again: then these are sent, and not what the workflow makes. */
  resend: resendSchema.optional(),
});
export type Trigger = z.infer<typeof triggerSchema>;

export const runStatuses = ['running', 'completed', 'stopped', 'interrupted', 'failed'] as const;
export type RunStatus = (typeof runStatuses)[number];

/** `pending`: not begun; `sending`: an attempt is under way; `waiting`: between attempts; the rest is final. */
export const recipientRunStatuses = [
  'pending',
  'sending',
  'waiting',
  'delivered',
  'undelivered',
  'skipped',
  'stopped',
] as const;
export type RecipientRunStatus = (typeof recipientRunStatuses)[number];

export const runCountsSchema = z.object({
  recipients: z.number().int(),
  delivered: z.number().int(),
  undelivered: z.number().int(),
  skipped: z.number().int(),
  stopped: z.number().int(),
  /** Under way or between attempts. */
  active: z.number().int(),
  attempts: z.number().int(),
});
export type RunCounts = z.infer<typeof runCountsSchema>;

/** Why a recipient got no request, or why its message ended as it did; the catalogue of words is in the renderer and CLI. */
export const runReasonSchema = z.object({
  code: z.enum([
    'delivered',
    'workflow-conditions',
    'step-conditions',
    'channel-conditions',
    'empty-signing-key',
    'channel-missing',
    'step-type-not-supported',
    'no-channel-step',
    'template-error',
    'final-status',
    'final-failure',
    'attempts-used-up',
    'stopped',
  ]),
  /** One sentence for people, with the values that decided. */
  message: z.string(),
});
export type RunReason = z.infer<typeof runReasonSchema>;
