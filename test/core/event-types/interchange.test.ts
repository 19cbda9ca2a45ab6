import { describe, expect, it } from 'vitest';
import {
  exportAsyncApi,
  exportOpenApi,
  importAsyncApi,
  importOpenApi,
  type NamedEventType,
} from '../../../core/event-types/index.ts';
import { eventTypeKeySchema, eventTypeSchema, type JsonObject } from '../../../core/model/index.ts';

const options = { title: 'Events', version: '1.2.0' };
const eventTypes: NamedEventType[] = [
  {
    key: 'task.completed',
    value: {
      description: 'Somebody finished a task.',
      schema: {
        type: 'object',
        required: ['task'],
        properties: { task: { $ref: '#/$defs/task' } },
        $defs: {
          task: {
            type: 'object',
            properties: { id: { type: 'string' }, children: { type: 'array', items: { $ref: '#/$defs/task' } } },
          },
        },
      },
      examples: [
        { name: 'Task done', payload: { task: { id: 't1' } } },
        { name: 'Nested', payload: { task: { id: 't1', children: [{ id: 't2' }] } } },
      ],
    },
  },
  {
    key: 'tree:grown',
    value: { description: '', schema: { type: 'object', properties: { left: { $ref: '#' } } }, examples: [] },
  },
];

