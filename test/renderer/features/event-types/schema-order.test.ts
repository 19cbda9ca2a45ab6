import { expect, test } from 'vitest';
import { inOrderOf } from '../../../../renderer/features/event-types/schema-order.ts';

test('keywords and words of lists stand as they do in the other schema, new ones behind them', () => {
  const model = {
    additionalProperties: false,
    properties: { at: { format: 'date-time', type: 'string' }, id: { type: 'string' } },
    required: ['id', 'at'],
    type: 'object',
  };
  const made = {
    type: 'object',
    properties: {
      id: { type: 'string' },
      more: { type: ['null', 'string'] },
      at: { type: 'string', format: 'date-time' },
    },
    required: ['at', 'more', 'id'],
  };
  const ordered = inOrderOf(model, made);
  expect(ordered).toEqual({ ...made, required: ['id', 'at', 'more'] });
  expect(JSON.stringify(ordered)).toBe(
    JSON.stringify({
      properties: {
        at: { format: 'date-time', type: 'string' },
        id: { type: 'string' },
        more: { type: ['null', 'string'] },
      },
      required: ['id', 'at', 'more'],
      type: 'object',
    }),
  );
});

test('a schema that says the same is the same text', () => {
  const model = { type: 'object', required: ['b', 'a'], properties: { b: {}, a: {} } };
  const made = { properties: { a: {}, b: {} }, required: ['a', 'b'], type: 'object' };
  expect(JSON.stringify(inOrderOf(model, made))).toBe(JSON.stringify(model));
});
