import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Channel, JsonObject, MatrixItem, MatrixRequest, PreviewContext } from '../../../core/contract/index.ts';
import { sourceSpanAt } from '../../../core/contract/index.ts';
import { type EngineFixture, openExampleEngine } from '../../support/engine-fixture.ts';

let fixture: EngineFixture;
let channel: Channel;
const environment = 'development';
const context: PreviewContext = {
  environment,
  recipient: { collection: 'project_webhooks', id: 'prod-hook' },
  via: { collection: 'projects', id: 'acme' },
  event: { type: 'task.completed', sample: 'Task done' },
  actor: null,
  tenant: null,
  workflow: null,
};

beforeAll(async () => {
  fixture = await openExampleEngine();
  for (const document of await fixture.client.call('documents.list', {})) {
    if (document.kind === 'channel') channel = document.value;
  }
});
afterAll(() => fixture.close());

const withBody = (body: string): Channel => ({ ...channel, request: { ...channel.request, body } });
const lint = async (text: string) => {
  const input = { field: 'body', text, bodyFormat: 'json', unknownVariables: 'strict', context } as const;
  const { diagnostics } = await fixture.client.call('template.lint', input);
  return diagnostics.map(({ code, severity, path }) => `${code} ${severity} ${path ?? ''}`);
};
const check = async (body: string) => {
  const lenient: Channel = { ...withBody(body), unknownVariables: 'lenient' };
  const { diagnostics } = await fixture.client.call('template.check', {
    channel: lenient,
    templateKey: 'customer-webhook',
    context,
  });
  return diagnostics.map(({ code, line, column, samples }) => `${code} ${line}:${column} ${samples?.join('+') ?? '-'}`);
};

describe('template.lint', () => {
  it('knows the schema of the event, at both of its places, and the recipients', async () => {
    expect(await lint('{"id": {{ data.payload.task.id | json }}, "t": {{ payload.task.title | json }}}')).toEqual([]);
    expect(await lint('[{{ data.payload.task.hours }}]')).toEqual(['may-be-missing warning data.payload.task.hours']);
    expect(await lint('[{{ data.payload.task.completed_at }}]')).toEqual([
      'json-missing warning data.payload.task.completed_at',
    ]);
    expect(await lint('["{{ data.payload.task.completed_at }}"]')).toEqual([]);
    expect(await lint('[{{ data.payload.task.nme | json }}]')).toEqual([
      'unknown-variable error data.payload.task.nme',
    ]);
    expect(await lint('[{{ recipient.url | json }}]')).toEqual([]);
  });

  it('follows a change of the schema at once', async () => {
    const documents = await fixture.client.call('documents.list', {});
    const eventType = documents.find((document) => document.kind === 'event-type' && document.key === 'task.completed');
    if (eventType?.kind !== 'event-type') throw new Error('no event type');
    expect(await lint('[{{ data.payload.task.fresh | json }}]')).toHaveLength(1);
    const value = structuredClone(eventType.value);
    (value.schema.properties as { task: { properties: object } }).task.properties = { fresh: { type: 'string' } };
    await fixture.client.call('documents.put', {
      kind: 'event-type',
      key: 'task.completed',
      value,
      baseRevision: null,
    });
    expect(await lint('[{{ data.payload.task.fresh | json }}]')).toEqual([
      'may-be-missing info data.payload.task.fresh',
    ]);
    const back = { kind: 'event-type', key: 'task.completed', value: eventType.value, baseRevision: null } as const;
    await fixture.client.call('documents.put', back);
  });

  it('works without a context', async () => {
    const input = {
      field: 'content',
      text: '{{ a }}{% if %}',
      bodyFormat: 'text',
      unknownVariables: 'lenient',
    } as const;
    const { diagnostics } = await fixture.client.call('template.lint', { ...input, context: null });
    expect(diagnostics.map(({ code, field }) => [code, field])).toEqual([
      ['syntax', 'content'],
      ['syntax', 'content'],
    ]);
  });
});

describe('template.check', () => {
  it('finds nothing in the example', async () => {
    expect(await check(channel.request.body)).toEqual([]);
  });

  it('renders every sample and names those that fail, at the tag that is to blame', async () => {
    const body =
      '{"type": {{ data.eventType | json }}, "payload": {"task": {\n "id": {{ data.payload.task.id | json }},\n "title": "{{ data.payload.task.title }}",\n "tracker_id": {{ data.payload.task.tracker_id }},\n "completed_at": "soon"\n}}}';
    const found = await check(body);
    expect(found).toContain('invalid-json 4:16 Task done');
    expect(found).toContain('json-in-string 3:12 -');
    expect(found).toContain('schema-mismatch 5:18 Large tracker id');
    expect(found).toContain('schema-mismatch 4:16 Large tracker id');
  });

  it('ends when a newer check of the same channel is asked for', async () => {
    const ask = () => {
      return fixture.client.call('template.check', { channel, templateKey: 'customer-webhook', context });
    };
    const [older, newer] = await Promise.allSettled([ask(), ask()]);
    expect(older).toMatchObject({ status: 'rejected', reason: { code: 'cancelled' } });
    expect(newer).toMatchObject({ status: 'fulfilled', value: { diagnostics: [] } });
  });

  it('measures the body', async () => {
    const body = `{"payload": {{ data.payload | json }}, "fill": "${'x'.repeat(21_000)}"}`;
    expect(await check(body)).toEqual(['payload-size 1:38 -']);
  });
});

