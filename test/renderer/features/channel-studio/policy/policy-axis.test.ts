import { expect, test } from 'vitest';
import { attemptOffsetsMs } from '../../../../../core/contract/index.ts';
import { policyPresets } from '../../../../../core/delivery/index.ts';
import { createPolicyAxis } from '../../../../../renderer/features/channel-studio/policy/policy-axis.ts';

const policies = Object.values(policyPresets);

test('the axis begins at the first attempt, ends at the last of the most patient policy, and keeps the order', () => {
  const axis = createPolicyAxis(policies);
  const places = policies.map((policy) => attemptOffsetsMs(policy).map(axis.placeOf));
  expect(places.every((row) => row[0] === 0)).toBe(true);
  expect(Math.max(...places.flat())).toBe(1);
  for (const row of places) expect(row).toEqual(row.toSorted((one, other) => one - other));
});

test('its marks stay on it when every policy is over in a moment', () => {
  const { marks } = createPolicyAxis([policyPresets.none]);
  expect(marks.map(({ label }) => label)).toEqual(['0', '1 min', '1 h', '1 d']);
  expect(marks.at(-1)?.place).toBe(1);
});
