import { z } from 'zod';
import { failureKinds } from './failure-kinds.ts';

/** When to give up, when to try again, and what counts as delivered. Times in milliseconds. */
export const deliveryPolicySchema = z.strictObject({
  name: z.string(),
  description: z.string(),
  source: z.string(),
  /** From the first byte sent to the end of the response. */
  timeoutMs: z.number().int().min(1).max(600_000),
  /** Attempts in all, the first included. */
  maxAttempts: z.number().int().min(1).max(50),
  /** Waits between attempts; the last one repeats when there are more attempts than waits. */
  retryDelaysMs: z.array(z.number().int().nonnegative()),
  /** Random share added to each wait: 0.1 adds 0 to 10 %, `both` spreads it to either side. */
  jitter: z.strictObject({ ratio: z.number().min(0).max(1), direction: z.enum(['add', 'both']) }),
  /** Statuses outside 2xx that end the message at once. */
  finalStatuses: z.array(z.number().int().min(100).max(599)),
  /** Failures without a response that end the message at once. */
  finalFailures: z.array(z.enum(failureKinds)),
  /** Whether a Retry-After header may make a wait longer: never, to a day at most, or to twice the wait. */
  retryAfter: z.enum(['ignore', 'honour', 'up-to-double']),
  /** Whether a plain http:// URL may be called: never (Knock's rule), only on this machine, or always. */
  plainHttp: z.enum(['never', 'loopback', 'always']),
});
export type DeliveryPolicy = z.infer<typeof deliveryPolicySchema>;

/** The wait after attempt `attemptNumber` (from 1), before chance and Retry-After. */
export function retryDelayMs({ retryDelaysMs }: DeliveryPolicy, attemptNumber: number): number {
  return retryDelaysMs[attemptNumber - 1] ?? retryDelaysMs.at(-1) ?? 0;
}

/** When each attempt begins if all fail at once, in milliseconds from the first one. */
export function attemptOffsetsMs(policy: DeliveryPolicy): number[] {
  const offsets = [0];
  for (let attempt = 1; attempt < policy.maxAttempts; attempt += 1) {
    offsets.push((offsets.at(-1) ?? 0) + retryDelayMs(policy, attempt));
  }
  return offsets;
}

export const policyChoiceSchema = z.union([
  z.strictObject({ preset: z.string() }),
  z.strictObject({ custom: deliveryPolicySchema }),
]);
export type PolicyChoice = z.infer<typeof policyChoiceSchema>;