it('maps the output to the template, in places an editor understands', async () => {
  const body = '{\n  "id": {{ data.payload.task.id | json }}\n}';
  const fields = await fixture.client.call('template.sourceMap', { channel: withBody(body), context });
  const map = fields.find(({ field }) => field === 'body');
  expect(map?.output).toBe('{\n  "id": "task-118"\n}');
  expect(map === undefined ? null : sourceSpanAt(map.spans, 1)).toEqual({
    outputBegin: 10,
    outputEnd: 20,
    kind: 'value',
    path: 'data.payload.task.id',
    place: { line: 2, column: 9, endLine: 2, endColumn: 42 },
    partial: null,
  });
});

it('gives symbols and formats', async () => {
  const { client } = fixture;
  const symbols = await client.call('template.symbols', {
    text: 'a\n{% assign id = data.payload.task.id %}{{ id }}',
    context,
  });
  expect(symbols).toMatchObject([
    { name: 'id', type: 'string', definitions: [{ line: 2, column: 11 }], references: [{ line: 2, column: 42 }] },
  ]);
  const format = (text: string, mode: 'safe' | 'reflow') => client.call('template.format', { text, mode, context });
  expect(await format('{"a":{{data.eventType|json}}}', 'safe')).toEqual({
    text: '{"a":{{ data.eventType | json }}}',
    refusal: null,
  });
  expect(await format('{"a":{{data.eventType|json}}}', 'reflow')).toEqual({
    text: '{\n  "a": {{ data.eventType | json }}\n}\n',
    refusal: null,
  });
  expect((await format('[1{% if a %}2{% endif %}]', 'reflow')).refusal).toMatch(/^Tags and JSON/);
});

