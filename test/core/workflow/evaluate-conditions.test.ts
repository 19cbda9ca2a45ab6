import { expect, test } from 'vitest';
import { type Condition, conditionOperators, type JsonObject, type JsonValue } from '../../../core/model/index.ts';
import { evaluateConditions } from '../../../core/workflow/index.ts';

const nowMs = Date.parse('2026-06-15T12:00:00Z');

function check(value: JsonValue | undefined, operator: Condition['operator'], argument?: string | null) {
  const data: JsonObject = value === undefined ? {} : { value };
  const group = { all: [{ variable: 'data.value', operator, argument: argument ?? null }] };
  const scope: JsonObject = {
    data: { ...data, other: 'project.created', list: ['x'], count: 5, map: { a: 1 } },
    recipient: { event_types: ['a'] },
    refs: { sent: { delivery_status: 'queued' } },
  };
  return evaluateConditions(group, scope, nowMs);
}

test('looks for a long list in a long list at once', { timeout: 5000 }, () => {
  const list = (letter: string) => Array.from({ length: 100_000 }, (_, index) => `${letter}${index}`);
  for (const operator of ['contains', 'contains_all'] as const) {
    expect(check(list('a'), operator, JSON.stringify(list('b'))).isMet).toBe(false);
  }
  expect(check(list('a'), 'contains_all', JSON.stringify(list('a').toReversed())).isMet).toBe(true);
});

const cases: [JsonValue | undefined, Condition['operator'], string | null, boolean][] = [
  ['a', 'equal_to', 'a', true],
  ['a', 'equal_to', '"a"', true],
  [5, 'equal_to', '5', true],
  ['5', 'equal_to', '5', false],
  [true, 'equal_to', 'true', true],
  ['true', 'equal_to', 'true', false],
  [null, 'equal_to', 'null', true],
  [{ a: [1, { b: 2 }] }, 'equal_to', '{"a":[1,{"b":2}]}', true],
  ['project.created', 'equal_to', 'data.other', true],
  ['project.created', 'equal_to', '{{ data.other }}', true],
  [undefined, 'equal_to', '', true],
  [undefined, 'equal_to', 'data.nothing', true],
  [undefined, 'not_equal_to', 'x', true],
  ['a', 'not_equal_to', 'a', false],
  [6, 'greater_than', '5', true],
  [5, 'greater_than', '5', false],
  ['6', 'greater_than', '5', false],
  ['b', 'greater_than', 'a', true],
  [5, 'greater_than_or_equal_to', '5', true],
  [4, 'less_than', '5', true],
  [undefined, 'less_than', '5', false],
  [5, 'less_than_or_equal_to', '5', true],
  [6, 'less_than_or_equal_to', '5', false],
  [['a', 'b'], 'contains', 'a', true],
  [['a', 'b'], 'contains', 'c', false],
  [[5], 'contains', '5', true],
  [['5'], 'contains', '5', true],
  [['a', 'b'], 'contains', '["x","b"]', true],
  [[{ a: [1] }, 'b'], 'contains', '["x",{"a":[1]}]', true],
  [['a', 'b'], 'contains', '["x","y"]', false],
  ['b', 'contains', '["a","b"]', true],
  ['x', 'contains', 'data.list', true],
  ['hello', 'contains', 'ell', true],
  ['abc5', 'contains', '5', true],
  ['order 5', 'contains', 'data.count', true],
  ['see data.count', 'contains', 'data.count', false],
  [['data.count'], 'contains', 'data.count', false],
  [[null], 'contains', 'data.map', false],
  [['data.count'], 'contains_all', 'data.count', false],
  [undefined, 'contains', 'a', false],
  [5, 'contains', '5', false],
  [['a'], 'not_contains', 'b', true],
  [['a'], 'not_contains', 'a', false],
  [['a', 'b', 'c'], 'contains_all', '["a","c"]', true],
  [['a', 'b'], 'contains_all', '["a","c"]', false],
  [['a', 'b'], 'contains_all', 'a', true],
  ['ab', 'contains_all', '["a"]', false],
  [['a'], 'not_contains_all', '["a","b"]', true],
  ['', 'empty', null, true],
  [null, 'empty', null, true],
  [[], 'empty', null, true],
  [undefined, 'empty', null, true],
  [0, 'empty', null, false],
  [false, 'empty', null, false],
  ['x', 'not_empty', null, true],
  [undefined, 'not_empty', null, false],
  ['', 'exists', null, true],
  [null, 'exists', null, false],
  [undefined, 'exists', null, false],
  [undefined, 'not_exists', null, true],
  [0, 'not_exists', null, false],
  ['2026-06-15T12:00:00Z', 'is_timestamp', null, true],
  ['2026-06-15 12:00:00.123456Z', 'is_timestamp', null, true],
  ['2026-06-15', 'is_timestamp', null, true],
  ['2026-13-45', 'is_timestamp', null, false],
  ['2026-02-30', 'is_timestamp', null, false],
  ['2025-02-29T10:00:00Z', 'is_timestamp', null, false],
  ['2024-02-29T10:00:00Z', 'is_timestamp', null, true],
  ['soon', 'is_timestamp', null, false],
  ['12', 'is_timestamp', null, false],
  ['2026-06-08T11:59:59Z', 'is_timestamp_before', '7 days ago', true],
  ['2026-06-08T12:00:00Z', 'is_timestamp_before', '7 days ago', false],
  ['2026-06-15T12:29:00Z', 'is_timestamp_before', '30 minutes from now', true],
  ['2026-06-15T12:29:00Z', 'is_timestamp_before', 'in 30 minutes', true],
  ['2026-06-01T00:00:00Z', 'is_timestamp_before', '5 minutes ago', false],
  ['2026-06-01T00:00:00Z', 'is_timestamp_before', 'whenever', false],
  ['2026-06-14T23:00:00+02:00', 'is_timestamp_before', '2026-06-14T22:00:00Z', true],
  ['2026-06-15T00:00:00Z', 'is_timestamp_on_or_after', '2026-06-15', true],
  ['2026-06-14T00:00:00Z', 'is_timestamp_on_or_after', '1 week ago', true],
  ['2026-06-15T11:59:59Z', 'is_timestamp_before_now', null, true],
  ['2026-06-15T12:00:00Z', 'is_timestamp_before_now', null, false],
  ['2026-06-15T12:00:00Z', 'is_timestamp_on_or_after_now', null, true],
  [undefined, 'is_timestamp_before_now', null, false],
  ['2026-06-15', 'is_timestamp_between', '["2026-06-15","2026-06-16"]', true],
  ['2026-06-16', 'is_timestamp_between', '["2026-06-15","2026-06-16"]', false],
  ['2026-06-15', 'is_timestamp_between', '["7 days ago","2026-06-16"]', false],
  [5, 'is_between', '[5,7]', true],
  [7, 'is_between', '5, 7', true],
  [8, 'is_between', '[5,7]', false],
  [5, 'is_between', 'five', false],
  ['u1', 'is_audience_member', 'vips', false],
  ['u1', 'is_not_audience_member', 'vips', true],
];