describe.each([
  ['OpenAPI 3.1', exportOpenApi, importOpenApi],
  ['AsyncAPI 3', exportAsyncApi, importAsyncApi],
])('%s', (_name, write, read) => {
  it('brings back what it wrote: keys, schemas, examples, descriptions', () => {
    const document = JSON.parse(JSON.stringify(write(eventTypes, options))) as JsonObject;
    const { eventTypes: back, report } = read(document);
    expect(back).toEqual(eventTypes);
    expect(report.map(({ name, outcome }) => [name, outcome])).toEqual([
      ['task.completed', 'taken'],
      ['tree:grown', 'taken'],
    ]);
  });

  it('keeps event types apart whose names differ by a sign only', () => {
    const alike = ['a_b', 'a_b_2', 'a:b', 'a.b', 'constructor'].map(
      (key): NamedEventType => ({ key, value: { description: '', schema: { title: key }, examples: [] } }),
    );
    const document = write(alike, options);
    expect(read(document).eventTypes).toEqual(alike);
    const ids = [...JSON.stringify(document).matchAll(/"operationId":"([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('refuses other documents in words, whatever they are', () => {
    for (const document of [
      null,
      1,
      [],
      {},
      { openapi: '2.0' },
      { asyncapi: '2.6.0' },
      { openapi: '3.1.0' },
      { asyncapi: '3.0.0' },
    ]) {
      const { eventTypes: none, report } = read(document);
      expect(none).toEqual([]);
      expect(report.length).toBeGreaterThan(0);
      for (const { outcome, message } of report)
        expect([outcome, message]).toEqual(['skipped', expect.stringMatching(/^[A-Z].*\.$/)]);
    }
  });
});

it('reads an OpenAPI document of others, and says what became of each part', () => {
  const { eventTypes: read, report } = importOpenApi({
    openapi: '3.1.0',
    paths: { '/a': {}, '/b': {} },
    webhooks: {
      'new pet!': {
        summary: 'A pet',
        post: {
          parameters: [{ name: 'x-sig', in: 'header' }],
          requestBody: { $ref: '#/components/requestBodies/Pet' },
        },
      },
      gone: { post: { requestBody: { content: { 'text/xml': {} } } } },
      nothing: {},
      broken: {
        put: {
          requestBody: { content: { 'application/json': { schema: { $ref: 'other.json#/Pet' }, example: [1] } } },
        },
      },
    },
    components: {
      requestBodies: {
        Pet: {
          content: {
            'application/cloudevents+json': {
              schema: { $ref: '#/components/schemas/Pet' },
              examples: { Rex: { $ref: '#/components/examples/Rex' } },
            },
          },
        },
      },
      examples: { Rex: { value: { name: 'Rex' } } },
      schemas: {
        Pet: {
          type: 'object',
          properties: { name: { $ref: '#/components/schemas/Name' }, mother: { $ref: '#/components/schemas/Pet' } },
        },
        Name: { type: 'string' },
      },
    },
  });
  expect(report.map(({ name, outcome }) => [name, outcome])).toEqual([
    ['new pet!', 'changed'],
    ['gone', 'skipped'],
    ['nothing', 'skipped'],
    ['broken', 'changed'],
    ['paths', 'skipped'],
  ]);
  expect(read[0]).toEqual({
    key: 'new_pet',
    value: {
      description: 'A pet',
      schema: {
        type: 'object',
        properties: { name: { $ref: '#/$defs/Name' }, mother: { $ref: '#' } },
        $defs: { Name: { type: 'string' } },
      },
      examples: [{ name: 'Rex', payload: { name: 'Rex' } }],
    },
  });
  expect(report[3]?.message).toContain('other.json#/Pet');
  for (const { key, value } of read) {
    expect(eventTypeKeySchema.safeParse(key).success && eventTypeSchema.safeParse(value).success).toBe(true);
  }
});

it('reads AsyncAPI messages of channels and components once each, wrapped schemas included', () => {
  const { eventTypes: read, report } = importAsyncApi({
    asyncapi: '3.0.0',
    defaultContentType: 'application/json',
    channels: { c: { messages: { a: { $ref: '#/components/messages/A' } } } },
    components: {
      messages: {
        A: {
          title: 'An A',
          headers: {},
          payload: { schemaFormat: 'application/schema+json;version=draft-07', schema: { type: 'object' } },
          examples: [{ payload: { a: 1 } }, { payload: 'no' }],
        },
        B: { name: 'b', contentType: 'application/avro', payload: {} },
        C: { name: 'c', payload: { schemaFormat: 'application/vnd.apache.avro', schema: {} } },
      },
    },
  });
  expect(read).toEqual([
    {
      key: 'a',
      value: { description: 'An A', schema: { type: 'object' }, examples: [{ name: 'Example 1', payload: { a: 1 } }] },
    },
  ]);
  expect(report.map(({ name, outcome }) => [name, outcome])).toEqual([
    ['a', 'changed'],
    ['b', 'skipped'],
    ['c', 'skipped'],
  ]);
});

/** An OpenAPI document whose one webhook has this media type. */
const withMedia = (media: JsonObject, more: JsonObject = {}): JsonObject => ({
  openapi: '3.1.0',
  webhooks: { made: { post: { requestBody: { content: { 'application/json': media } } } } },
  ...more,
});

it('takes a reference with a stray sign for what it says', () => {
  const media = { schema: { $ref: '#/components/schemas/100%' } };
  const { eventTypes: read } = importOpenApi(
    withMedia(media, { components: { schemas: { '100%': { title: 'All' } } } }),
  );
  expect(read[0]?.value.schema).toEqual({ title: 'All' });
});

it('says where a part is that is not in the document', () => {
  const outside = {
    openapi: '3.1.0',
    webhooks: { a: { $ref: './a.yaml' }, b: { post: { requestBody: { $ref: 'b.yaml' } } } },
  };
  expect(importOpenApi(outside).report.map(({ message }) => message)).toEqual([
    'It is not in the document but at ./a.yaml. Put all of it into one document first.',
    'It is not in the document but at b.yaml. Put all of it into one document first.',
  ]);
  const message = importAsyncApi({ asyncapi: '3.0.0', components: { messages: { c: { $ref: 'c.yaml#/c' } } } })
    .report[0];
  expect(message?.message).toContain('at c.yaml#/c.');
});

it('reads schemas of OpenAPI 3.0 as JSON Schema', () => {
  const schema = {
    type: 'object',
    properties: {
      name: { type: 'string', nullable: true },
      kind: { type: 'string', nullable: true, enum: ['a'] },
      owner: { allOf: [{ type: 'object' }], nullable: true },
      count: { type: 'integer', minimum: 0, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: false },
      nullable: { type: 'boolean', default: { nullable: true } },
      default: { type: 'string', nullable: true },
    },
  };
  const read = (openapi: string) => importOpenApi(withMedia({ schema }, { openapi })).eventTypes[0]?.value.schema;
  expect(read('3.0.3')).toEqual({
    type: 'object',
    properties: {
      name: { type: ['string', 'null'] },
      kind: { type: ['string', 'null'], enum: ['a', null] },
      owner: { anyOf: [{ allOf: [{ type: 'object' }] }, { type: 'null' }] },
      count: { type: 'integer', exclusiveMinimum: 0, maximum: 9 },
      nullable: { type: 'boolean', default: { nullable: true } },
      default: { type: ['string', 'null'] },
    },
  });
  expect(read('3.1.0')).toEqual(schema);
});

it('takes the examples of a schema where the payload has none of its own', () => {
  const schema = { $ref: '#/components/schemas/Made' };
  const components = { schemas: { Made: { examples: [{ id: 'a' }, 'no object', { id: 'b' }] } } };
  const samples = (media: JsonObject) =>
    importOpenApi(withMedia(media, { components })).eventTypes[0]?.value.examples.map(({ name, payload }) => [
      name,
      payload,
    ]);
  expect(samples({ schema })).toEqual([
    ['Example', { id: 'a' }],
    ['Example 2', { id: 'b' }],
  ]);
  expect(samples({ schema, example: { id: 'own' } })).toEqual([['Example', { id: 'own' }]]);
});

it('tells JSON Schema from other languages that are written as JSON', () => {
  const message = (schemaFormat: string) => ({ payload: { schemaFormat, schema: { type: 'object' } } });
  const messages = {
    avro: message('application/vnd.apache.avro+json;version=1.9.0'),
    draft: message('application/schema+json;version=draft-07'),
    own: message('application/vnd.aai.asyncapi+yaml;version=3.0.0'),
  };
  const { eventTypes: read, report } = importAsyncApi({ asyncapi: '3.0.0', components: { messages } });
  expect(read.map(({ key }) => key)).toEqual(['draft', 'own']);
  expect(report[0]?.message).toContain('not JSON Schema');
});

it('AsyncAPI: a message has what its traits say, and tells of those that are elsewhere', () => {
  const { eventTypes: read, report } = importAsyncApi({
    asyncapi: '3.0.0',
    components: {
      messageTraits: {
        common: { contentType: 'application/avro', summary: 'Of a trait', headers: { type: 'object' } },
        json: { contentType: 'application/json' },
      },
      messages: {
        paid: {
          traits: [
            { $ref: '#/components/messageTraits/common' },
            { $ref: '#/components/messageTraits/json' },
            { $ref: 'shared.yaml#/traits/audit' },
          ],
          payload: { type: 'object' },
        },
        own: { traits: [{ summary: 'Of a trait' }], summary: 'Its own', payload: { type: 'object' } },
      },
    },
  });
  expect(read.map(({ key, value }) => [key, value.description])).toEqual([
    ['paid', 'Of a trait'],
    ['own', 'Its own'],
  ]);
  expect(report[0]?.message).toBe(
    'Traits that are not in the document are left out: shared.yaml#/traits/audit. Its headers belong to a channel and are left out.',
  );
});