describe('event types', () => {
  it('leave and come back as OpenAPI and as AsyncAPI', async () => {
    const { client } = fixture;
    const documents = await client.call('documents.list', {});
    const own = documents.flatMap((document) =>
      document.kind === 'event-type' ? [{ key: document.key, value: document.value }] : [],
    );
    for (const format of ['openapi', 'asyncapi'] as const) {
      const { text } = await client.call('eventTypes.export', { format, eventTypes: null });
      expect((await client.call('eventTypes.import', { text })).eventTypes).toEqual(own);
    }
    await expect(client.call('eventTypes.import', { text: 'openapi: [3.1.0' })).rejects.toMatchObject({
      code: 'invalid-input',
    });
    await expect(client.call('eventTypes.export', { format: 'openapi', eventTypes: ['gone'] })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('give examples that are checked with their schema', async () => {
    const { client } = fixture;
    const schema = { type: 'object', required: ['id'], properties: { id: { type: 'string', pattern: '^(a|b)$' } } };
    const { examples } = await client.call('eventTypes.generate', { schema, seed: 1, count: 3 });
    expect(examples).toHaveLength(3);
    // A pattern that is not followed is said, not hidden.
    expect(examples[0]?.issues).toMatchObject([{ pointer: '/id', keyword: 'pattern' }]);
  });
});

describe('template.matrix', () => {
  const all = { environment, channels: null, samples: null, recipients: null };
  const samples = [{ eventType: 'task.completed', sample: null }];
  const readAll = async (
    request: Parameters<typeof fixture.client.stream<'template.matrix'>>[1],
  ): Promise<MatrixItem[]> => {
    const items: MatrixItem[] = [];
    for await (const item of fixture.client.stream('template.matrix', request)) items.push(item);
    return items;
  };
  const read = async (request: Parameters<typeof readAll>[0]) =>
    (await readAll(request)).filter((item) => item.kind !== 'plan');

  it('renders every channel with every sample and recipient, and finds the example clean', async () => {
    const items = await read(all);
    const [first, ...cells] = items;
    expect(first).toMatchObject({
      kind: 'document',
      document: { kind: 'channel', key: 'customer-webhook' },
      findings: [],
    });
    expect(first?.kind === 'document' && first.cellCount).toBe(cells.length);
    expect(cells.length).toBeGreaterThan(8);
    for (const cell of cells) expect(cell).toMatchObject({ kind: 'cell', isRendered: true });
  });

  it('tries webhooks that differ before others that are alike, and says of how many', async () => {
    const { client } = fixture;
    const alike = Array.from({ length: 24 }, (_, index) => `alike-${index}`);
    const put = (id: string, properties: JsonObject) =>
      client.call('objects.put', { environment, object: { collection: 'project_webhooks', id, properties } });
    for (const id of alike) await put(id, { url: 'http://127.0.0.1:1/', signing_key: 'k', name: 'Alike' });
    await put('without-url', { signing_key: 'k', name: 'Other' });
    const [plan, _first, ...cells] = await readAll(all);
    if (plan?.kind !== 'plan') throw new Error('the plan does not come first');
    expect(plan).toMatchObject({ recipientCount: 30 });
    expect(plan.recipients).toHaveLength(20);
    expect(plan.recipients).toContainEqual({ key: 'project_webhooks/without-url', name: 'Other' });
    const tried = new Set(cells.map((cell) => cell.kind === 'cell' && cell.recipient));
    expect(tried.size).toBe(20);
    expect(tried).toContain('project_webhooks/without-url');
    const objects = [...alike, 'without-url'].map((id) => ({ collection: 'project_webhooks', id }));
    await client.call('objects.remove', { environment, objects });
  });

  it('places what fails in the files, for the samples that fail', async () => {
    const { client } = fixture;
    const body = '{\n  "type": {{ data.eventType | json }},\n  "who": {{ data.payload.task.completed_by }}\n}';
    const value: Channel = {
      ...withBody(body),
      request: { ...channel.request, body, url: '{{ recipient.uri }}' },
      unknownVariables: 'lenient',
    };
    await client.call('documents.put', { kind: 'channel', key: 'broken', value, baseRevision: null });
    const items = await read({ ...all, channels: ['broken'], samples });
    const findings = items.flatMap((item) =>
      item.findings.map(({ diagnostic, place }) => `${diagnostic.code} ${place.file}:${place.line}:${place.column}`),
    );
    expect(findings).toContain('invalid-json channels/broken/body.liquid:3:10');
    expect(findings.some((text) => /^invalid-url channels\/broken\/channel\.json:\d+:\d+$/.test(text))).toBe(true);
    await client.call('documents.remove', { kind: 'channel', key: 'broken' });
  });

  it('renders the request that a step has of its own, in its workflow, and places what fails in its file', async () => {
    const { client } = fixture;
    const documents = await client.call('documents.list', {});
    const workflow = documents.find(({ kind }) => kind === 'workflow');
    if (workflow?.kind !== 'workflow') throw new Error('the example has no workflow');
    const template = {
      method: 'post',
      url: '{{ recipient.url }}',
      query_params: [{ key: 'w', value: '{{ workflow.nme }}' }],
      body: '{"in": {{ workflow.name | json }}, "who": {{ recipient.name }}}',
    };
    const value = { ...workflow.value, steps: workflow.value.steps.map((step) => ({ ...step, template })) };
    const { revision } = await client.call('documents.put', {
      kind: 'workflow',
      key: workflow.key,
      value,
      baseRevision: null,
    });
    const items = await read({ ...all, samples });
    const ofStep = items.filter((item) => item.document.kind === 'step');
    expect(ofStep[0]).toMatchObject({ kind: 'document', document: { key: `${workflow.key}/http_1` } });
    expect(ofStep.length).toBeGreaterThan(2);
    const places = new Set(
      ofStep.flatMap(({ findings }) =>
        findings.map(({ diagnostic, place }) => `${diagnostic.code} ${diagnostic.field} ${place.file}:${place.line}`),
      ),
    );
    const lines = (
      await readFile(join(fixture.workspacePath, `workflows/${workflow.key}/workflow.json`), 'utf8')
    ).split('\n');
    const lineOf = (text: string): number => lines.findIndex((line) => line.includes(text)) + 1;
    const file = `workflows/${workflow.key}/workflow.json`;
    expect(places).toContain(`invalid-json body ${file}:${lineOf('"body"')}`);
    expect([...places].some((place) => place.endsWith(`query.0 ${file}:${lineOf('workflow.nme')}`))).toBe(true);
    expect([...places].filter((place) => !place.includes(file))).toEqual([]);
    // The channel itself stays clean, and what is not named is left out.
    expect(items.filter((item) => item.document.kind !== 'step').flatMap(({ findings }) => findings)).toEqual([]);
    for (const key of ['customer-webhook', `${workflow.key}/http_1`]) {
      const named = await read({ ...all, channels: [key] });
      expect(new Set(named.map(({ document }) => document.key))).toEqual(new Set([key]));
    }
    await client.call('documents.put', {
      kind: 'workflow',
      key: workflow.key,
      value: workflow.value,
      baseRevision: revision,
    });
  });

  it('goes over the recipients that are named, users that nobody has identified included', async () => {
    const recipients = [{ collection: 'project_webhooks', id: 'audit-log' }, 'nobody-yet'];
    const [plan, , ...cells] = await readAll({ ...all, samples, recipients });
    expect(plan).toEqual({
      kind: 'plan',
      samples: expect.arrayContaining([{ eventType: 'task.completed', sample: expect.any(String) }]),
      recipients: [
        { key: 'project_webhooks/audit-log', name: 'Audit log' },
        { key: 'user:nobody-yet', name: 'nobody-yet' },
      ],
      recipientCount: 2,
    });
    const planned = plan?.kind === 'plan' ? plan.samples : [];
    expect(cells.map((cell) => cell.kind === 'cell' && `${cell.sample} ${cell.recipient}`)).toEqual(
      planned.flatMap(({ sample }) => [`${sample} project_webhooks/audit-log`, `${sample} user:nobody-yet`]),
    );
    const gone = { ...all, recipients: [{ collection: 'project_webhooks', id: 'gone' }] };
    await expect(readAll(gone)).rejects.toMatchObject({ code: 'not-found', field: 'recipients' });
  });

  it('renders only the samples that are chosen, each once, in the order of the workspace', async () => {
    const sampled = async (chosen: NonNullable<MatrixRequest['samples']>) => {
      const items = await readAll({ ...all, samples: chosen, recipients: ['ada', 'ada'] });
      const [plan, ...rest] = items;
      const cells = rest.flatMap((item) => (item.kind === 'cell' ? [`${item.eventType}/${item.sample}`] : []));
      expect(plan?.kind === 'plan' && plan.samples.map((one) => `${one.eventType}/${one.sample}`)).toEqual(cells);
      return cells;
    };
    const done = { eventType: 'task.completed', sample: 'Task done' };
    const created = { eventType: 'project.created', sample: null };
    expect(await sampled([done, created, done])).toEqual([
      'project.created/New project',
      'project.created/Name with quotes',
      'task.completed/Task done',
    ]);
    const whole = await sampled(samples);
    expect(whole.length).toBeGreaterThan(1);
    expect(await sampled([done, ...samples])).toEqual(whole);
  });

  it('says nothing of a chosen sample that it does not say of it among all', async () => {
    const { client } = fixture;
    const body =
      '{"a": {% if data.eventType == "project.created" %}{{ data.payload.project.id | json }}{% else %}1{% endif %}}';
    await client.call('documents.put', { kind: 'channel', key: 'branches', value: withBody(body), baseRevision: null });
    const found = async (chosen: MatrixRequest['samples']) => {
      const items = await read({ ...all, channels: ['branches'], samples: chosen });
      return items.flatMap((item) => item.findings.map(({ diagnostic: { code, message } }) => `${code} ${message}`));
    };
    const amongAll = await found(null);
    const alone = await found([{ eventType: 'task.completed', sample: 'Task done' }]);
    await client.call('documents.remove', { kind: 'channel', key: 'branches' });
    expect(alone.filter((finding) => !amongAll.includes(finding))).toEqual([]);
  });

  it('stops when it is told to, and lets other work run between cells', async () => {
    const abort = new AbortController();
    let cells = 0;
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 0);
    const reading = (async () => {
      for await (const item of fixture.client.stream('template.matrix', all, { signal: abort.signal })) {
        cells += item.kind === 'cell' ? 1 : 0;
        if (cells === 3) abort.abort();
      }
    })();
    await expect(reading).rejects.toMatchObject({ code: 'cancelled' });
    clearInterval(timer);
    expect(cells).toBe(3);
    expect(turns).toBeGreaterThan(0);
  });

  it('refuses what does not exist', async () => {
    await expect(read({ ...all, environment: 'gone' })).rejects.toMatchObject({ code: 'not-found' });
    const refusals: [Partial<MatrixRequest>, string, string][] = [
      [{ channels: ['gone'] }, 'channels', 'There is no channel "gone" in this workspace. It has: customer-webhook.'],
      [{ channels: ['a/b'] }, 'channels', 'There is no request of a step "a/b" in this workspace. It has: '],
      [
        { samples: [{ eventType: 'gone', sample: null }] },
        'samples',
        'no event type "gone" in this workspace. It has: ',
      ],
      [
        { samples: [{ eventType: 'task.completed', sample: 'Gone' }] },
        'samples',
        'The event type "task.completed" has no sample "Gone". It has: ',
      ],
    ];
    for (const [request, field, message] of refusals) {
      const refused = read({ ...all, ...request });
      await expect(refused).rejects.toMatchObject({
        code: 'not-found',
        field,
        message: expect.stringContaining(message),
      });
    }
  });
});
