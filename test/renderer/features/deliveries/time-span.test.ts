import { expect, test } from 'vitest';
import { readTimeSpan } from '../../../../renderer/features/deliveries/time-span.ts';

/** Local, as what is typed. */
const ms = (text: string): number => new Date(text).getTime();
const now = ms('2026-03-04T09:30:00');

test.each([
  ['', {}],
  ['  ', {}],
  ['8:00 – 9:15', { fromMs: ms('2026-03-04T08:00:00'), beforeMs: ms('2026-03-04T09:15:00') }],
  ['08:00-09:15:30', { fromMs: ms('2026-03-04T08:00:00'), beforeMs: ms('2026-03-04T09:15:30') }],
  ['8:00 to 9:15', { fromMs: ms('2026-03-04T08:00:00'), beforeMs: ms('2026-03-04T09:15:00') }],
  ['8:00 TO 9:15', { fromMs: ms('2026-03-04T08:00:00'), beforeMs: ms('2026-03-04T09:15:00') }],
])('times of today: "%s"', (text, expected) => {
  expect(readTimeSpan(text, now)).toEqual(expected);
});

test.each([
  ['10:00 – 11:30', { fromMs: ms('2026-03-03T10:00:00'), beforeMs: ms('2026-03-03T11:30:00') }],
  ['23:00 – 1:00', { fromMs: ms('2026-03-03T23:00:00'), beforeMs: ms('2026-03-04T01:00:00') }],
  ['8:00', { fromMs: ms('2026-03-04T08:00:00') }],
  ['8:00 –', { fromMs: ms('2026-03-04T08:00:00') }],
  ['– 10:00', { beforeMs: ms('2026-03-03T10:00:00') }],
])('what has no date and would be later than now was yesterday: "%s"', (text, expected) => {
  expect(readTimeSpan(text, now)).toEqual(expected);
});

test.each([
  ['2026-02-27', { fromMs: ms('2026-02-27T00:00:00'), beforeMs: ms('2026-02-28T00:00:00') }],
  ['2026-02-27 – 2026-03-01', { fromMs: ms('2026-02-27T00:00:00'), beforeMs: ms('2026-03-02T00:00:00') }],
  ['2026-02-27 10:00 – 11:30', { fromMs: ms('2026-02-27T10:00:00'), beforeMs: ms('2026-02-27T11:30:00') }],
  ['2026-02-28T23:00 - 2:00', { fromMs: ms('2026-02-28T23:00:00'), beforeMs: ms('2026-03-01T02:00:00') }],
  ['2026-02-27 10:00 - 2026-03-04 8:00', { fromMs: ms('2026-02-27T10:00:00'), beforeMs: ms('2026-03-04T08:00:00') }],
  ['- 2026-02-27', { beforeMs: ms('2026-02-28T00:00:00') }],
])('with dates: "%s"', (text, expected) => {
  expect(readTimeSpan(text, now)).toEqual(expected);
});

test.each([
  'ten',
  '10',
  '-',
  '24:00',
  '10:60 – 11:00',
  '2026-02-30',
  '2026-13-01 10:00 –',
  '2026-03-02 – 2026-03-01',
  '2026-03-02 10:00 – 2026-03-02 10:00',
  '10:00 – 11:00 – 12:00',
])('"%s" is none', (text) => {
  expect(readTimeSpan(text, now)).toBeNull();
});

test('days of 23 and 25 hours end at midnight', () => {
  const days = ['2026-03-29', '2026-10-25', '2026-03-08', '2026-11-01'];
  for (const day of days) {
    const { beforeMs = 0 } = readTimeSpan(day, now) ?? {};
    expect([new Date(beforeMs).getHours(), new Date(beforeMs).getMinutes()]).toEqual([0, 0]);
    expect(new Date(beforeMs - 1).getDate()).toBe(Number(day.slice(-2)));
  }
});
