import { describe, expect, it } from 'vitest';
import type { NegativeCaseResult } from '../../../../core/contract/index.ts';
import { countOutcomes } from '../../../../renderer/features/signatures/suite-report.ts';

const result = (outcome: NegativeCaseResult['outcome'], ordinal: number): NegativeCaseResult => ({
  ordinal,
  total: 3,
  code: 'missing',
  title: 'No signature',
  expectation: 'reject',
  outcome,
  why: 'Because.',
  status: 401,
  durationMs: 1,
});
const cases = [result('pass', 0), result('fail', 1), result('pass', 2)];

describe('the report of the suite', () => {
  it('counts each outcome', () => {
    expect(countOutcomes(cases)).toEqual({ pass: 2, fail: 1, info: 0, error: 0 });
  });
});
