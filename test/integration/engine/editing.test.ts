import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ObjectRecord, ScopeNode } from '../../../core/contract/index.ts';
import { type EngineFixture, nextEvent, openExampleEngine } from '../../support/engine-fixture.ts';

let fixture: EngineFixture;
const environment = 'development';

beforeEach(async () => {
  fixture = await openExampleEngine();
});
afterEach(() => fixture.close());

function webhook(id: string, properties: ObjectRecord['properties'] = {}): ObjectRecord {
  return { collection: 'project_webhooks', id, properties: { url: 'http://127.0.0.1:9/', ...properties } };
}

function putWebhook(object: ObjectRecord, value: string | null, projectId = 'acme') {
  const signingKey = value === null ? null : { property: 'signing_key', value };
  return fixture.client.call('webhooks.put', { environment, projectId, webhook: object, signingKey });
}

async function everyWorkspaceFile(): Promise<string> {
  const names = await readdir(fixture.workspacePath, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile());
  return (await Promise.all(files.map((entry) => readFile(join(entry.parentPath, entry.name), 'utf8')))).join('\n');
}

test('a literal signing key goes to the secrets: no file of the workspace holds it', async () => {
  const { client } = fixture;
  const row = await putWebhook(webhook('new-hook'), 'literal-key-4711');
  expect(row.object.properties.signing_key).toBe('{{ vars.new_hook_signing_key }}');
  expect(row.subscription).toMatchObject({ object: { collection: 'projects', id: 'acme' } });
  expect(await everyWorkspaceFile()).not.toContain('literal-key-4711');
  expect(await client.call('secrets.list', { environment })).toEqual([
    { name: 'new_hook_signing_key', isSet: true, source: 'store' },
  ]);
  expect(await client.call('secrets.reveal', { environment, name: 'new_hook_signing_key' })).toEqual({
    value: 'literal-key-4711',
  });

  await fixture.reopen();
  const again = await putWebhook(
    webhook('new-hook', { signing_key: row.object.properties.signing_key ?? '' }),
    'changed-key',
  );
  expect(again.object.properties.signing_key).toBe('{{ vars.new_hook_signing_key }}');
  expect(await fixture.client.call('secrets.reveal', { environment, name: 'new_hook_signing_key' })).toEqual({
    value: 'changed-key',
  });
});

test('a secret that another webhook uses as well is not changed under its feet', async () => {
  const first = await putWebhook(webhook('one'), 'shared');
  const reference = first.object.properties.signing_key ?? '';
  await putWebhook(webhook('two', { signing_key: reference }), null);
  const second = await putWebhook(webhook('two', { signing_key: reference }), 'own');
  expect(second.object.properties.signing_key).toBe('{{ vars.two_signing_key }}');
  const reveal = (name: string) => fixture.client.call('secrets.reveal', { environment, name });
  expect(await reveal('one_signing_key')).toEqual({ value: 'shared' });
  expect(await reveal('two_signing_key')).toEqual({ value: 'own' });
});

test('a changed key keeps its name, so that the receiver reads the new one; a plain variable becomes a secret', async () => {
  const { client } = fixture;
  const [row] = await client.call('webhooks.list', { environment, projectId: 'globex' });
  expect(row?.object.properties.signing_key).toBe('{{ vars.globex_hook_key }}');
  if (row === undefined) throw new Error('the example has the webhook');
  const changed = await putWebhook(row.object, 'changed-key-4712', 'globex');
  expect(changed.object.properties.signing_key).toBe('{{ vars.globex_hook_key }}');
  expect(await client.call('secrets.reveal', { environment, name: 'globex_hook_key' })).toEqual({
    value: 'changed-key-4712',
  });
  const files = await everyWorkspaceFile();
  expect(files).not.toContain('changed-key-4712');
  expect(files).not.toContain('demo-key-globex');
  expect(files).toContain('demo-key-prod');
});

test('a variable that another webhook reads too keeps its value', async () => {
  await putWebhook(webhook('a', { signing_key: '{{ vars.prod_hook_key }}' }), null);
  const changed = await putWebhook(webhook('a', { signing_key: '{{ vars.prod_hook_key }}' }), 'own');
  expect(changed.object.properties.signing_key).toBe('{{ vars.a_signing_key }}');
  expect(await everyWorkspaceFile()).toContain('demo-key-prod');
});

