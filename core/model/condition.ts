import { z } from 'zod';
import type { JsonValue } from './json.ts';

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

/** They look at the variable alone: an argument that a file brings along means nothing. */
export const operatorsWithoutArgument: ReadonlySet<ConditionOperator> = new Set([
  'empty',
  'not_empty',
  'exists',
  'not_exists',
  'is_timestamp',
  'is_timestamp_before_now',
  'is_timestamp_on_or_after_now',
]);

/** What a variable of a condition begins with (knock.md 5.1). */
export const conditionPrefixes = ['data', 'recipient', 'actor', 'tenant', 'vars', 'workflow', 'run', 'refs'] as const;

const pathPattern = new RegExp(`^(${conditionPrefixes.join('|')})((?:\\.[^.\\s[\\]]+|\\[\\d+\\])+)$`);
/** Blanks are trimmed afterwards: a pattern that also looks for them takes a day for a thousand of them. */
const liquidPathPattern = /^\{\{-?(.*?)-?\}\}$/s;

/** The names of a path from the scope down; null = no path, or one that begins with no prefix that Knock knows. */
export function parseConditionPath(text: string): readonly string[] | null {
  const match = pathPattern.exec(text);
  if (match === null) return null;
  const [, prefix = '', rest = ''] = match;
  return [prefix, ...(rest.match(/[^.[\]]+/g) ?? [])];
}

/** What an argument is: JSON text is decoded, else it is a path (`{{ … }}` around it or not), else plain text. */
export function readConditionArgument(
  argument: string,
): { kind: 'value'; value: JsonValue } | { kind: 'path'; path: readonly string[] } {
  try {
    return { kind: 'value', value: JSON.parse(argument) as JsonValue };
  } catch {
    const path = parseConditionPath(liquidPathPattern.exec(argument)?.[1]?.trim() ?? argument);
    return path === null ? { kind: 'value', value: argument } : { kind: 'path', path };
  }
}
