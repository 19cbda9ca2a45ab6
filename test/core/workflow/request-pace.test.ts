import { expect, test } from 'vitest';
import { createRequestPace } from '../../../core/workflow/request-pace.ts';

test('turns are as far apart as the rate says, in whole milliseconds', () => {
  const pace = createRequestPace(3);
  expect(Array.from({ length: 7 }, () => pace.take(1000))).toEqual([0, 334, 667, 1000, 1334, 1667, 2000]);
});

test('a turn that was not taken is not made up for', () => {
  const pace = createRequestPace(10);
  expect([pace.take(0), pace.take(40), pace.take(5000), pace.take(5000)]).toEqual([0, 60, 0, 100]);
});
