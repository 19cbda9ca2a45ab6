import asyncApiSpecs from '@asyncapi/specs';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DocumentTextProblem,
  exportAsyncApi,
  exportOpenApi,
  importAsyncApi,
  importOpenApi,
  type NamedEventType,
  planImport,
  readDocumentText,
  writeDocumentText,
} from '../../../core/event-types/index.ts';
import { type EventType, type JsonObject, readExactJson, writeExactJson } from '../../../core/model/index.ts';

const payloadText = '{"id":9007199254740993,"total":1.00,"on":"no","when":"2026-01-01","note":"a: b\\n#c"}';
const exact: NamedEventType = {
  key: 'order.paid',
  value: {
    description: 'An order was **paid**.',
    isDeprecated: true,
    schema: readExactJson(
      '{"type":"object","required":["id"],"properties":{"id":{"type":"integer","maximum":9223372036854775807},"total":{"type":"number","multipleOf":0.010},"next":{"$ref":"#"}}}',
    ) as JsonObject,
    examples: [{ name: 'One', payload: readExactJson(payloadText) as JsonObject }],
  },
};
const plain: NamedEventType = {
  key: 'task:done',
  value: {
    description: '',
    schema: { type: 'object', properties: { a: { $ref: '#/$defs/a' } }, $defs: { a: {} } },
    examples: [],
  },
};
type Specification = Exclude<Parameters<Validator['validate']>[0], string>;

const options = { title: 'Acme', version: '1.0.0' };

describe.each(['json', 'yaml'] as const)('a document as %s', (syntax) => {
  it.each([
    ['OpenAPI', exportOpenApi, importOpenApi],
    ['AsyncAPI', exportAsyncApi, importAsyncApi],
  ])('comes back from %s with every digit', (_name, write, read) => {
    const text = writeDocumentText(write([exact, plain], options), syntax);
    expect(text).toContain('9007199254740993');
    const { value, syntax: found } = readDocumentText(text);
    expect(found).toBe(syntax);
    const { eventTypes, report } = read(value);
    expect(report.map(({ outcome }) => outcome)).toEqual(['taken', 'taken']);
    expect(eventTypes.map(({ key }) => key)).toEqual(['order.paid', 'task:done']);
    const [first] = eventTypes;
    expect(first?.value).toMatchObject({ description: 'An order was **paid**.', isDeprecated: true });
    expect((first?.value.examples[0]?.text ?? '').replaceAll(/\n */g, '').replaceAll('": ', '":')).toBe(payloadText);
    expect(first?.value.schemaText).toContain('"maximum": 9223372036854775807');
    expect(first?.value.schemaText).toContain('"multipleOf": 0.010');
    expect(eventTypes[1]?.value).toEqual(plain.value);
  });
});

it('writes OpenAPI that a validator of others takes', async () => {
  const validator = new Validator();
  const document = JSON.parse(writeDocumentText(exportOpenApi([exact, plain], options), 'json')) as Specification;
  const result = await validator.validate(document);
  expect(result.errors).toBeUndefined();
  expect(result.valid).toBe(true);
  expect(validator.version).toBe('3.1');
  // The validator can tell: without a version the same document is refused.
  const { info: _, ...broken } = document;
  expect((await new Validator().validate(broken)).valid).toBe(false);
});

it("writes AsyncAPI that the standard's own schema takes", () => {
  const schema = asyncApiSpecs.schemas['3.0.0'] as JsonObject;
  const ajv = new Ajv({ strict: false, validateFormats: false, logger: false, meta: false, validateSchema: false });
  const validate = ajv.compile(schema);
  const document = JSON.parse(writeDocumentText(exportAsyncApi([exact, plain], options), 'json')) as JsonObject;
  expect(validate(document) ? null : validate.errors).toBeNull();
  expect(validate({ ...document, channels: 1 })).toBe(false);
});

describe('YAML', () => {
  it('reads what it wrote, whatever it is', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })), (value) => {
        const json = JSON.parse(JSON.stringify(value)) as JsonObject;
        expect(JSON.stringify(readDocumentText(writeDocumentText(json, 'yaml')).value)).toBe(JSON.stringify(json));
      }),
    );
  });

  it('keeps the spelling of numbers, and what only looks like one as text', () => {
    const { value } = readDocumentText(
      'a: 9007199254740993\nb: 1.00\nc: [1e3, 0x10]\nd: "1.0"\ne: .inf\nf: 2026-01-01\n',
    );
    expect(writeExactJson(value)).toBe(
      '{"a":9007199254740993,"b":1.00,"c":[1e3,16],"d":"1.0","e":".inf","f":"2026-01-01"}',
    );
  });

  it.each([
    ['a: 1\na: 2\n', /"a" is there twice/],
    [`a: ${'['.repeat(20_000)}`, /not YAML|levels deep/],
    ['a: &a [*a]\n', /levels deep/],
    ['a: [1,\n', /not YAML/],
    ['? [a]\n: 1\n', /itself a list/],
    [`${'- '.repeat(500)}1\n`, /390 levels/],
    ['#\n'.repeat(1_000_001), /more than a million lines and items/],
    [`a: [${'[],'.repeat(600_000)}]`, /more than a million lines and items/],
    ['{"a":1,"a":2}', /"a" is there twice/],
    ['{"a":', /not JSON/],
    [
      `a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e,*e]\ng: [*f,*f,*f,*f,*f,*f,*f,*f,*f,*f]\n`,
      /aliases/,
    ],
  ])('refuses %# in words', (text, message) => {
    expect(() => readDocumentText(text)).toThrow(DocumentTextProblem);
    expect(() => readDocumentText(text)).toThrow(message);
  });
});

