import { expect, it } from 'vitest';
import { bodyKind } from '../../../renderer/request/body-kind.ts';
import { formPairs } from '../../../renderer/request/form-pairs.ts';

it.each([
  ['application/json', '{"a": 1}', 'json'],
  ['text/plain', ' [1]', 'json'],
  ['application/json', '<a/>', 'xml'],
  ['application/x-www-form-urlencoded', 'a=1', 'form'],
  ['Application/X-WWW-Form-Urlencoded; charset=utf-8', 'a=1', 'form'],
  ['text/plain', 'a=1', 'text'],
  ['application/json', '12', 'text'],
  ['text/plain', '< 3', 'text'],
])('of %s, %j is shown as %s', (type, text, kind) => {
  expect(bodyKind([['Content-Type', type]], text)).toBe(kind);
});

it('a form is decoded in its order, with repeated, empty and missing values', () => {
  expect(formPairs('?t=H%C3%A9llo+w%2B&a=1&a=2&empty=&flag&&b=c=d')).toEqual([
    ['?t', 'Héllo w+'],
    ['a', '1'],
    ['a', '2'],
    ['empty', ''],
    ['flag', ''],
    ['b', 'c=d'],
  ]);
});