test.each(cases)('%j %s %s → %s', (value, operator, argument, isMet) => {
  expect(check(value, operator, argument).isMet).toBe(isMet);
});

test('every operator is among the cases', () => {
  expect(new Set(cases.map(([, operator]) => operator))).toEqual(new Set(conditionOperators));
});

test('the values that decided are told; a path to nothing is the empty text', () => {
  expect(check(undefined, 'equal_to', 'data.other').checks).toMatchObject([
    { isMet: false, actual: '', expected: 'project.created', note: 'There is nothing at this path.' },
  ]);
  expect(check('', 'equal_to', 'x').checks).toMatchObject([{ actual: '', note: null }]);
  const noPath = evaluateConditions({ all: [{ variable: 'eventType', operator: 'exists' }] }, {}, nowMs);
  expect(noPath.checks[0]?.note).toContain('must begin with "data."');
  expect(check('u1', 'is_audience_member', 'vips').checks[0]?.note).toContain('no audiences');
});

test('only the known prefixes are paths, own properties only, list places by number', () => {
  const scope: JsonObject = { eventType: 'x', data: { items: [{ id: 7 }], list: [1] }, run: { total_actors: 1 } };
  const actual = (variable: string): JsonValue | undefined =>
    evaluateConditions({ all: [{ variable, operator: 'exists' }] }, scope, nowMs).checks[0]?.actual;
  expect(actual('eventType')).toBe('');
  expect(actual('data.items[0].id')).toBe(7);
  expect(actual('data.items.0.id')).toBe(7);
  expect(actual('data.list.length')).toBe('');
  expect(actual('data.constructor')).toBe('');
  expect(actual('run.total_actors')).toBe(1);
});

test('message statuses compare by rank', () => {
  const scope: JsonObject = { refs: { a: { delivery_status: 'queued' } } };
  const met = (operator: Condition['operator'], argument: string): boolean =>
    evaluateConditions({ all: [{ variable: 'refs.a.delivery_status', operator, argument }] }, scope, nowMs).isMet;
  expect(met('less_than', '$message.delivered')).toBe(true);
  expect(met('greater_than', '$message.skipped')).toBe(true);
  expect(met('equal_to', '$message.queued')).toBe(true);
  expect(met('greater_than', '$message.nonsense')).toBe(false);
});

test('groups: all stops at the first that fails, any at the first that holds, the rest is not evaluated', () => {
  const yes: Condition = { variable: 'data.a', operator: 'exists' };
  const no: Condition = { variable: 'data.b', operator: 'exists' };
  const scope: JsonObject = { data: { a: 1 } };
  const run = (group: Parameters<typeof evaluateConditions>[0]) => {
    const { isMet, checks } = evaluateConditions(group, scope, nowMs);
    return [isMet, checks.map((each) => each.isMet)];
  };
  expect(run({ all: [yes, no, yes] })).toEqual([false, [true, false, null]]);
  expect(run({ all: [yes, yes] })).toEqual([true, [true, true]]);
  expect(run({ any: [no, yes, no] })).toEqual([true, [false, true, null]]);
  expect(run({ any: [no, no] })).toEqual([false, [false, false]]);
  expect(run({ any: [{ all: [yes, no, yes] }, { all: [yes] }, { all: [no] }] })).toEqual([
    true,
    [true, false, null, true, null],
  ]);
  expect(run({ all: [] })).toEqual([true, []]);
  expect(run({ any: [] })).toEqual([true, []]);
});
