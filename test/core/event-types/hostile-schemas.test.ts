import { describe, expect, it } from 'vitest';
import {
  checkSchema,
  compareSchemas,
  createPayloadValidator,
  DocumentTextProblem,
  generateExamples,
  importAsyncApi,
  importOpenApi,
  readDocumentText,
  schemaPlaceOf,
} from '../../../core/event-types/index.ts';
import { eventTypeKeySchema, type JsonObject, type JsonValue } from '../../../core/model/index.ts';

const hook = (schema: JsonValue): JsonObject => ({
  post: { requestBody: { content: { 'application/json': { schema } } } },
});
const openApi = (webhooks: JsonObject, schemas: JsonObject = {}): JsonObject => ({
  openapi: '3.1.0',
  webhooks,
  components: { schemas },
});
const numbered = (count: number, item: (index: number) => [string, JsonValue]): JsonObject =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => item(index)));

describe('documents made to keep a reader busy', () => {
  it('gives each of very many alike names a key of its own', { timeout: 10_000 }, () => {
    const names = numbered(30_000, (index) => [`a${'!'.repeat(1 + (index % 90))}${'?'.repeat(index / 90)}`, hook({})]);
    const { eventTypes } = importOpenApi(openApi(names));
    const keys = new Set(eventTypes.map(({ key }) => key));
    expect(keys.size).toBe(30_000);
    expect([...keys].slice(0, 2)).toEqual(['a', 'a_2']);
  });

  it('keeps a key with a count within the length that keys have', () => {
    const long = 'k'.repeat(255);
    const { eventTypes } = importOpenApi(openApi({ [long]: hook({}), [`${long}!`]: hook({}) }));
    expect(eventTypes.map(({ key }) => key)).toEqual([long, `${'k'.repeat(253)}_2`]);
    for (const { key } of eventTypes) expect(eventTypeKeySchema.safeParse(key).success).toBe(true);
  });

  it('reads a name of very many underscores', { timeout: 10_000 }, () => {
    const { eventTypes } = importOpenApi(openApi({ [`_x${'_'.repeat(300_000)}x_`]: hook({}) }));
    expect(eventTypes[0]?.key.startsWith('x___')).toBe(true);
  });

  it('numbers very many examples of the same name', { timeout: 10_000 }, () => {
    const examples = Array.from({ length: 50_000 }, () => ({ name: 'a', payload: {} }));
    const message = { payload: {}, examples };
    const { eventTypes } = importAsyncApi({ asyncapi: '3.0.0', components: { messages: { m: message } } });
    expect(eventTypes[0]?.value.examples.at(-1)?.name).toBe('a 50000');
  });

  it('copies very many schemas of the same name', { timeout: 10_000 }, () => {
    const parts = numbered(20_000, (index) => [`k${index}`, { x: { type: 'string' } }]);
    const schema = { allOf: Object.keys(parts).map((key) => ({ $ref: `#/parts/${key}/x` })) };
    const { eventTypes } = importOpenApi({ ...openApi({ a: hook(schema) }), parts });
    expect(Object.keys(eventTypes[0]?.value.schema.$defs as JsonObject)).toHaveLength(20_000);
  });

  it('follows a chain of references of any length', () => {
    const schemas = numbered(5000, (index) => [
      `s${index}`,
      { properties: { next: { $ref: `#/components/schemas/s${(index + 1) % 5000}` } } },
    ]);
    const { eventTypes } = importOpenApi(openApi({ a: hook({ $ref: '#/components/schemas/s0' }) }, schemas));
    expect(Object.keys(eventTypes[0]?.value.schema.$defs as JsonObject)).toHaveLength(4999);
  });

  it('refuses to copy what all share to each of thousands of event types', () => {
    const schemas = numbered(1000, (index) => [
      `s${index}`,
      { properties: { next: { $ref: `#/components/schemas/s${(index + 1) % 1000}` } } },
    ]);
    const webhooks = numbered(5000, (index) => [`e${index}`, hook({ $ref: '#/components/schemas/s0' })]);
    expect(() => importOpenApi(openApi(webhooks, schemas))).toThrow(DocumentTextProblem);
  });

  it('refuses JSON that is nested deeper than files may be', () => {
    const text = `{"openapi":"3.1.0","a":${'{"items":'.repeat(3000)}{}${'}'.repeat(3000)}}`;
    expect(() => readDocumentText(text)).toThrow('The document is nested more than 390 levels deep.');
  });
});

describe('references that stand for no character', () => {
  const schema: JsonObject = { properties: { a: { $ref: '#/$defs/100%' } } };

  it('lead nowhere, and nothing fails', () => {
    const { eventTypes, report } = importOpenApi(openApi({ a: hook(schema) }));
    expect(eventTypes).toHaveLength(1);
    expect(report[0]?.message).toContain('#/$defs/100%');
    expect(checkSchema(schema)).toEqual([
      {
        pointer: '/properties/a/$ref',
        keyword: '$ref',
        property: null,
        message: 'The reference "#/$defs/100%" leads nowhere in this schema.',
      },
    ]);
    expect(compareSchemas(schema, schema)).toEqual([]);
    expect(generateExamples(schema, { seed: 1, count: 1 })).toHaveLength(1);
    expect(schemaPlaceOf(schema, ['a', 'b'])).toBeNull();
  });
});

describe('schemas made to keep a reader busy', () => {
  it('ends a payload that would hold itself ever again', { timeout: 10_000 }, () => {
    const self = { $ref: '#' };
    const schema: JsonObject = {
      type: 'object',
      required: ['a', 'b', 'c', 'd', 'e'],
      properties: { a: self, b: self, c: self, d: self, e: self },
    };
    const [payload] = generateExamples(schema, { seed: 1, count: 1 });
    expect(JSON.stringify(payload).length).toBeLessThan(1_000_000);
  });

  it('ends lists within lists', { timeout: 10_000 }, () => {
    let schema: JsonObject = { type: 'string' };
    for (let depth = 0; depth < 8; depth += 1) schema = { type: 'array', minItems: 100, items: schema };
    expect(JSON.stringify(generateExamples(schema, { seed: 1, count: 1 })).length).toBeLessThan(5_000_000);
  });

  it('repeats a character of a pattern ten thousand times at most', { timeout: 10_000 }, () => {
    const schema = { type: 'string', pattern: '^[A-Z]{999999999}$' };
    expect(generateExamples(schema, { seed: 1, count: 1 })[0]).toHaveLength(10_000);
  });

  it('compares long lists of values', { timeout: 10_000 }, () => {
    const values = (letter: string) => ({ enum: Array.from({ length: 50_000 }, (_, index) => `${letter}${index}`) });
    expect(compareSchemas(values('a'), values('b')).map(({ kind }) => kind)).toEqual([
      'values-added',
      'values-removed',
    ]);
  });

  it('gives up a schema too big to be checked, in words', { timeout: 10_000 }, () => {
    const properties = numbered(100_000, (index) => [`p${index}`, { type: 'string', pattern: `a${index}` }]);
    expect(createPayloadValidator({ properties }).schemaProblem).toContain('took longer than 1000 ms');
    expect(checkSchema({ properties: numbered(100_000, (index) => [`p${index}`, { type: 'strin' }]) })).not.toEqual([]);
  });
});
