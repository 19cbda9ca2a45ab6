import { describe, expect, it } from 'vitest';
import { addSchemaProperty, checkSchema, compareSchemas, schemaPlaceOf } from '../../../core/event-types/index.ts';
import { type JsonObject, readExactJson, writeExactJson } from '../../../core/model/index.ts';

const schema: JsonObject = {
  type: 'object',
  required: ['task'],
  properties: {
    task: { $ref: '#/$defs/Task' },
    items: { type: 'array', items: { allOf: [{ properties: { sku: { type: 'string' } } }] } },
    note: { type: 'string' },
  },
  $defs: { Task: { type: 'object', properties: { id: { type: 'string' } } } },
};

describe('the place of a part of the payload in its schema', () => {
  it.each([
    [[], ''],
    [['task'], '/properties/task'],
    [['task', 'id'], '/$defs/Task/properties/id'],
    [['items', null, 'sku'], '/properties/items/items/allOf/0/properties/sku'],
    [['task', 'nme'], null],
    [['note', 'x'], null],
    [['note', null], null],
  ] as const)('%j is at %s', (steps, pointer) => {
    expect(schemaPlaceOf(schema, steps)).toBe(pointer);
  });

  it('ends for schemas that hold themselves', () => {
    const endless: JsonObject = { allOf: [{ $ref: '#' }] };
    expect(schemaPlaceOf(endless, ['a', 'b'])).toBeNull();
  });
});

describe('adding a property', () => {
  it('types it by the samples, behind references, and leaves the rest as it is', () => {
    const added = addSchemaProperty(schema, ['task', 'dueAt'], [{ task: { dueAt: '2026-01-01T00:00:00Z' } }, {}]);
    expect(added?.$defs).toEqual({
      Task: { type: 'object', properties: { id: { type: 'string' }, dueAt: { type: 'string', format: 'date-time' } } },
    });
    expect(added?.properties).toEqual(schema.properties);
    expect(added?.required).toEqual(['task']);
  });

  it('adds what is missing on the way, lists too', () => {
    const added = addSchemaProperty({}, ['a', null, 'b'], [{ a: [{ b: 1 }, { b: 2.5 }] }]);
    expect(added).toEqual({
      type: 'object',
      properties: { a: { type: 'array', items: { type: 'object', properties: { b: { type: 'number' } } } } },
    });
  });

  it('allows anything where no sample says what it is', () => {
    const amount = readExactJson('{"amount": 1.00}');
    expect(addSchemaProperty({}, ['amount'], [amount])).toEqual({
      type: 'object',
      properties: { amount: { type: 'number' } },
    });
    expect(addSchemaProperty({}, ['a'], [])).toEqual({ type: 'object', properties: { a: {} } });
  });

  it('changes nothing when it is described already, and refuses a path through a text', () => {
    expect(addSchemaProperty(schema, ['task', 'id'], [])).toBe(schema);
    expect(addSchemaProperty(schema, ['note', 'x'], [])).toBeNull();
  });

  it('keeps the spelling of numbers in the schema', () => {
    const spelled = readExactJson('{"type":"object","properties":{"a":{"maximum":9223372036854775807}}}') as JsonObject;
    const added = addSchemaProperty(spelled, ['b'], [{ b: true }]);
    expect(writeExactJson(added)).toBe(
      '{"type":"object","properties":{"a":{"maximum":9223372036854775807},"b":{"type":"boolean"}}}',
    );
  });
});

describe('checking a schema', () => {
  it.each<[JsonObject, [string, RegExp][]]>([
    [schema, []],
    [{ $schema: 'http://json-schema.org/draft-07/schema#', type: 'object', 'x-own': 1 }, []],
    [{ properties: { a: { type: 'strng' } } }, [['/properties/a/type', /"type" must be/]]],
    [{ required: 'a' }, [['/required', /must be array/]]],
    [{ properties: { a: { minLength: -1 } } }, [['/properties/a/minLength', />= 0/]]],
    [{ properties: { a: { $ref: '#/$defs/gone' } } }, [['/properties/a/$ref', /leads nowhere/]]],
    [{ const: { $ref: '#/gone' } }, []],
    [{ pattern: '(' }, [['', /cannot be used/]]],
  ])('%j', (given, expected) => {
    const found = checkSchema(given);
    expect(found.map(({ pointer }) => pointer)).toEqual(expected.map(([pointer]) => pointer));
    for (const [index, { message }] of found.entries()) expect(message).toMatch(expected[index]?.[1] ?? /^never$/);
  });
});

it('tells the steps of a change, names with dots included', () => {
  const before: JsonObject = { properties: { 'a.b': { items: { properties: { c: { type: 'string' } } } } } };
  const after: JsonObject = { properties: { 'a.b': { items: { properties: { c: { type: 'number' } } } } } };
  expect(compareSchemas(before, after)).toMatchObject([{ path: 'a.b[].c', steps: ['a.b', null, 'c'] }]);
});
