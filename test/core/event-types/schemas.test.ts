import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareSchemas,
  createPayloadValidator,
  findInEnvelope,
  findPayload,
  generateExamples,
  inferSchema,
} from '../../../core/event-types/index.ts';
import { type JsonObject, type JsonValue, readExactJson } from '../../../core/model/index.ts';

const order: JsonObject = {
  type: 'object',
  additionalProperties: false,
  required: ['id', 'at', 'items', 'status'],
  properties: {
    id: { type: 'string', pattern: '^ord-[0-9]{4}$' },
    at: { type: 'string', format: 'date-time' },
    status: { enum: ['open', 'paid'] },
    total: { type: 'number', minimum: 0.5, maximum: 2, multipleOf: 0.25 },
    count: { type: 'integer', exclusiveMinimum: 3, maximum: 5 },
    note: { type: ['string', 'null'], maxLength: 5 },
    items: { type: 'array', minItems: 1, items: { $ref: '#/$defs/item' } },
    contact: {
      oneOf: [
        { type: 'object', required: ['mail'], properties: { mail: { type: 'string', format: 'email' } } },
        { type: 'null' },
      ],
    },
  },
  $defs: {
    item: {
      type: 'object',
      required: ['sku'],
      properties: { sku: { type: 'string', minLength: 3 }, parts: { type: 'array', items: { $ref: '#/$defs/item' } } },
    },
  },
};

describe('generateExamples', () => {
  it('makes payloads that fit, the same for the same seed', () => {
    const validator = createPayloadValidator(order);
    expect(validator.schemaProblem).toBeNull();
    for (let seed = 0; seed < 40; seed += 1) {
      const examples = generateExamples(order, { seed, count: 4 });
      expect(examples).toHaveLength(4);
      for (const example of examples)
        expect({ seed, example, issues: validator.check(example) }).toMatchObject({ issues: [] });
      expect(generateExamples(order, { seed, count: 4 })).toEqual(examples);
    }
    const [full, least] = generateExamples(order, { seed: 1, count: 2 }) as [JsonObject, JsonObject];
    expect(Object.keys(full)).toEqual(Object.keys(order.properties as JsonObject));
    expect(Object.keys(least)).toEqual(['id', 'at', 'status', 'items']);
    expect(generateExamples(order, { seed: 2, count: 1 })).not.toEqual([full]);
  });
});

describe('numbers of examples', () => {
  it.each<JsonObject>([
    { type: 'integer', maximum: 0 },
    { type: 'number', maximum: -5 },
    { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 0.3 },
    { type: 'integer', exclusiveMaximum: -3 },
    { type: 'integer', minimum: 5000 },
    { type: 'number', exclusiveMinimum: 0, multipleOf: 0.25, maximum: 0.25 },
    { type: 'integer', minimum: -3, maximum: -3 },
  ])('fit the bounds of %j', (schema) => {
    const validator = createPayloadValidator(schema);
    for (let seed = 0; seed < 20; seed += 1) {
      const examples = generateExamples(schema, { seed, count: 2 });
      for (const example of examples)
        expect({ example, issues: validator.check(example) }).toMatchObject({ issues: [] });
    }
  });
});