describe('the plan of an import', () => {
  const before: EventType = {
    description: 'Mine',
    schema: { type: 'object', required: ['id'], properties: { id: { type: 'string' } } },
    versions: [{ version: '1', notes: '', schema: { type: 'object' } }],
    examples: [
      { name: 'A', payload: { id: 'x' } },
      { name: 'B', payload: { id: 'y' } },
    ],
  };
  const incoming: EventType = {
    description: '',
    schema: { type: 'object', properties: { id: { type: 'string' } } },
    examples: [
      { name: 'B', payload: { id: 'z' } },
      { name: 'C', payload: {} },
    ],
  };

  it('tells what is added, changed and kept, and loses nothing', () => {
    const [added, changed, same] = planImport(
      [
        { key: 'new', value: incoming },
        { key: 'known', value: incoming },
        { key: 'same', value: { description: '', schema: before.schema, examples: [] } },
      ],
      (key) => (key === 'new' ? null : before),
    );
    expect(added).toMatchObject({ change: 'added', value: incoming, newSamples: ['B', 'C'] });
    expect(changed).toMatchObject({
      change: 'changed',
      newSamples: ['C'],
      changedSamples: ['B'],
      keptSamples: ['A'],
      isDescriptionChanged: false,
    });
    expect(changed?.schemaChanges.map(({ kind }) => kind)).toEqual(['became-optional']);
    expect(changed?.value).toEqual({
      description: 'Mine',
      schema: incoming.schema,
      versions: before.versions,
      examples: [{ name: 'A', payload: { id: 'x' } }, ...incoming.examples],
    });
    expect(same?.change).toBe('same');
    expect(changed?.unfitSamples).toEqual([]);
  });

  it('names the samples that stay and do not fit what comes in', () => {
    const stricter = { description: '', schema: { required: ['id', 'at'] }, examples: [] };
    const [changed] = planImport([{ key: 'known', value: stricter }], () => ({
      ...before,
      examples: [...before.examples, { name: 'Whole', payload: { id: 'x', at: 1 } }],
    }));
    expect(changed?.keptSamples).toEqual(['A', 'B', 'Whole']);
    expect(changed?.unfitSamples).toEqual(['A', 'B']);
  });
});

it('follows aliases of YAML to the last anchor of their name', () => {
  const { value } = readDocumentText('a: &x { n: 1.0 }\nb: *x\nc: &x two\nd: *x\n');
  expect(writeExactJson(value)).toBe('{"a":{"n":1.0},"b":{"n":1.0},"c":"two","d":"two"}');
});

it('takes in what "<<" names, spellings too, and what is there already wins', () => {
  const { value } = readDocumentText(
    'a: &x { n: 1.0, m: 1 }\nb:\n  <<: *x\n  m: 2\nc: { <<: [*x, { k: 3.00 }] }\nd: { "<<": 1 }\n',
  );
  expect(writeExactJson(value)).toBe(
    '{"a":{"n":1.0,"m":1},"b":{"m":2,"n":1.0},"c":{"n":1.0,"m":1,"k":3.00},"d":{"<<":1}}',
  );
});

it('asks for one of several YAML documents, and reads a version that YAML made a number', () => {
  expect(() => readDocumentText('a: 1\n---\nb: 2\n')).toThrow('The text has several YAML documents. Give one of them.');
  const body = '{post: {requestBody: {content: {application/json: {schema: {type: object}}}}}}';
  const { value } = readDocumentText(`openapi: 3.1\nwebhooks: {made: ${body}}\n`);
  expect(importOpenApi(value).eventTypes.map(({ key }) => key)).toEqual(['made']);
});

it('texts that readers of YAML 1.1 take for times, numbers or truth values are quoted', () => {
  const payload = { at: '2026-03-04T16:40:12Z', day: '2026-03-04', clock: '12:30', big: '1_000', is: 'no', id: 'a1' };
  const text = writeDocumentText(
    exportAsyncApi([{ ...plain, value: { ...plain.value, examples: [{ name: 'One', payload }] } }], {
      title: 'E',
      version: '1',
    }),
    'yaml',
  );
  for (const value of Object.values(payload).slice(0, -1)) expect(text).toContain(`: "${value}"`);
  expect(text).toContain('id: a1');
});
