import { expect, it } from 'vitest';
import type { JsonObject } from '../../../../core/model/index.ts';
import { shapeOfSchema } from '../../../../core/template/index.ts';

const names = 'abcdefghijklmnop'.split('');

it('reads a schema that holds itself in many places as deep as stays small', { timeout: 10_000 }, () => {
  const self: JsonObject = { $ref: '#' };
  const schema = { properties: Object.fromEntries(names.map((name) => [name, self])), required: ['a'] };
  const shape = shapeOfSchema(schema);
  expect([...shape.properties.keys()]).toEqual(names);
  expect([...(shape.properties.get('p')?.properties.keys() ?? [])]).toEqual(names);
});

it('leaves open what a reference that leads nowhere stands for', () => {
  const shape = shapeOfSchema({ properties: { a: { $ref: '#/$defs/100%' } } });
  expect(shape.properties.get('a')?.isOpen).toBe(true);
});
