import { z } from 'zod';
import { answerFaults } from './answer-fault.ts';
import { keyValueSchema } from './channel.ts';

export const answerStatusSchema = z.number().int().min(200).max(599);

const latencySchema = z.number().int().min(0).max(600_000);

/** What a receiver sends back. */
export const receiverAnswerSchema = z.strictObject({
  status: answerStatusSchema,
  headers: z.array(keyValueSchema),
  body: z.string(),
  /** Before the answer, or before the fault. */
  latencyMs: latencySchema,
  /** Any time from `latencyMs` up to this one, each as likely; `latencyMs` when absent or shorter. */
  latencyUpToMs: latencySchema.optional(),
  /** What goes wrong with every answer that the sequence does not decide. */
  fault: z.enum(answerFaults).optional(),
  /** How fast `throttle` sends the body; `defaultBytesPerSecond` when absent. */
  bytesPerSecond: z.number().int().min(1).max(1_000_000).optional(),
});
export type ReceiverAnswer = z.infer<typeof receiverAnswerSchema>;
