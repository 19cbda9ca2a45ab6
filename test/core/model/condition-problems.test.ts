import { expect, test } from 'vitest';
import { type ConditionOperator, conditionProblems } from '../../../core/model/index.ts';

test.each<[variable: string, problem: string | null]>([
  ['', 'missing'],
  ['recipient.plan', null],
  [' data.items[0].id ', null],
  ['eventType', 'no-path'],
  ['recipient', 'no-path'],
  ['{{ recipient.plan }}', 'no-path'],
  ['recipient.event types', 'no-path'],
])('the variable %j: %s', (variable, problem) => {
  expect(conditionProblems({ variable, operator: 'exists' })).toEqual({ variable: problem, argument: null });
});

test.each<[operator: ConditionOperator, argument: string, problem: string | null]>([
  ['equal_to', '', null],
  ['contains', '', 'missing'],
  ['contains', 'a', null],
  ['greater_than', ' ', 'missing'],
  ['empty', '', null],
  ['is_timestamp_before', 'soon', 'no-time'],
  ['is_timestamp_before', '5 minutes ago', 'no-time'],
  ['is_timestamp_before', '7 days ago', null],
  ['is_timestamp_on_or_after', 'data.until', null],
  ['is_timestamp_on_or_after', '{{ data.until }}', null],
  ['is_timestamp_between', '["2026-01-01", "2026-02-01T00:00:00Z"]', null],
  ['is_timestamp_between', '["7 days ago", "2026-02-01"]', 'no-times'],
  ['is_between', '[5, 7]', null],
  ['is_between', '5, 7', null],
  ['is_between', '5 and 7', 'no-numbers'],
])('%s %j: %s', (operator, argument, problem) => {
  expect(conditionProblems({ variable: 'data.x', operator, argument }).argument).toBe(problem);
});
