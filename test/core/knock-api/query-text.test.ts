import { expect, test } from 'vitest';
import { readQuery } from '../../../core/knock-api/query-text.ts';

test.each([
  ['', {}],
  ['after=x&page_size=2', { after: 'x', page_size: '2' }],
  ['status[]=a&status[]=b', { status: ['a', 'b'] }],
  ['a=1&a=2', { a: '2' }],
  ['inserted_at[gt]=x&inserted_at[lte]=y', { inserted_at: { gt: 'x', lte: 'y' } }],
  ['inserted_at.gt=x', { inserted_at: { gt: 'x' } }],
  [
    'objects[0][id]=1&objects[0][collection]=c&objects[1][id]=2',
    { objects: [{ id: '1', collection: 'c' }, { id: '2' }] },
  ],
  ['a=1&a[b]=2', { a: { b: '2' } }],
  ['a[b=1', { a: { b: '1' } }],
  ['%5B%5D=1', { '': ['1'] }],
  ['after=&page_size=2&status[]=', { page_size: '2', status: [''] }],
  [`deep${'[a]'.repeat(100_000)}=1`, { 'deep[…]': '1' }],
])('the query "%s"', (text, value) => {
  expect(readQuery(new URLSearchParams(text))).toEqual(value);
});

test('a name that objects inherit is a name like others', () => {
  const query = readQuery(new URLSearchParams('__proto__[x]=1'));
  expect(Object.keys(query)).toEqual(['__proto__']);
  expect(Object.getPrototypeOf(query)).toBe(Object.prototype);
});
