import type { NegativeCaseResult } from '../../../core/contract/index.ts';

export interface SuiteCounts {
  pass: number;
  fail: number;
  info: number;
  error: number;
}

export function countOutcomes(cases: readonly NegativeCaseResult[]): SuiteCounts {
  const counts: SuiteCounts = { pass: 0, fail: 0, info: 0, error: 0 };
  for (const { outcome } of cases) counts[outcome] += 1;
  return counts;
}
