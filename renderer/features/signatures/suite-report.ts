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

/** The report as JSON: what was tried and what came of it. No key is part of it. */
export function reportText(scheme: string, target: string, cases: readonly NegativeCaseResult[]): string {
  const rows = cases.map(({ ordinal: _ordinal, total: _total, ...each }) => each);
  return `${JSON.stringify({ scheme, target, counts: countOutcomes(cases), cases: rows }, null, 2)}\n`;
}
