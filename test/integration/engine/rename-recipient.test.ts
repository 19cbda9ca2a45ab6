import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RecipientReference } from '../../../core/contract/index.ts';
import { type EngineFixture, openExampleEngine, runToEnd } from '../../support/engine-fixture.ts';

let fixture: EngineFixture;

beforeEach(async () => {
  fixture = await openExampleEngine();
});
afterEach(() => fixture.close());

const environment = 'development';
const project = (id: string) => ({ collection: 'projects', id });
const webhook = (id: string) => ({ collection: 'project_webhooks', id });
const rename = (recipient: RecipientReference, id: string) =>
  fixture.client.call('recipients.rename', { environment, recipient, id });

async function addWebhook(id: string): Promise<void> {
  await fixture.client.call('webhooks.put', {
    environment,
    projectId: 'acme',
    webhook: { ...webhook(id), properties: { name: 'New', url: 'http://127.0.0.1:9/' } },
    signingKey: { property: 'signing_key', value: 'the-key' },
  });
}

test('an object with another id keeps its subscriptions, scenarios and expectations, and gets its old id back', async () => {
  const { client } = fixture;
  const data = join(fixture.workspacePath, 'data/development');
  const files = ['objects/projects.json', 'objects/project_webhooks.json', 'subscriptions.json'];
  const texts = () => Promise.all(files.map((file) => readFile(join(data, file), 'utf8')));
  const before = await texts();
  const told: unknown[] = [];
  client.on('documents.renamed', (event) => told.push(event));

  const { scenarios } = await rename(project('acme'), 'acme-inc');
  expect(scenarios.sort()).toEqual(['project-created', 'task-completed', 'task-completed-live']);
  await rename(webhook('flaky-hook'), 'staging');
  expect(told).toEqual([
    { kind: 'recipient', environment, collection: 'projects', from: 'acme', to: 'acme-inc' },
    { kind: 'recipient', environment, collection: 'project_webhooks', from: 'flaky-hook', to: 'staging' },
  ]);
  const rows = await client.call('webhooks.list', { environment, projectId: 'acme-inc' });
  expect(rows.map(({ object }) => object.id)).toEqual(['audit-log', 'legacy-hook', 'prod-hook', 'staging']);
  expect(await client.call('webhooks.list', { environment, projectId: 'acme' })).toEqual([]);
  const runId = await runToEnd(client, () => client.call('runs.startScenario', { scenario: 'task-completed' }));
  expect((await client.call('runs.expectations', { runId }))?.every(({ isMet }) => isMet)).toBe(true);

  await rename(project('acme-inc'), 'acme');
  await rename(webhook('staging'), 'flaky-hook');
  expect(await texts()).toEqual(before);
});

test('a user and a tenant keep what names them: subscriptions, and the scenarios’ actors, tenants and recipients', async () => {
  const { client } = fixture;
  await client.call('tenants.put', { environment, tenant: { id: 'north', properties: {} } });
  await client.call('subscriptions.put', {
    environment,
    subscription: { object: project('acme'), recipient: 'ada', properties: null },
  });
  const scenario = async () => {
    const documents = await client.call('documents.list', {});
    const found = documents.find(({ kind, key }) => kind === 'scenario' && key === 'task-completed');
    if (found?.kind !== 'scenario') throw new Error('The example has this scenario.');
    return found.value;
  };
  const before = await scenario();
  const value = { ...before, recipients: ['ada', { id: 'ada', name: 'Ada' }], tenant: 'north' };
  await client.call('documents.put', { kind: 'scenario', key: 'task-completed', value, baseRevision: null });

  const { scenarios } = await rename('ada', 'lovelace');
  expect(scenarios).toContain('task-completed');
  await rename({ collection: '$tenants', id: 'north' }, 'south');
  expect(await scenario()).toEqual({
    ...before,
    recipients: ['lovelace', { id: 'lovelace', name: 'Ada' }],
    actor: 'lovelace',
    tenant: 'south',
  });
  expect(await client.call('users.get', { environment, id: 'ada' })).toBeNull();
  expect(await client.call('users.get', { environment, id: 'lovelace' })).toMatchObject({ id: 'lovelace' });
  expect(await client.call('tenants.get', { environment, id: 'south' })).toMatchObject({ id: 'south' });
  const subscriptions = await client.call('subscriptions.list', { environment, recipient: 'lovelace' });
  expect(subscriptions.map(({ object }) => object)).toEqual([project('acme')]);
});

test('a key that is named after the webhook is named anew; one that something else reads keeps its name', async () => {
  const { client } = fixture;
  const keyOf = async (id: string) =>
    (await client.call('objects.get', { environment, object: webhook(id) }))?.properties.signing_key;
  await addWebhook('new-webhook');
  expect(await keyOf('new-webhook')).toBe('{{ vars.new_webhook_signing_key }}');
  await rename(webhook('new-webhook'), 'production');
  expect(await keyOf('production')).toBe('{{ vars.production_signing_key }}');
  const value = (name: string) => client.call('secrets.reveal', { environment, name });
  expect(await value('production_signing_key')).toEqual({ value: 'the-key' });
  const names = (await client.call('secrets.list', { environment })).map(({ name }) => name);
  expect(names).toContain('production_signing_key');
  expect(names).not.toContain('new_webhook_signing_key');

  await client.call('documents.put', {
    kind: 'partial',
    key: 'reader',
    value: { name: 'Reader', content: '{{ vars.production_signing_key | sha256 }}' },
    baseRevision: null,
  });
  await rename(webhook('production'), 'main');
  expect(await keyOf('main')).toBe('{{ vars.production_signing_key }}');
});

test('an id that is taken, unfit or of nothing is refused, and nothing has moved', async () => {
  const told: unknown[] = [];
  fixture.client.on('documents.renamed', (event) => told.push(event));
  await expect(rename(project('acme'), 'globex')).rejects.toMatchObject({ code: 'conflict', field: 'id' });
  await expect(rename(project('nobody'), 'somebody')).rejects.toMatchObject({ code: 'not-found', field: 'recipient' });
  await expect(rename('nobody', 'somebody')).rejects.toMatchObject({ message: 'There is no user "nobody".' });
  await expect(rename('ada', 'grace')).rejects.toMatchObject({
    message: 'There is a user "grace" already. Choose another id.',
  });
  await expect(rename(project('acme'), 'a/b')).rejects.toMatchObject({ code: 'invalid-input', field: 'id' });
  expect(await rename(project('acme'), 'acme')).toEqual({ scenarios: [] });
  expect(told).toEqual([]);
  expect(await fixture.client.call('webhooks.list', { environment, projectId: 'acme' })).toHaveLength(4);
});
