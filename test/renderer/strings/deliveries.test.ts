import { expect, test } from 'vitest';
import { deliveries as words } from '../../../renderer/strings/deliveries.ts';

test('a share is not rounded to all or to nothing', () => {
  expect(
    [
      [0, 5],
      [1, 1000],
      [1, 3],
      [999, 1000],
      [5, 5],
    ].map(([part = 0, whole = 0]) => words.share(part, whole)),
  ).toEqual(['0 %', '< 1 %', '33 %', '> 99 %', '100 %']);
});
