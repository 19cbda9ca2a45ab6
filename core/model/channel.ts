import { z } from 'zod';
import { conditionGroupSchema } from './condition.ts';
import { policyChoiceSchema } from './delivery-policy.ts';
import { previousKeyLimit, previousKeySchema } from './key-rotation.ts';
import { schemeChoiceSchema } from './signature-scheme.ts';

export const httpMethods = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** A row of headers or query parameters; `value` is Liquid. */
export const keyValueSchema = z.strictObject({ key: z.string(), value: z.string() });
export type KeyValue = z.infer<typeof keyValueSchema>;

/** The request template of a channel (knock.md 3.2): everything but the method is Liquid. */
export const requestTemplateSchema = z.strictObject({
  method: z.enum(httpMethods),
  url: z.string(),
  headers: z.array(keyValueSchema),
  query: z.array(keyValueSchema),
  body: z.string(),
});
export type RequestTemplate = z.infer<typeof requestTemplateSchema>;

export const channelSchema = z.strictObject({
  name: z.string().min(1),
  description: z.string(),
  type: z.literal('http'),
  request: requestTemplateSchema,
  /**
   * What the rendered body must be, else nothing is sent; its content-type is added when none is set. Knock sends JSON
   * only (knock.md 3.2). `graphql`: a GraphQL request as JSON. `form`: any bytes are sent, with findings. `text`: no
   * check and no header.
   */
  bodyFormat: z.enum(['json', 'text', 'xml', 'form', 'graphql']),
  /** `exact`: the rendered bytes are sent. `knock`: JSON is parsed and written compactly first, as Knock does. */
  bodyEncoding: z.enum(['exact', 'knock']),
  /** What an unknown variable does: `lenient` renders it empty (Knock's way), `strict` fails the message. */
  unknownVariables: z.enum(['lenient', 'strict']),
  /** null = not signed. `key` is Liquid; a key that renders empty skips the message (knock.md 3.6). */
  signing: z
    .strictObject({
      scheme: schemeChoiceSchema,
      key: z.string(),
      /** While keys are changed, the newest first. */
      previousKeys: z.array(previousKeySchema).max(previousKeyLimit).optional(),
    })
    .nullable(),
  policy: policyChoiceSchema,
  conditions: conditionGroupSchema.nullable(),
});
export type Channel = z.infer<typeof channelSchema>;
