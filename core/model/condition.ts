import { z } from 'zod';

/** Operators of Knock's conditions (knock.md 5.1). */
export const conditionOperators = [
  'equal_to',
  'not_equal_to',
  'greater_than',
  'greater_than_or_equal_to',
  'less_than',
  'less_than_or_equal_to',
  'contains',
  'not_contains',
  'contains_all',
  'not_contains_all',
  'empty',
  'not_empty',
  'exists',
  'not_exists',
  'is_timestamp',
  'is_timestamp_before',
  'is_timestamp_on_or_after',
  'is_timestamp_between',
  'is_timestamp_before_now',
  'is_timestamp_on_or_after_now',
  'is_between',
  'is_audience_member',
  'is_not_audience_member',
] as const;
export type ConditionOperator = (typeof conditionOperators)[number];

/** `variable` is a path such as `recipient.event_types`; `argument` is JSON text, a path, or plain text. */
export const conditionSchema = z.strictObject({
  variable: z.string(),
  operator: z.enum(conditionOperators),
  argument: z.string().nullish(),
});
export type Condition = z.infer<typeof conditionSchema>;

const allGroupSchema = z.strictObject({ all: z.array(conditionSchema) });
/** All of a list, or any of a list whose members may themselves be an "all" group: two levels at most. */
export const conditionGroupSchema = z.union([
  allGroupSchema,
  z.strictObject({ any: z.array(z.union([conditionSchema, allGroupSchema])) }),
]);
export type ConditionGroup = z.infer<typeof conditionGroupSchema>;
