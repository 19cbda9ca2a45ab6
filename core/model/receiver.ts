import { z } from 'zod';
import { keyValueSchema } from './channel.ts';
import { previousKeyLimit, previousKeySchema } from './key-rotation.ts';
import { schemeChoiceSchema } from './signature-scheme.ts';

/** A local endpoint on loopback. Several receivers may share one port when their paths differ. */
export const receiverSchema = z.strictObject({
  name: z.string().min(1),
  /** 0 = any free port. */
  port: z.number().int().min(0).max(65_535),
  path: z.string().startsWith('/', 'must start with "/"'),
  answer: z.strictObject({
    status: z.number().int().min(200).max(599),
    headers: z.array(keyValueSchema),
    body: z.string(),
    latencyMs: z.number().int().min(0).max(600_000),
  }),
  /** Statuses of the first requests, in order, such as 500, 500, 200. */
  statusSequence: z.array(z.number().int().min(200).max(599)).max(1000),
  /** After the sequence: its last status for ever, from its start again, or the answer's own status. */
  afterSequence: z.enum(['repeat-last', 'restart', 'answer']),
  /** null = signatures are not looked at. `key` may be a `{{ vars.name }}` reference. */
  verification: z
    .strictObject({
      scheme: schemeChoiceSchema,
      key: z.string(),
      /** While keys are changed: a signature of any of these is valid too. */
      previousKeys: z
        .array(previousKeySchema.omit({ validUntil: true }))
        .max(previousKeyLimit)
        .optional(),
      /** `record`: the verdict is only noted. `reject`: 401 is answered instead. */
      onFailure: z.enum(['record', 'reject']),
    })
    .nullable(),
});
export type Receiver = z.infer<typeof receiverSchema>;
