import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CommandInput } from '../../../core/contract/index.ts';
import { type EngineFixture, openExampleEngine, runToEnd } from '../../support/engine-fixture.ts';

let fixture: EngineFixture;

beforeEach(async () => {
  fixture = await openExampleEngine();
});
afterEach(() => fixture.close());

const rename = (from: string, to: string) => fixture.client.call('documents.rename', { kind: 'environment', from, to });
const request = (environment: string): CommandInput<'runs.start'> => ({
  workflow: 'customer-webhooks',
  environment,
  recipients: [{ collection: 'projects', id: 'acme' }],
  actor: null,
  tenant: null,
  event: { data: { eventType: 'task.completed', payload: { id: 'task_1' } } },
  clock: 'virtual',
  seed: 1,
  concurrency: { run: 4, origin: 4 },
  scenario: null,
});

test('an environment with another key keeps its data, secrets, runs and scenarios, and gets back what it had', async () => {
  const { client } = fixture;
  await client.call('receivers.start', { receivers: ['prod-hook', 'flaky-hook', 'legacy-hook', 'audit-log'] });
  await client.call('secrets.set', { environment: 'development', name: 'own_key', value: 'the-own-key' });
  // Left by an environment that is gone.
  await client.call('documents.put', {
    kind: 'environment',
    key: 'staging',
    value: { name: 'Staging', variables: {}, secrets: [] },
    baseRevision: null,
  });
  await client.call('secrets.set', { environment: 'staging', name: 'own_key', value: 'of-before' });
  await client.call('documents.remove', { kind: 'environment', key: 'staging' });
  const runId = await runToEnd(client, () => client.call('runs.start', request('development')));
  const renamed: unknown[] = [];
  client.on('documents.renamed', (event) => renamed.push(event));

  const { rewritten } = await rename('development', 'staging');
  expect(rewritten).toContainEqual({ kind: 'scenario', key: 'task-completed' });
  expect(renamed).toEqual([{ kind: 'environment', from: 'development', to: 'staging' }]);
  const staging = { environment: 'staging' };
  expect(await client.call('projects.list', staging)).toHaveLength(2);
  expect(await client.call('secrets.reveal', { ...staging, name: 'own_key' })).toEqual({ value: 'the-own-key' });
  expect((await client.call('runs.get', { runId })).trigger.environment).toBe('staging');
  const recipients = ['project_webhooks/prod-hook'];
  expect(await client.call('deliveries.newest', { ...staging, recipients })).toHaveLength(1);
  const [attempt] = (await client.call('deliveries.list', { filter: { runId }, beforeSequence: null, limit: 1 }))
    .attempts;
  expect((await client.call('deliveries.verify', { attemptId: attempt?.id ?? '' })).isValid).toBe(true);
  await runToEnd(client, () => client.call('runs.startScenario', { scenario: 'task-completed' }));
  await expect(client.call('projects.list', { environment: 'development' })).rejects.toMatchObject({
    code: 'not-found',
  });

  await fixture.reopen();
  const again = fixture.client;
  expect(await again.call('secrets.reveal', { ...staging, name: 'own_key' })).toEqual({ value: 'the-own-key' });
  await rename('staging', 'development');
  expect((await again.call('runs.get', { runId })).trigger.environment).toBe('development');
  const stored = JSON.parse(await readFile(join(fixture.dataPath, 'secrets.json'), 'utf8'));
  expect(stored.secrets.filter((entry: { name: string }) => entry.name === 'own_key')).toEqual([
    { environment: 'development', name: 'own_key', protection: 'none', value: 'the-own-key' },
    { environment: 'staging', name: 'own_key', protection: 'none', value: 'of-before' },
  ]);
});

