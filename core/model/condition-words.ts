import { type Condition, type ConditionOperator, operatorsWithoutArgument } from './condition.ts';

/** Operators in words: where a condition is written, and where it is explained. */
export const operatorWords: Record<ConditionOperator, string> = {
  equal_to: 'equals',
  not_equal_to: 'does not equal',
  greater_than: 'is greater than',
  greater_than_or_equal_to: 'is at least',
  less_than: 'is less than',
  less_than_or_equal_to: 'is at most',
  contains: 'contains',
  not_contains: 'does not contain',
  contains_all: 'contains all of',
  not_contains_all: 'does not contain all of',
  empty: 'is empty',
  not_empty: 'is not empty',
  exists: 'exists',
  not_exists: 'does not exist',
  is_timestamp: 'is a timestamp',
  is_timestamp_before: 'is before',
  is_timestamp_on_or_after: 'is on or after',
  is_timestamp_between: 'is between (times)',
  is_timestamp_before_now: 'is in the past',
  is_timestamp_on_or_after_now: 'is now or later',
  is_between: 'is between',
  is_audience_member: 'is in audience',
  is_not_audience_member: 'is not in audience',
};

/** Such as `recipient.id equals "a"`. `argument`: what its value is to be named as; the text that was written by default. */
export function conditionClaim(condition: Condition, argument?: string): string {
  const { variable, operator } = condition;
  const isAlone = operatorsWithoutArgument.has(operator) || (condition.argument ?? null) === null;
  return `${variable} ${operatorWords[operator]}${isAlone ? '' : ` ${argument ?? condition.argument}`}`;
}
