import type { ConditionOperator } from '../../core/contract/index.ts';

/** Words of the conditions editor. */
export const conditionWords = {
  none: 'No conditions: it always applies.',
  add: 'Add condition',
  addGroup: 'Add group',
  remove: 'Remove condition',
  removeGroup: 'Remove group',
  match: 'Match',
  all: 'all of these',
  any: 'any of these',
  allOfGroup: 'All of this group',
  variable: 'Variable',
  operator: 'Operator',
  argument: 'Value',
  variablePlaceholder: 'recipient.event_types',
  argumentPlaceholder: 'text, JSON or a path',
  and: 'and',
  or: 'or',
  changeToAllLosesGroups: 'Groups are opened up when all conditions must hold.',
} as const;

/** Operators in words; those without an argument are told apart by `operatorsWithoutArgument`. */
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

export const operatorsWithoutArgument: ReadonlySet<ConditionOperator> = new Set([
  'empty',
  'not_empty',
  'exists',
  'not_exists',
  'is_timestamp',
  'is_timestamp_before_now',
  'is_timestamp_on_or_after_now',
]);
