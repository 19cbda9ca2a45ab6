import { expect, test } from 'vitest';
import { doubleMistakes } from '../core/signing/explain/corrupted-requests.ts';
import { figuresInWords, rankCauses } from '../core/signing/explain/rank-causes.ts';

test('with two mistakes they are among the first three findings in at least 80 %', () => {
  const figures = rankCauses(doubleMistakes(20_240_502, 1000));
  console.log(figuresInWords('two mistakes', figures));
  expect(figures.count).toBe(1000);
  expect(figures.firstThree / figures.count).toBeGreaterThanOrEqual(0.8);
}, 300_000);