test('a reference or an empty key is kept as it is; names that are taken are not taken again', async () => {
  expect((await putWebhook(webhook('a'), '{{ vars.prod_hook_key }}')).object.properties.signing_key).toBe(
    '{{ vars.prod_hook_key }}',
  );
  expect((await putWebhook(webhook('a'), '')).object.properties.signing_key).toBe('');
  expect((await putWebhook(webhook('x-y'), 'k1')).object.properties.signing_key).toBe('{{ vars.x_y_signing_key }}');
  expect((await putWebhook(webhook('x.y'), 'k2')).object.properties.signing_key).toBe('{{ vars.x_y_signing_key_2 }}');
});

test('several keys at once all arrive', async () => {
  const ids = ['k1', 'k2', 'k3', 'k4'];
  await Promise.all(ids.map((id) => putWebhook(webhook(id), `value-${id}`)));
  const secrets = await fixture.client.call('secrets.list', { environment });
  expect(secrets.map(({ name }) => name)).toEqual(ids.map((id) => `${id}_signing_key`));
  const file = JSON.parse(await readFile(join(fixture.workspacePath, 'environments/development.json'), 'utf8')) as {
    secrets: string[];
  };
  expect(file.secrets).toEqual(ids.map((id) => `${id}_signing_key`));
});

test('a webhook needs its project and its collection', async () => {
  await expect(putWebhook(webhook('a'), null, 'nobody')).rejects.toMatchObject({
    code: 'not-found',
    field: 'projectId',
  });
  const elsewhere = { ...webhook('a'), collection: 'elsewhere' };
  await expect(putWebhook(elsewhere, null)).rejects.toMatchObject({ field: 'webhook.collection' });
});

test('what a template can reach shows no secret', async () => {
  const { client } = fixture;
  await client.call('secrets.set', { environment, name: 'api_token', value: 'very-secret-value' });
  await client.call('objects.put', {
    environment,
    object: webhook('prod-hook', {
      note: 'uses very-secret-value',
      signing_key: '{{ vars.api_token }}',
      password: 'hunter2',
    }),
  });
  const scope = await client.call('template.scope', {
    context: {
      environment,
      recipient: { collection: 'project_webhooks', id: 'prod-hook' },
      via: { collection: 'projects', id: 'acme' },
      event: { type: 'task.completed', sample: 'Task done' },
      actor: 'ada',
      tenant: null,
      workflow: null,
    },
  });
  expect(JSON.stringify(scope)).not.toMatch(/very-secret-value|hunter2/);
  expect(nodeAt(scope, 'vars.api_token')).toMatchObject({ type: 'string', preview: '••••••••' });
  expect(nodeAt(scope, 'recipient.signing_key')?.preview).toBe('••••••••');
  expect(nodeAt(scope, 'data.payload.task.hours')).toEqual({
    name: 'hours',
    type: 'number',
    preview: '1.5',
    children: [],
  });
  expect(nodeAt(scope, 'recipient.subscription.object.name')?.preview).toBe('Acme');
  expect(nodeAt(scope, 'actor.name')?.preview).toBe('Ada Park');
});

function nodeAt(nodes: readonly ScopeNode[], path: string): ScopeNode | undefined {
  const [name, ...rest] = path.split('.');
  const node = nodes.find((candidate) => candidate.name === name);
  return rest.length === 0 ? node : nodeAt(node?.children ?? [], rest.join('.'));
}

test('objects are found by id, name and URL, page by page', async () => {
  const list = (search: string, after: string | null = null, limit = 2) =>
    fixture.client.call('objects.list', { environment, collection: null, search, after, limit });
  const found: string[] = [];
  for (let after: string | null = null, isFirst = true; isFirst || after !== null; isFirst = false) {
    const page = await list('', after);
    expect(page.total).toBe(7);
    found.push(...page.entries.map(({ collection, id }) => `${collection}/${id}`));
    after = page.after;
  }
  expect(found).toHaveLength(7);
  expect(new Set(found).size).toBe(7);
  const ids = async (search: string) => (await list(search, null, 10)).entries.map(({ id }) => id);
  expect(await ids('LEGACY')).toEqual(['legacy-hook']);
  expect(await ids('staging server')).toEqual(['flaky-hook']);
  expect(await ids('/hooks/audit')).toEqual(['audit-log']);
  expect(await ids('nothing like it')).toEqual([]);
});

