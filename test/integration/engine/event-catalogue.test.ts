import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type {
  Channel,
  DocumentKind,
  DocumentOf,
  EventType,
  PreviewContext,
  StoredDocument,
} from '../../../core/contract/index.ts';
import { type EngineFixture, openExampleEngine, runToEnd } from '../../support/engine-fixture.ts';
import { taskDone } from '../../support/task-done.ts';

const environment = 'development';
const text = '{\n  "id": 9007199254740993,\n  "price": 1.00,\n  "name": "Ada"\n}';
let fixture: EngineFixture;

beforeEach(async () => {
  fixture = await openExampleEngine();
});
afterEach(() => fixture.close());

async function documentOf<K extends DocumentKind>(kind: K, key: string): Promise<DocumentOf<K>> {
  const documents = await fixture.client.call('documents.list', {});
  const found = documents.find((document) => document.kind === kind && document.key === key);
  if (found === undefined) throw new Error(`${kind} ${key} is not there`);
  // It was found by its kind.
  return found.value as DocumentOf<K>;
}

async function putSample(): Promise<void> {
  const value = await documentOf('event-type', 'task.completed');
  await fixture.client.call('documents.put', {
    kind: 'event-type',
    key: 'task.completed',
    value: { ...value, schema: {}, examples: [{ name: 'Exact', payload: JSON.parse(text), text }] },
    baseRevision: null,
  });
}

const context: PreviewContext = {
  environment,
  recipient: { collection: 'project_webhooks', id: 'prod-hook' },
  via: null,
  event: { type: 'task.completed', sample: 'Exact' },
  actor: null,
  tenant: null,
  workflow: 'customer-webhooks',
};
const body = '{"payload":{{ payload | json }},"id":{{ data.payload.id }}}';
const expected = '{"payload":{"id":9007199254740993,"price":1.00,"name":"Ada"},"id":9007199254740993}';

async function putBody(): Promise<Channel> {
  const channel = await documentOf('channel', 'customer-webhook');
  const value = { ...channel, request: { ...channel.request, body } };
  await fixture.client.call('documents.put', { kind: 'channel', key: 'customer-webhook', value, baseRevision: null });
  return value;
}

const asText = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

it('the digits that were typed are in the file, the preview, the request and, after a restart, in all of them again', async () => {
  await putSample();
  const channel = await putBody();
  const check = async () => {
    const file = await readFile(join(fixture.workspacePath, 'event-types/task.completed.json'), 'utf8');
    expect(file).toContain('"id": 9007199254740993,');
    expect(file).toContain('"price": 1.00,');
    const preview = await fixture.client.call('template.preview', { channel, context });
    expect(asText(preview.request?.body)).toBe(expected);
    const runId = await runToEnd(fixture.client, () =>
      fixture.client.call(
        'runs.start',
        taskDone([{ collection: 'project_webhooks', id: 'prod-hook' }], {
          event: { type: 'task.completed', sample: 'Exact' },
        }),
      ),
    );
    const { attempts } = await fixture.client.call('deliveries.list', {
      filter: { runId },
      beforeSequence: null,
      limit: 1,
    });
    const attempt = await fixture.client.call('deliveries.get', { attemptId: attempts[0]?.id ?? '' });
    expect(asText(attempt.request.body)).toBe(expected);
    const run = await fixture.client.call('runs.get', { runId });
    expect(run.trigger.dataText).toContain('"price":1.00');
  };
  await check();
  await fixture.reopen();
  await check();
  const { text: yaml } = await fixture.client.call('eventTypes.export', {
    format: 'openapi',
    eventTypes: ['task.completed'],
    syntax: 'yaml',
  });
  expect(yaml).toContain('id: 9007199254740993');
  const plan = await fixture.client.call('eventTypes.planImport', { text: yaml });
  expect(plan.eventTypes.map(({ change }) => change)).toEqual(['same']);
});

