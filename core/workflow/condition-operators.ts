import {
  assertNever,
  type ConditionOperator,
  type JsonValue,
  parseTimestamp,
  parseTimestampArgument,
  rangeOf,
} from '../model/index.ts';
import { type ConditionOperands, isSameValue } from './condition-values.ts';

export interface OperatorResult {
  isMet: boolean;
  /** Why it came out so, where the two values do not tell. */
  note: string | null;
}

/** Delivery statuses of a message from low to high, for comparisons with `$message.<status>` (knock.md 5.1). */
const messageRanks = [
  'skipped',
  'undelivered',
  'bounced',
  'delivery_attempted',
  'queued',
  'not_sent',
  'sent',
  'delivered',
  'seen',
  'read',
  'interacted',
  'link_clicked',
  'archived',
];

/** Applies one operator of knock.md 5.1. Values of kinds that it cannot compare do not meet it. */
export function applyOperator(operator: ConditionOperator, operands: ConditionOperands, nowMs: number): OperatorResult {
  const { actual, expected, isPresent } = operands;
  switch (operator) {
    case 'equal_to':
      return plain(isSameValue(actual, messageStatus(expected)));
    case 'not_equal_to':
      return plain(!isSameValue(actual, messageStatus(expected)));
    case 'greater_than':
      return ordered(actual, expected, (order) => order > 0);
    case 'greater_than_or_equal_to':
      return ordered(actual, expected, (order) => order >= 0);
    case 'less_than':
      return ordered(actual, expected, (order) => order < 0);
    case 'less_than_or_equal_to':
      return ordered(actual, expected, (order) => order <= 0);
    case 'contains':
      return plain(contains(operands));
    case 'not_contains':
      return plain(!contains(operands));
    case 'contains_all':
      return plain(containsAll(operands));
    case 'not_contains_all':
      return plain(!containsAll(operands));
    case 'empty':
      return plain(isEmpty(actual));
    case 'not_empty':
      return plain(!isEmpty(actual));
    case 'exists':
      return plain(isPresent && actual !== null);
    case 'not_exists':
      return plain(!isPresent || actual === null);
    case 'is_timestamp':
      return plain(parseTimestamp(actual) !== null);
    case 'is_timestamp_before':
      return timestamps(actual, parseTimestampArgument(expected, nowMs), (time, argument) => time < argument);
    case 'is_timestamp_on_or_after':
      return timestamps(actual, parseTimestampArgument(expected, nowMs), (time, argument) => time >= argument);
    case 'is_timestamp_before_now':
      return timestamps(actual, nowMs, (time, now) => time < now);
    case 'is_timestamp_on_or_after_now':
      return timestamps(actual, nowMs, (time, now) => time >= now);
    case 'is_timestamp_between':
      return timestampBetween(actual, expected);
    case 'is_between':
      return between(actual, expected);
    case 'is_audience_member':
      return { isMet: false, note: noAudiences };
    case 'is_not_audience_member':
      return { isMet: true, note: noAudiences };
    default:
      return assertNever(operator);
  }
}

const noAudiences = 'There are no audiences locally, so nobody is a member of one.';

function plain(isMet: boolean): OperatorResult {
  return { isMet, note: null };
}

function messageStatus(expected: JsonValue): JsonValue {
  return typeof expected === 'string' && expected.startsWith('$message.')
    ? expected.slice('$message.'.length)
    : expected;
}

/** Numbers by value, text by code units, message statuses by rank; anything else has no order. */
function ordered(actual: JsonValue, expected: JsonValue, test: (order: number) => boolean): OperatorResult {
  if (typeof actual === 'number' && typeof expected === 'number') return plain(test(actual - expected));
  if (typeof actual !== 'string' || typeof expected !== 'string') {
    return { isMet: false, note: 'Only two numbers or two texts have an order.' };
  }
  if (expected.startsWith('$message.')) {
    const actualRank = messageRanks.indexOf(actual);
    const expectedRank = messageRanks.indexOf(expected.slice('$message.'.length));
    if (actualRank < 0 || expectedRank < 0) return { isMet: false, note: 'That is not a message status.' };
    return plain(test(actualRank - expectedRank));
  }
  return plain(test(actual < expected ? -1 : actual > expected ? 1 : 0));
}

/** Text in text, a value in a list (either way round), or two lists with a value in common. */
function contains({ actual, expected, expectedText }: ConditionOperands): boolean {
  const wanted = messageStatus(expected);
  if (Array.isArray(actual)) {
    if (Array.isArray(wanted)) return wanted.some(memberOf(actual));
    return includesWritten(actual, wanted, expectedText);
  }
  if (Array.isArray(wanted)) return includesValue(wanted, actual);
  if (typeof actual !== 'string') return false;
  // A decoded number or boolean is looked for as it was written.
  const text = typeof wanted === 'string' ? wanted : expectedText;
  return text !== null && actual.includes(text);
}

function containsAll({ actual, expected, expectedText }: ConditionOperands): boolean {
  if (!Array.isArray(actual)) return false;
  if (!Array.isArray(expected)) return includesWritten(actual, expected, expectedText);
  return expected.every(memberOf(actual));
}

/** For many values at once: to walk a long list for each of a long list would hold up every other run. */
function memberOf(list: JsonValue[]): (value: JsonValue) => boolean {
  const known = new Set(list);
  return (value) => known.has(value) || (typeof value === 'object' && value !== null && includesValue(list, value));
}

/** A value, or the text that it was written as. */
function includesWritten(list: JsonValue[], value: JsonValue, text: string | null): boolean {
  return includesValue(list, value) || (text !== null && includesValue(list, text));
}

function includesValue(list: JsonValue[], value: JsonValue): boolean {
  return list.some((item) => isSameValue(item, value));
}

function isEmpty(value: JsonValue): boolean {
  return value === '' || value === null || (Array.isArray(value) && value.length === 0);
}

function timestamps(
  actual: JsonValue,
  argument: number | null,
  test: (time: number, argument: number) => boolean,
): OperatorResult {
  const time = parseTimestamp(actual);
  if (time === null) return { isMet: false, note: 'The value is not an ISO 8601 time.' };
  if (argument === null) {
    return { isMet: false, note: 'The argument is neither an ISO 8601 time nor a relative one of 15 minutes or more.' };
  }
  return plain(test(time, argument));
}

/** From the first end, included, to the second, not included. Relative times are not taken here (knock.md 5.1). */
function timestampBetween(actual: JsonValue, expected: JsonValue): OperatorResult {
  const range = rangeOf(expected);
  const from = range === null ? null : parseTimestamp(range[0]);
  const to = range === null ? null : parseTimestamp(range[1]);
  if (from === null || to === null) return { isMet: false, note: 'The argument must be a list of two ISO 8601 times.' };
  return timestamps(actual, from, (time) => time >= from && time < to);
}

function between(actual: JsonValue, expected: JsonValue): OperatorResult {
  const range = rangeOf(expected)?.map((end) => (typeof end === 'string' && end !== '' ? Number(end) : end));
  const [from, to] = range ?? [];
  if (typeof from !== 'number' || typeof to !== 'number' || Number.isNaN(from) || Number.isNaN(to)) {
    return { isMet: false, note: 'The argument must be a list of two numbers.' };
  }
  if (typeof actual !== 'number') return { isMet: false, note: 'The value is not a number.' };
  return plain(actual >= from && actual <= to);
}