test('a removal is undone by what it answers', async () => {
  const { client } = fixture;
  const object = { collection: 'project_webhooks', id: 'prod-hook' };
  const before = await client.call('webhooks.list', { environment, projectId: 'acme' });
  const snapshot = await client.call('objects.remove', { environment, objects: [object] });
  expect(await client.call('objects.get', { environment, object })).toBeNull();
  expect(await client.call('webhooks.list', { environment, projectId: 'acme' })).toHaveLength(before.length - 1);
  await client.call('data.restore', { environment, snapshot });
  expect(await client.call('webhooks.list', { environment, projectId: 'acme' })).toEqual(before);
});

test('a receiver follows its document while it runs, and stops when it is removed', async () => {
  const { client } = fixture;
  const [state] = await client.call('receivers.start', { receivers: ['prod-hook'] });
  const url = state?.url ?? '';
  expect((await fetch(url, { method: 'POST' })).status).toBe(200);
  const documents = await client.call('documents.list', {});
  const document = documents.find(({ kind, key }) => kind === 'receiver' && key === 'prod-hook');
  if (document?.kind !== 'receiver') throw new Error('the example has no receiver prod-hook');
  const running = nextEvent(client, 'receivers.state', ({ status }) => status === 'running');
  const value = { ...document.value, answer: { ...document.value.answer, status: 418 } };
  await client.call('documents.put', { kind: 'receiver', key: 'prod-hook', value, baseRevision: document.revision });
  await running;
  expect((await fetch(url, { method: 'POST' })).status).toBe(418);

  const stopped = nextEvent(client, 'receivers.state', ({ status }) => status === 'stopped');
  await client.call('documents.remove', { kind: 'receiver', key: 'prod-hook' });
  expect((await stopped).receiver).toBe('prod-hook');
  await expect(fetch(url, { method: 'POST' })).rejects.toThrow();
});

test('a changed partial is used by the next preview', async () => {
  const { client } = fixture;
  const documents = await client.call('documents.list', {});
  const channel = documents.find(({ kind }) => kind === 'channel');
  if (channel?.kind !== 'channel') throw new Error('the example has no channel');
  const bodyOf = async () => {
    const { request } = await client.call('template.preview', {
      channel: { ...channel.value, request: { ...channel.value.request, body: "{% render 'part' %}" } },
      context: {
        environment,
        recipient: { collection: 'project_webhooks', id: 'prod-hook' },
        via: null,
        event: { data: { eventType: 'x', payload: {} } },
        actor: null,
        tenant: null,
        workflow: null,
      },
    });
    return request === null ? null : Buffer.from(request.body).toString();
  };
  for (const content of ['{"n":1}', '{"n":2}']) {
    await client.call('documents.put', {
      kind: 'partial',
      key: 'part',
      value: { name: 'Part', content },
      baseRevision: null,
    });
    expect(await bodyOf()).toBe(content);
  }
});

test('a receiver that runs goes on under another key, and its scenarios start it by that', async () => {
  const { client } = fixture;
  await client.call('receivers.start', { receivers: ['prod-hook'] });
  const { rewritten } = await client.call('documents.rename', {
    kind: 'receiver',
    from: 'prod-hook',
    to: 'production',
  });
  expect(rewritten.length).toBeGreaterThan(0);
  expect(new Set(rewritten.map(({ kind }) => kind))).toEqual(new Set(['scenario']));
  const states = await client.call('receivers.states', {});
  expect(states.find(({ receiver }) => receiver === 'production')).toMatchObject({ status: 'running', problem: null });
  await client.call('receivers.stop', { receivers: ['production'] });
  await client.call('runs.startScenario', { scenario: 'task-completed' });
  const after = await client.call('receivers.states', {});
  expect(after.find(({ receiver }) => receiver === 'production')).toMatchObject({ status: 'running' });
  const taken = client.call('documents.rename', { kind: 'receiver', from: 'production', to: 'audit-log' });
  await expect(taken).rejects.toMatchObject({ code: 'conflict', field: 'to' });
  const unmoved = await client.call('receivers.states', {});
  expect(unmoved.find(({ receiver }) => receiver === 'production')).toMatchObject({ status: 'running' });
});