describe('findings', () => {
  it('about a sample have their lines, and say what is at risk', async () => {
    const { findings } = await fixture.client.call('eventTypes.checkSample', {
      text: '{\n  "é": 1,\n  "id": "x",\n  "big": 9007199254740993\n}',
      schema: { required: ['at'], additionalProperties: false, properties: { id: { type: 'integer' }, big: {} } },
    });
    expect(
      findings.map(({ kind, message, place }) => [kind, place.line, place.column, place.endColumn, message]),
    ).toEqual([
      ['schema', 1, 1, 2, 'The property "at" is missing.'],
      ['schema', 2, 8, 9, 'The schema knows no property "é".'],
      ['schema', 3, 9, 12, 'The value must be integer.'],
      ['number', 4, 10, 26, expect.stringContaining('9007199254740993')],
    ]);
  });

  it.each([
    ['{\n  "a": 1,\n}', 3, 1],
    ['{"a": 1,\n "a": 2}', 2, 2],
    ['[1]', 1, 1],
    ['', 1, 1],
    [`{"a":${'['.repeat(500)}${']'.repeat(500)}}`, 1, 395],
  ])('about the text %j are at line %i, column %i, and nothing else is said', async (typed, line, column) => {
    const { findings } = await fixture.client.call('eventTypes.checkSample', { text: typed, schema: {} });
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ kind: 'syntax', place: { line, column } });
    expect((await fixture.client.call('eventTypes.checkSchema', { text: typed })).findings).toEqual(findings);
  });

  it('about a schema stand where the schema is wrong', async () => {
    const { findings } = await fixture.client.call('eventTypes.checkSchema', {
      text: '{\n  "properties": {\n    "a": { "type": "strng" }\n  }\n}',
    });
    expect(findings).toMatchObject([{ kind: 'schema', place: { line: 3, column: 20, endColumn: 27 } }]);
  });

  it('come for a sample of 5 MB', async () => {
    const big = `{"items":[${Array.from({ length: 100_000 }, (_, index) => `{"id":${index},"name":"item ${index} …"}`).join(',')}]}`;
    expect(big.length).toBeGreaterThan(3_000_000);
    const { findings } = await fixture.client.call('eventTypes.checkSample', {
      text: big.replace('"id":99999,', '"id":"99999",'),
      schema: { properties: { items: { items: { properties: { id: { type: 'integer' } } } } } },
    });
    expect(findings).toMatchObject([{ pointer: '/items/99999/id' }]);
  });
});

it('changes between two texts have their places in both', async () => {
  const changes = await fixture.client.call('eventTypes.compareTexts', {
    before: '{\n  "properties": {\n    "a": {},\n    "b": {}\n  }\n}',
    after: '{\n  "properties": {\n    "b": { "type": "string" },\n    "c": {}\n  }\n}',
  });
  expect(changes.map(({ kind, beforePlace, afterPlace }) => [kind, beforePlace?.line, afterPlace?.line])).toEqual([
    ['removed', 3, undefined],
    ['type-narrowed', 4, 3],
    ['added', undefined, 4],
  ]);
  await expect(fixture.client.call('eventTypes.compareTexts', { before: '{', after: '{}' })).rejects.toMatchObject({
    field: 'before',
  });
});

it('a sample is the part of a body that looks like the payload, digits and all', async () => {
  const schema = { required: ['id'], properties: { id: { type: 'integer' } } };
  const sent = '{"type":"x","payload":{"id":9007199254740993,"price":1.00}}';
  expect(await fixture.client.call('eventTypes.payloadOf', { text: sent, schema })).toEqual({
    pointer: '/payload',
    text: '{\n  "id": 9007199254740993,\n  "price": 1.00\n}',
    inside: null,
  });
  // A schema that describes nothing yet does not know; the form of the body does.
  expect(
    await fixture.client.call('eventTypes.payloadOf', { text: '{"type":"a","data":{"n":1.00}}', schema: {} }),
  ).toEqual({
    pointer: '',
    text: '{\n  "type": "a",\n  "data": {\n    "n": 1.00\n  }\n}',
    inside: { pointer: '/data', text: '{\n  "n": 1.00\n}' },
  });
  await expect(fixture.client.call('eventTypes.payloadOf', { text: 'a=b', schema })).rejects.toMatchObject({
    code: 'invalid-input',
  });
});

it('adds what a template reads to the schema, typed by the samples', async () => {
  const before = await documentOf('event-type', 'task.completed');
  const value: EventType = {
    ...before,
    schema: { type: 'object', properties: {} },
    schemaText: '{"type": "object", "properties": {}}',
    examples: [{ name: 'One', payload: { task: { due: 3 } } }],
  };
  await fixture.client.call('documents.put', { kind: 'event-type', key: 'task.completed', value, baseRevision: null });
  const added = await fixture.client.call('eventTypes.addProperty', {
    eventType: 'task.completed',
    path: 'data.payload.task.due',
  });
  expect(added).toMatchObject({ property: 'due', type: 'integer' });
  expect(added.value.schema).toEqual({
    type: 'object',
    properties: { task: { type: 'object', properties: { due: { type: 'integer' } } } },
  });
  await expect(
    fixture.client.call('eventTypes.addProperty', { eventType: 'task.completed', path: 'recipient.nme' }),
  ).rejects.toMatchObject({ field: 'path' });
});

