import { z } from 'zod';
import { concurrencySchema } from './concurrency.ts';
import { failureKinds } from './failure-kinds.ts';
import { jsonObjectSchema } from './json.ts';
import { documentKeySchema, entityNameSchema, eventTypeKeySchema } from './keys.ts';
import { recipientReferenceSchema, triggerRecipientSchema } from './recipient.ts';

/** How time passes in a run: as it is, N times as fast, or at once (waits cost nothing). */
export const clockChoiceSchema = z.union([
  z.literal('real'),
  z.literal('virtual'),
  z.strictObject({ scale: z.number().positive().max(1_000_000) }),
]);
export type ClockChoice = z.infer<typeof clockChoiceSchema>;

/** As typed, where the value beside it does not say it: see `EventType`. */
const typedTextSchema = z.string().optional();

/** What the trigger carries: an event type with one of its samples (or own payload), or plain data. */
export const triggerEventSchema = z.union([
  z.strictObject({ type: eventTypeKeySchema, sample: z.string() }),
  z.strictObject({ type: eventTypeKeySchema, payload: jsonObjectSchema, payloadText: typedTextSchema }),
  z.strictObject({ data: jsonObjectSchema, dataText: typedTextSchema }),
]);
export type TriggerEvent = z.infer<typeof triggerEventSchema>;

export const recipientOutcomes = ['delivered', 'undelivered', 'skipped'] as const;

export const expectationSchema = z.strictObject({
  recipient: recipientReferenceSchema,
  outcome: z.enum(recipientOutcomes),
  /** Attempts of the recipient's message. */
  attempts: z.number().int().nonnegative().optional(),
  /** Status of the last attempt. */
  status: z.number().int().min(100).max(599).optional(),
  /** Why the last attempt had no complete response. */
  failureKind: z.enum(failureKinds).optional(),
  /** Whether every request the recipient's receiver got carried a valid signature. */
  isSignatureValid: z.boolean().optional(),
});
export type Expectation = z.infer<typeof expectationSchema>;

export const scenarioSchema = z.strictObject({
  name: z.string().min(1),
  description: z.string(),
  workflow: documentKeySchema,
  environment: documentKeySchema,
  recipients: z.array(triggerRecipientSchema).min(1),
  recipientsText: typedTextSchema,
  actor: recipientReferenceSchema.nullable(),
  tenant: entityNameSchema.nullable(),
  event: triggerEventSchema,
  clock: clockChoiceSchema,
  /** Seed of everything random in the run (jitter, ids); same seed, same bytes. */
  seed: z.number().int().nonnegative(),
  /** Absent = `defaultConcurrency`. */
  concurrency: concurrencySchema.optional(),
  /** Receivers to start first. */
  receivers: z.array(documentKeySchema),
  expectations: z.array(expectationSchema),
});
export type Scenario = z.infer<typeof scenarioSchema>;