test('it is refused while a run of the environment is under way, and nothing has moved then', async () => {
  const { client } = fixture;
  await client.call('secrets.set', { environment: 'development', name: 'own_key', value: 'the-own-key' });
  await client.call('receivers.start', { receivers: ['flaky-hook'] });
  const { runId } = await client.call('runs.start', { ...request('development'), clock: 'real' });
  await expect(rename('development', 'staging')).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('is under way'),
  });
  await client.call('runs.stop', { runId });
  await expect(rename('development', 'production')).rejects.toMatchObject({ code: 'conflict', field: 'to' });
  const kept = { environment: 'development', name: 'own_key' };
  expect(await client.call('secrets.reveal', kept)).toEqual({ value: 'the-own-key' });
  await rename('development', 'staging');
  expect((await client.call('runs.get', { runId })).trigger.environment).toBe('staging');
});

test('the Knock API goes on serving it, and is switched on with its new key', async () => {
  const { client } = fixture;
  const { baseUrl } = await client.call('knockApi.start', { port: 0, environment: 'development', clock: 'virtual' });
  const { key } = await client.call('knockApi.revealKey', {});
  await rename('development', 'staging');
  const state = await client.call('knockApi.state', {});
  expect(state).toMatchObject({ baseUrl, settings: { environment: 'staging' } });
  const answer = await fetch(`${baseUrl}/v1/objects/projects/acme`, { headers: { authorization: `Bearer ${key}` } });
  expect(answer.status).toBe(200);
  await fixture.reopen();
  expect((await fixture.client.call('knockApi.state', {})).settings?.environment).toBe('staging');
});

test('a window that was closed meanwhile is told what was renamed since', async () => {
  const { client } = fixture;
  await client.call('session.save', { window: 'one', session: { environment: 'development' } });
  await rename('development', 'staging');
  await client.call('eventTypes.rename', { from: 'task.completed', to: 'task.done', uses: null });
  await fixture.reopen();
  const renamed = [
    { kind: 'environment', from: 'development', to: 'staging' },
    { kind: 'event-type', from: 'task.completed', to: 'task.done' },
  ];
  const session = { environment: 'development' };
  expect(await fixture.client.call('session.load', { window: 'one' })).toEqual({ session, renamed });
  await fixture.client.call('session.save', { window: 'one', session: {} });
  expect(await fixture.client.call('session.load', { window: 'one' })).toEqual({ session: {}, renamed: [] });
});

test('variables of the system that gave secrets by the old key are told, with what they have to be called', async () => {
  await fixture.close();
  const environmentVariables = {
    HOOKBENCH_SECRET_DEVELOPMENT_OWN_KEY: 'of-development',
    HOOKBENCH_SECRET_DEVELOPMENT_OTHER_KEY: 'given-by-both',
    HOOKBENCH_SECRET_STAGING_OTHER_KEY: 'given-by-both',
  };
  fixture = await openExampleEngine({ environmentVariables });
  const { client } = fixture;
  for (const name of ['own_key', 'other_key', 'stored_key'])
    await client.call('secrets.set', { environment: 'development', name, value: 'stored' });
  const problems = async () =>
    (await client.call('workspace.problems', {})).filter(({ message }) => message.includes('HOOKBENCH_SECRET'));

  const { unreadVariables } = await rename('development', 'staging');
  const was = 'HOOKBENCH_SECRET_DEVELOPMENT_OWN_KEY';
  expect(unreadVariables).toEqual([{ was, now: 'HOOKBENCH_SECRET_STAGING_OWN_KEY' }]);
  expect(await problems()).toEqual([
    expect.objectContaining({
      file: 'environments/staging.json',
      severity: 'warning',
      message: `Rename the variable ${was} to HOOKBENCH_SECRET_STAGING_OWN_KEY and start Hookbench again: the environment of its secret "own_key" is called "staging" now.`,
    }),
  ]);
  // One step further, the variable is still called after the first key.
  expect((await rename('staging', 'next')).unreadVariables).toContainEqual({
    was,
    now: 'HOOKBENCH_SECRET_NEXT_OWN_KEY',
  });
  // Back where it began, all of them are read again.
  expect((await rename('next', 'development')).unreadVariables).toEqual([]);
  expect(await problems()).toEqual([]);
});
