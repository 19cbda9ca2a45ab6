import { type Condition, operatorsWithoutArgument, parseConditionPath, readConditionArgument } from './condition.ts';
import { parseTimestamp, parseTimestampArgument, rangeOf } from './condition-timestamps.ts';
import type { JsonValue } from './json.ts';

/** What keeps a condition from ever saying what is meant; null = nothing is wrong with that side. */
export interface ConditionProblems {
  variable: 'missing' | 'no-path' | null;
  argument: 'missing' | 'no-time' | 'no-times' | 'no-numbers' | null;
}

/** Judges a condition by itself: what its paths lead to is known in a run only. */
export function conditionProblems({ variable, operator, argument }: Condition): ConditionProblems {
  const path = variable.trim();
  return {
    variable: path === '' ? 'missing' : parseConditionPath(path) === null ? 'no-path' : null,
    argument: operatorsWithoutArgument.has(operator) ? null : argumentProblem(operator, argument ?? ''),
  };
}

function argumentProblem(operator: Condition['operator'], text: string): ConditionProblems['argument'] {
  const argument = readConditionArgument(text);
  if (argument.kind === 'path') return null;
  switch (operator) {
    case 'is_timestamp_before':
    case 'is_timestamp_on_or_after':
      // Any "now" will do: what a relative time is relative to does not make it readable.
      return parseTimestampArgument(argument.value, 0) === null ? 'no-time' : null;
    case 'is_timestamp_between':
      return areTimes(rangeOf(argument.value)) ? null : 'no-times';
    case 'is_between':
      return areNumbers(rangeOf(argument.value)) ? null : 'no-numbers';
    case 'equal_to':
    case 'not_equal_to':
      return null;
    default:
      return text.trim() === '' ? 'missing' : null;
  }
}

function areTimes(range: readonly JsonValue[] | null): boolean {
  return range?.every((end) => parseTimestamp(end) !== null) ?? false;
}

function areNumbers(range: readonly JsonValue[] | null): boolean {
  const isNumber = (end: JsonValue): boolean =>
    typeof end === 'number' || (typeof end === 'string' && end !== '' && !Number.isNaN(Number(end)));
  return range?.every(isNumber) ?? false;
}
