import { expect, it } from 'vitest';
import { bodyOf } from '../template-fixture.ts';

it('takes a date format of very many zeros: the limit of a second ends no regular expression', () => {
  const format = `%${'0'.repeat(100_000)}!`;
  expect(bodyOf(`{{ '2026-01-01' | date: '${format}' }}`)).toBe(format);
});
