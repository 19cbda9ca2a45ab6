import { z } from 'zod';
import { type AnswerFault, answerFaults, hasNoContent, isBodyFault } from './answer-fault.ts';
import { previousKeyLimit, previousKeySchema } from './key-rotation.ts';
import { answerStatusSchema, type ReceiverAnswer, receiverAnswerSchema } from './receiver-answer.ts';
import { rateLimitSchema, receiverRuleSchema } from './receiver-rules.ts';
import { clientCertificateDemands, receiverTlsChoices } from './receiver-tls.ts';
import { schemeChoiceSchema } from './signature-scheme.ts';

const faultSchema = z.enum(answerFaults);
/** Not a union, which would tell of one of the two alone what is wrong. */
const sequenceEntrySchema = z.custom<number | AnswerFault>(
  (entry) => (typeof entry === 'number' ? answerStatusSchema : faultSchema).safeParse(entry).success,
  `must be a status from 200 to 599, or a fault: ${answerFaults.join(', ')}`,
);

const receiverShape = z.strictObject({
  name: z.string().min(1),
  /** 0 = any free port. */
  port: z.number().int().min(0).max(65_535),
  path: z.string().startsWith('/', 'must start with "/"'),
  /** Absent = plain http. */
  tls: z.enum(receiverTlsChoices).optional(),
  /** Absent = senders are not asked for a certificate. */
  clientCertificate: z.enum(clientCertificateDemands).optional(),
  answer: receiverAnswerSchema,
  /** What the first requests get, in order: statuses, or faults such as in 500, "reset", "no-answer", 200. */
  statusSequence: z.array(sequenceEntrySchema).max(1000),
  /** After the sequence: its last entry for ever, from its start again, or the answer itself. */
  afterSequence: z.enum(['repeat-last', 'restart', 'answer']),
  /** The first that fits a request decides its answer, before the sequence, which does not move on then. */
  rules: z.array(receiverRuleSchema).max(100).optional(),
  /** Comes before all else. */
  rateLimit: rateLimitSchema.optional(),
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

/** A local endpoint on loopback. Several receivers may share one port when their paths differ and their `tls` and `clientCertificate` do not. */
export const receiverSchema = receiverShape.superRefine((receiver, context) => {
  const { answer, statusSequence, rules = [], tls, clientCertificate } = receiver;
  if (clientCertificate !== undefined && tls === undefined) {
    context.addIssue({
      code: 'custom',
      path: ['clientCertificate'],
      message: 'A certificate can be asked for over https only. Set "tls" as well, or leave "clientCertificate" out.',
    });
  }
  const refuse = (
    path: (string | number)[],
    { status }: ReceiverAnswer,
    faults: readonly (number | AnswerFault | undefined)[],
  ): void => {
    if (!hasNoContent(status)) return;
    const fault = faults.find((each) => typeof each === 'string' && isBodyFault(each));
    if (fault === undefined) return;
    context.addIssue({
      code: 'custom',
      path: [...path, 'status'],
      message: `An answer with ${status} has no body, which "${fault}" needs. Take another status, such as 200.`,
    });
  };
  refuse(['answer'], answer, [answer.fault, ...statusSequence]);
  for (const [place, rule] of rules.entries()) refuse(['rules', place, 'answer'], rule.answer, [rule.answer.fault]);
});
export type Receiver = z.infer<typeof receiverSchema>;
