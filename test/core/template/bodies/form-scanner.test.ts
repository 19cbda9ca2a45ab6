import { expect, it } from 'vitest';
import { scanForm } from '../../../../core/template/bodies/form-scanner.ts';

it('finds a second "=" of a pair only', () => {
  expect(scanForm('a=1&b=2')).toEqual([]);
  expect(scanForm('a=1=2&b=2').map(({ offset }) => offset)).toEqual([3]);
});

it('looks through a long value at once', () => {
  expect(scanForm(`a=${'b'.repeat(500_000)}`)).toEqual([]);
});