describe('renaming', () => {
  it('rewrites what names the event type, and back again', async () => {
    const { client } = fixture;
    const before = await client.call('documents.list', {});
    const objects = async () =>
      (await client.call('objects.list', { environment, collection: null, search: '', after: null, limit: 100 }))
        .entries;
    const objectsBefore = await objects();
    const { rewritten, left } = await client.call('eventTypes.rename', {
      from: 'task.completed',
      to: 'task.done',
      uses: null,
    });
    expect(rewritten.map(({ kind, key }) => `${kind} ${key}`)).toEqual(
      expect.arrayContaining(['scenario task-completed', 'webhook project_webhooks/prod-hook']),
    );
    expect((await documentOf('scenario', 'task-completed-live')).event).toMatchObject({ type: 'task.done' });
    expect(JSON.stringify(await objects())).not.toContain('"task.completed"');
    expect(await client.call('workspace.problems', {})).toEqual([]);
    expect(left.every(({ isRewritable }) => !isRewritable)).toBe(true);
    await client.call('eventTypes.rename', {
      from: 'task.done',
      to: 'task.completed',
      uses: rewritten.map(({ id }) => id),
    });
    const values = (list: StoredDocument[]) => list.map(({ kind, key, value }) => ({ kind, key, value }));
    expect(values(await client.call('documents.list', {}))).toEqual(values(before));
    expect(await objects()).toEqual(objectsBefore);
  });

  it('rewrites conditions and tells of texts that only mention it', async () => {
    const { client } = fixture;
    const channel = await documentOf('channel', 'customer-webhook');
    const conditions = {
      all: [
        { variable: 'data.eventType', operator: 'equal_to' as const, argument: '"task.completed"' },
        { variable: 'data.eventType', operator: 'contains' as const, argument: '["task.completed","x"]' },
      ],
    };
    const request = { ...channel.request, body: '{% if eventType == "task.completed" %}1{% endif %}' };
    const value = { ...channel, conditions, request };
    await client.call('documents.put', { kind: 'channel', key: 'customer-webhook', value, baseRevision: null });
    const { left } = await client.call('eventTypes.rename', { from: 'task.completed', to: 'task.done', uses: null });
    expect(left.map(({ kind, field }) => [kind, field])).toContainEqual(['channel', 'request.body']);
    const after = await documentOf('channel', 'customer-webhook');
    expect(JSON.stringify(after.conditions)).toContain('\\"task.done\\"');
    expect(JSON.stringify(after.conditions)).not.toContain('task.completed');
    expect(after.request.body).toContain('task.completed');
  });

  it('is refused for a key that is taken, and then nothing has changed', async () => {
    const { client } = fixture;
    await client.call('documents.put', {
      kind: 'event-type',
      key: 'taken',
      value: { description: '', schema: {}, examples: [] },
      baseRevision: null,
    });
    const before = await client.call('documents.list', {});
    await expect(
      client.call('eventTypes.rename', { from: 'task.completed', to: 'taken', uses: null }),
    ).rejects.toMatchObject({ code: 'conflict', field: 'to' });
    expect(await client.call('documents.list', {})).toEqual(before);
  });
});

it('a sample takes its scenarios along to another name, and every window is told', async () => {
  const told: unknown[] = [];
  fixture.client.on('documents.renamed', (rename) => told.push(rename));
  const rename = { eventType: 'task.completed', from: 'Task done', to: 'Done' };
  const { scenarios } = await fixture.client.call('eventTypes.renameSample', rename);
  expect(scenarios).toEqual(['task-completed-live']);
  expect((await documentOf('scenario', 'task-completed-live')).event).toMatchObject({ sample: 'Done' });
  expect((await documentOf('event-type', 'task.completed')).examples[0]?.name).toBe('Done');
  expect(told).toEqual([{ kind: 'sample', from: 'task.completed/Task done', to: 'task.completed/Done' }]);
  await expect(fixture.client.call('eventTypes.renameSample', rename)).rejects.toMatchObject({ code: 'not-found' });
});
