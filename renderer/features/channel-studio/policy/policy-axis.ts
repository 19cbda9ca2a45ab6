import { attemptOffsetsMs, type DeliveryPolicy } from '../../../../core/contract/index.ts';

const second = 1000;
const day = 24 * 60 * 60 * second;

/** The marks of the axis; a policy of minutes and one of days can be told apart on both. */
const marks = [
  { atMs: 0, label: '0' },
  { atMs: 60 * second, label: '1 min' },
  { atMs: 3600 * second, label: '1 h' },
  { atMs: day, label: '1 d' },
];

/** A logarithmic axis that all policies share, from the first attempt to the last of the most patient one. */
export interface PolicyAxis {
  /** Where a time after the first attempt lies, from 0 to 1. */
  placeOf(offsetMs: number): number;
  marks: { label: string; place: number }[];
}

export function createPolicyAxis(policies: readonly DeliveryPolicy[]): PolicyAxis {
  const endMs = Math.max(day, ...policies.map((policy) => attemptOffsetsMs(policy).at(-1) ?? 0));
  const placeOf = (offsetMs: number): number => Math.log1p(offsetMs / second) / Math.log1p(endMs / second);
  return { placeOf, marks: marks.map(({ atMs, label }) => ({ label, place: placeOf(atMs) })) };
}
