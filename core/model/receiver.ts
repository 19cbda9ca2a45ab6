import { z } from 'zod';
import { type AnswerFault, answerFaults, hasNoContent, isBodyFault } from './answer-fault.ts';
import { keyValueSchema } from './channel.ts';
import { previousKeyLimit, previousKeySchema } from './key-rotation.ts';
import { receiverTlsChoices } from './receiver-tls.ts';
import { schemeChoiceSchema } from './signature-scheme.ts';

const statusSchema = z.number().int().min(200).max(599);
const faultSchema = z.enum(answerFaults);
/** Not a union, which would tell of one of the two alone what is wrong. */
const sequenceEntrySchema = z.custom<number | AnswerFault>(
  (entry) => (typeof entry === 'number' ? statusSchema : faultSchema).safeParse(entry).success,
  `must be a status from 200 to 599, or a fault: ${answerFaults.join(', ')}`,
);

const receiverShape = z.strictObject({
  name: z.string().min(1),
  /** 0 = any free port. */
  port: z.number().int().min(0).max(65_535),
  path: z.string().startsWith('/', 'must start with "/"'),
  /** Absent = plain http. */
  tls: z.enum(receiverTlsChoices).optional(),
  answer: z.strictObject({
    status: statusSchema,
    headers: z.array(keyValueSchema),
    body: z.string(),
    /** Before the answer, or before the fault. */
    latencyMs: z.number().int().min(0).max(600_000),
    /** What goes wrong with every answer that the sequence does not decide. */
    fault: faultSchema.optional(),
    /** How fast `throttle` sends the body; `defaultBytesPerSecond` when absent. */
    bytesPerSecond: z.number().int().min(1).max(1_000_000).optional(),
  }),
  /** What the first requests get, in order: statuses, or faults such as in 500, "reset", "no-answer", 200. */
  statusSequence: z.array(sequenceEntrySchema).max(1000),
  /** After the sequence: its last entry for ever, from its start again, or the answer itself. */
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

/** A local endpoint on loopback. Several receivers may share one port when their paths differ and their `tls` does not. */
export const receiverSchema = receiverShape.superRefine(({ answer, statusSequence }, context) => {
  if (!hasNoContent(answer.status)) return;
  const fault = [answer.fault, ...statusSequence].find((each) => typeof each === 'string' && isBodyFault(each));
  if (fault === undefined) return;
  context.addIssue({
    code: 'custom',
    path: ['answer', 'status'],
    message: `An answer with ${answer.status} has no body, which "${fault}" needs. Take another status, such as 200.`,
  });
});
export type Receiver = z.infer<typeof receiverSchema>;
