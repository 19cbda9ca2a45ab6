import { expect, it } from 'vitest';
import { conditionClaim } from '../../../core/model/index.ts';

it.each([
  [{ operator: 'equal_to', argument: '"a"' }, undefined, 'recipient.id equals "a"'],
  [{ operator: 'greater_than_or_equal_to', argument: 'data.least' }, '5', 'recipient.id is at least 5'],
  [{ operator: 'not_exists', argument: 'left from another' }, undefined, 'recipient.id does not exist'],
  [{ operator: 'contains' }, undefined, 'recipient.id contains'],
] as const)('%o is said in words', (condition, argument, words) => {
  expect(conditionClaim({ variable: 'recipient.id', ...condition }, argument)).toBe(words);
});
