import { expect, it } from 'vitest';
import {
  isSameVariables,
  rowsOf,
  variableProblems,
  variablesOf,
} from '../../../../renderer/features/settings/variable-rows.ts';
import { settings } from '../../../../renderer/strings/settings.ts';

it('keeps rows that are fit and names the problem of the others', () => {
  const rows = [
    { key: 'base_url', value: 'https://a' },
    { key: '2nd', value: 'x' },
    { key: 'base_url', value: 'https://b' },
    { key: '', value: '' },
    { key: '', value: 'lost?' },
  ];
  expect(variableProblems(rows)).toEqual([
    undefined,
    settings.variableNameBad,
    settings.variableTwice,
    undefined,
    settings.variableNameBad,
  ]);
  expect(variablesOf(rows)).toEqual({ base_url: 'https://a' });
});

it('goes to rows and back; order does not matter', () => {
  const variables = { b: '2', a: '1' };
  expect(variablesOf(rowsOf(variables))).toEqual(variables);
  expect(isSameVariables(variables, { a: '1', b: '2' })).toBe(true);
  expect(isSameVariables(variables, { a: '1' })).toBe(false);
  expect(isSameVariables(variables, { a: '1', c: '2' })).toBe(false);
});
