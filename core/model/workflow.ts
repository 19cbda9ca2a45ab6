import { z } from 'zod';
import { keyValueSchema } from './channel.ts';
import { conditionGroupSchema } from './condition.ts';
import { jsonObjectSchema } from './json.ts';

/** The request template as Knock's files spell it (knock.md 8.2); present = it overrides the channel's, whole. */
export const stepTemplateSchema = z.looseObject({
  method: z.string(),
  url: z.string(),
  headers: z.union([z.array(keyValueSchema), z.string()]).nullish(),
  query_params: z.union([z.array(keyValueSchema), z.string()]).nullish(),
  body: z.string().nullish(),
});

export const channelStepSchema = z.looseObject({
  ref: z.string().min(1),
  type: z.literal('channel'),
  name: z.string().nullish(),
  description: z.string().nullish(),
  channel_type: z.string().nullish(),
  channel_key: z.string().min(1),
  conditions: conditionGroupSchema.nullish(),
  template: stepTemplateSchema.nullish(),
});
export type ChannelStep = z.infer<typeof channelStepSchema>;

/** A step of another type: kept as it is in the file, shown, and skipped by a run with a reason. */
export const otherStepSchema = z
  .looseObject({
    ref: z.string().min(1),
    type: z.string(),
    name: z.string().nullish(),
    description: z.string().nullish(),
    conditions: conditionGroupSchema.nullish(),
  })
  .refine((step) => step.type !== 'channel', { message: 'a channel step needs "channel_key"', path: ['channel_key'] });

export const workflowStepSchema = z.union([channelStepSchema, otherStepSchema]);
export type WorkflowStep = z.infer<typeof workflowStepSchema>;

export function isChannelStep(step: WorkflowStep): step is ChannelStep {
  return step.type === 'channel';
}

/** A workflow in Knock CLI's own format (knock.md 8.2); fields not named here are kept untouched. */
export const workflowSchema = z.looseObject({
  name: z.string().min(1),
  description: z.string().nullish(),
  conditions: conditionGroupSchema.nullish(),
  trigger_data_json_schema: jsonObjectSchema.nullish(),
  steps: z
    .array(workflowStepSchema)
    .refine((steps) => new Set(steps.map((step) => step.ref)).size === steps.length, 'two steps have the same "ref"'),
});
export type Workflow = z.infer<typeof workflowSchema>;