describe('inferSchema', () => {
  it('tells types, required properties, formats and words', () => {
    const samples = Array.from({ length: 6 }, (_, index) => ({
      id: '9b2f4c1e-1111-4222-a333-444455556666',
      at: '2026-03-04T05:06:07Z',
      kind: index % 2 === 0 ? 'a' : 'b',
      n: index === 0 ? 1.5 : 2,
      tags: ['x'],
      ...(index === 0 ? {} : { note: index === 1 ? null : 'free text' }),
    }));
    expect(inferSchema(samples)).toEqual({
      type: 'object',
      required: ['id', 'at', 'kind', 'n', 'tags'],
      properties: {
        id: { type: 'string', format: 'uuid' },
        at: { type: 'string', format: 'date-time' },
        kind: { type: 'string', enum: ['a', 'b'] },
        n: { type: 'number' },
        tags: { type: 'array', items: { type: 'string' } },
        note: { type: ['null', 'string'] },
      },
    });
    expect(inferSchema([])).toEqual({});
  });

  it('goes by how numbers are spelled, and forbids nothing where null alone was seen', () => {
    const sample = readExactJson('{"total": 1.00, "minor": 123456789012345678901, "rates": [1, 2e0], "email": null}');
    expect(inferSchema([sample]).properties).toEqual({
      total: { type: 'number' },
      minor: { type: 'integer' },
      rates: { type: 'array', items: { type: 'number' } },
      email: {},
    });
  });

  it('does not take what every object inherits for a property of the sample', () => {
    const samples: JsonValue[] = [{}, { valueOf: 0 }];
    const validator = createPayloadValidator(inferSchema(samples));
    for (const value of samples) expect(validator.check(value)).toEqual([]);
  });

  it('accepts every sample it was made from', () => {
    const sample = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<JsonValue>;
    void fc.assert(
      fc.property(fc.array(sample, { minLength: 1, maxLength: 5 }), (samples) => {
        const validator = createPayloadValidator(inferSchema(samples));
        expect(validator.schemaProblem).toBeNull();
        for (const value of samples) expect(validator.check(value)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});

describe('compareSchemas', () => {
  const change = (edit: (schema: JsonObject) => void): string[] => {
    const after = structuredClone(order);
    edit(after);
    return compareSchemas(order, after).map(({ severity, kind, path }) => `${severity} ${kind} ${path}`);
  };
  const properties = (schema: JsonObject): JsonObject => schema.properties as JsonObject;
  const property = (schema: JsonObject, name: string): JsonObject => properties(schema)[name] as JsonObject;

  it.each<[string, (schema: JsonObject) => void, string[]]>([
    ['nothing', () => {}, []],
    [
      'a required property goes',
      (s) => {
        delete properties(s).id;
        s.required = ['at', 'items', 'status'];
      },
      ['breaking removed id'],
    ],
    [
      'an optional property goes',
      (s) => {
        delete properties(s).note;
      },
      ['risky removed note'],
    ],
    [
      'a property comes, and the old schema is closed',
      (s) => {
        properties(s).extra = {};
      },
      ['risky added extra'],
    ],
    [
      'a property comes in an open object',
      (s) => {
        ((s.$defs as JsonObject).item as JsonObject).properties = {
          sku: { type: 'string', minLength: 3 },
          parts: { type: 'array', items: { $ref: '#/$defs/item' } },
          size: {},
        };
      },
      ['compatible added items[].size'],
    ],
    [
      'required to optional',
      (s) => {
        s.required = ['id', 'at', 'items'];
      },
      ['breaking became-optional status'],
    ],
    [
      'optional to required',
      (s) => {
        s.required = ['id', 'at', 'items', 'status', 'total'];
      },
      ['compatible became-required total'],
    ],
    [
      'string to number',
      (s) => {
        property(s, 'id').type = 'number';
      },
      ['breaking type-changed id'],
    ],
    [
      'null becomes possible',
      (s) => {
        property(s, 'total').type = ['number', 'null'];
      },
      ['breaking type-widened total'],
    ],
    [
      'null no longer possible',
      (s) => {
        property(s, 'note').type = 'string';
      },
      ['compatible type-narrowed note'],
    ],
    [
      'number to integer',
      (s) => {
        property(s, 'total').type = 'integer';
      },
      ['compatible type-narrowed total'],
    ],
    [
      'a new word',
      (s) => {
        property(s, 'status').enum = ['open', 'paid', 'void'];
      },
      ['risky values-added status'],
    ],
    [
      'a word less',
      (s) => {
        property(s, 'status').enum = ['open'];
      },
      ['compatible values-removed status'],
    ],
    [
      'another format',
      (s) => {
        property(s, 'at').format = 'date';
      },
      ['breaking format-changed at'],
    ],
    [
      'a bound loosened',
      (s) => {
        property(s, 'total').maximum = 9;
      },
      ['risky constraint-loosened total'],
    ],
    [
      'a bound tightened',
      (s) => {
        property(s, 'note').maxLength = 4;
      },
      ['compatible constraint-tightened note'],
    ],
    [
      'opened',
      (s) => {
        delete s.additionalProperties;
      },
      ['risky opened '],
    ],
  ])('%s', (_name, edit, expected) => {
    expect(change(edit)).toEqual(expected);
  });

  it('sees each of several properties that are now described in one place', () => {
    const before: JsonObject = {
      properties: { a: { type: 'string' }, b: { type: 'integer' }, c: { type: 'boolean' } },
    };
    const text = { $ref: '#/$defs/text' };
    const after: JsonObject = { properties: { a: text, b: text, c: text }, $defs: { text: { type: 'string' } } };
    expect(compareSchemas(before, after).map(({ kind, path }) => `${kind} ${path}`)).toEqual([
      'type-changed b',
      'type-changed c',
    ]);
  });

  it('ends where the two sides refer to themselves at different depths', () => {
    const node = { $ref: '#/$defs/node' };
    const inner = (value: JsonObject): JsonObject => ({ type: 'object', properties: { next: value } });
    const odd: JsonObject = { properties: { next: inner(node) }, $defs: { node: inner(inner(node)) } };
    const even: JsonObject = { properties: { next: node }, $defs: { node: inner(inner(node)) } };
    expect(compareSchemas(odd, even)).toEqual([]);
  });

  it('puts the worst first and says it in sentences', () => {
    const after = structuredClone(order);
    properties(after).extra = {};
    delete properties(after).id;
    const changes = compareSchemas(order, after);
    expect(changes.map(({ severity }) => severity)).toEqual(['breaking', 'risky']);
    for (const { message } of changes) expect(message).toMatch(/^["A-Z].*\.$/);
  });
});

describe('validation', () => {
  it('names each issue by pointer and sentence', () => {
    const issues = createPayloadValidator(order).check({ id: 'x', at: 'now', items: [{}], status: 'gone', more: 1 });
    expect(issues.map(({ pointer, keyword, property }) => [pointer, keyword, property])).toEqual(
      expect.arrayContaining([
        ['', 'additionalProperties', 'more'],
        ['/id', 'pattern', null],
        ['/at', 'format', null],
        ['/status', 'enum', null],
        ['/items/0', 'required', 'sku'],
      ]),
    );
    for (const { message } of issues) expect(message).toMatch(/^[A-Z].*\.$/);
  });

  it('says when the schema itself is wrong', () => {
    expect(createPayloadValidator({ type: 'nonsense' }).schemaProblem).toMatch(/^The JSON Schema cannot be used: /);
  });

  it('finds the payload inside an envelope', () => {
    const payload = { id: 'ord-1', at: '', items: [] };
    expect(findPayload(payload, order)).toBe('');
    expect(findPayload({ type: 'x', id: 'evt', data: { object: payload } }, order)).toBe('/data/object');
    expect(findPayload({ a: [1] }, order)).toBeNull();
    const envelope: JsonObject = { properties: { id: {}, type: {}, data: {} }, required: ['id', 'type', 'data'] };
    expect(findPayload({ type: 'invoice.created', invoice: { number: 'INV-1' } }, envelope)).toBeNull();
  });
});

it.each<[JsonObject, string | null]>([
  [{ type: 'task.completed', payload: { id: 1 } }, '/payload'],
  [{ event: 'order.paid', id: 'evt_1', data: { id: 'ord' } }, '/data'],
  [{ id: 'evt_1', type: 'invoice.paid', data: { object: { id: 'in_1' }, previous: {} } }, '/data/object'],
  [{ event_type: 'a', resource: { id: 1 }, summary: '' }, '/resource'],
  [{ eventName: 'a', object: { object: { id: 1 } } }, '/object'],
  [{ type: 'task.completed', payload: 'text' }, null],
  [{ type: 7, data: { id: 1 } }, null],
  [{ id: 1, data: { id: 2 } }, null],
  [{ type: 'card', number: '4' }, null],
])('%j as an envelope has its payload at %j', (body, pointer) => {
  expect(findInEnvelope(body)).toBe(pointer);
});

describe('schemas that would never end', () => {
  const hostile = 'a'.repeat(60).concat('!');

  it('gives up the pattern, says so, and checks the rest', () => {
    const validator = createPayloadValidator({
      properties: { id: { pattern: '^(a+)+$' }, count: { type: 'integer' }, code: { pattern: '^[a-z]+$' } },
    });
    const issues = validator.check({ id: hostile, count: 'many', code: '1' });
    expect(issues.map(({ pointer, keyword }) => [pointer, keyword])).toEqual([
      ['', 'pattern'],
      ['/count', 'type'],
      ['/code', 'pattern'],
    ]);
    expect(issues[0]?.message).toBe(
      'The pattern ^(a+)+$ took over 300 ms and is not checked. Make the schema simpler.',
    );
    // It stays so: nobody waits for it a second time, and nobody takes the payload for checked.
    expect(validator.check({ id: 'aaa' })).toEqual([issues[0]]);
  });

  it('ends with many such patterns too', () => {
    const properties = Object.fromEntries([1, 2, 3, 4, 5, 6].map((n) => [`p${n}`, { pattern: `^(a+){${n},}$` }]));
    const payload = Object.fromEntries(Object.keys(properties).map((name) => [name, hostile]));
    const issues = createPayloadValidator({ properties }).check(payload);
    expect(issues.at(-1)).toMatchObject({ keyword: 'schema', message: expect.stringMatching(/^Checking took longer/) });
  });

  it('ends where the schema refers to itself', () => {
    const { schemaProblem, check } = createPayloadValidator({ $ref: '#' });
    expect(schemaProblem).toBeNull();
    expect(check({})).toMatchObject([{ keyword: '$ref', message: expect.stringMatching(/without end/) }]);
  });
});
