import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nextEvent } from '../../support/engine-fixture.ts';
import { all, type KnockApiFixture, openKnockApi, triggerToEnd } from '../../support/knock-api-fixture.ts';

let fixture: KnockApiFixture;
const acme = { collection: 'projects', id: 'acme' };
const data = { eventType: 'task.completed', payload: { id: 1 } };

beforeAll(async () => {
  fixture = await openKnockApi();
  await fixture.client.call('receivers.start', { receivers: ['prod-hook', 'flaky-hook', 'legacy-hook'] });
});
afterAll(() => fixture.close());

const lastCall = async () => (await fixture.client.call('knockApi.calls', {})).calls[0];

test("a backend's own trigger becomes a run, with all that a run has", async () => {
  const runId = await triggerToEnd(fixture, { recipients: [acme], actor: 'ada', data });
  const run = await fixture.client.call('runs.get', { runId });
  expect(run).toMatchObject({
    status: 'completed',
    trigger: { workflow: 'customer-webhooks', environment: 'development', recipients: [acme], actor: 'ada', data },
    counts: { recipients: 5, delivered: 2, undelivered: 1, skipped: 2 },
  });
  const call = (await fixture.client.call('knockApi.calls', {})).calls[0];
  expect(call).toMatchObject({
    method: 'POST',
    path: '/v1/workflows/customer-webhooks/trigger',
    status: 200,
    error: null,
    notes: [],
    run: { id: runId, number: run.number },
  });
});

test('numbers of any length keep their digits from the call to the wire', async () => {
  const body =
    '{"recipients":[{"collection":"project_webhooks","id":"prod-hook"}],"data":{"eventType":"task.completed","payload":{"id":9007199254740993,"price":1.00}}}';
  const delivered = nextEvent(fixture.client, 'receivers.received', () => true);
  const ended = nextEvent(fixture.client, 'runs.progress', ({ isFinal }) => isFinal);
  const answer = await fetch(`${fixture.baseUrl}/v1/workflows/customer-webhooks/trigger`, {
    method: 'POST',
    headers: { authorization: `Bearer ${fixture.apiKey}` },
    body,
  });
  const { workflow_run_id: runId } = (await answer.json()) as { workflow_run_id: string };
  const { id } = await delivered;
  const received = await fixture.client.call('receivers.request', { id });
  const text = Buffer.from(received.body).toString();
  expect(text).toContain('9007199254740993');
  expect(text).toContain('1.00');

  await ended;
  const listed = await fetch(`${fixture.baseUrl}/v1/messages?workflow_run_id=${runId}`, {
    headers: { authorization: `Bearer ${fixture.apiKey}` },
  });
  const messages = await listed.text();
  expect(messages).toContain('"id":9007199254740993,"price":1.00');
  const [messageId] = /msg_\w{27}/.exec(messages) ?? [''];
  const logs = await fetch(`${fixture.baseUrl}/v1/messages/${messageId}/delivery_logs`, {
    headers: { authorization: `Bearer ${fixture.apiKey}` },
  });
  expect(await logs.text()).toContain('"id":9007199254740993,"price":1.00');
});

test('who is identified inline is stored before the run begins', async () => {
  const webhook = {
    collection: 'project_webhooks',
    id: 'prod-hook',
    name: 'Production (renamed)',
    limits: { perMinute: 5 },
    $trigger_data: { payload: { only: 'here' }, only: 'own' },
  };
  const delivered = nextEvent(fixture.client, 'receivers.received', () => true);
  await triggerToEnd(fixture, {
    recipients: [webhook],
    actor: { id: 'lin', name: 'Lin' },
    tenant: { id: 'acme-inc', name: 'Acme Inc.' },
    data,
  });
  const { client } = fixture;
  const object = await client.call('objects.get', {
    environment: 'development',
    object: { collection: 'project_webhooks', id: 'prod-hook' },
  });
  expect(object?.properties).toMatchObject({
    name: 'Production (renamed)',
    limits: { perMinute: 5 },
    enabled: true,
    signing_key: '{{ vars.prod_hook_key }}',
  });
  expect(object?.properties).not.toHaveProperty('$trigger_data');
  const environment = 'development';
  expect(await client.call('users.get', { environment, id: 'lin' })).toEqual({
    id: 'lin',
    properties: { name: 'Lin' },
  });
  expect(await client.call('tenants.list', { environment, search: '', after: null, limit: 10 })).toMatchObject({
    entries: [{ id: 'acme-inc', properties: { name: 'Acme Inc.' } }],
  });
  const [message] = await all(fixture.knock.messages.list({ trigger_data: '{"only":"own"}' }));
  expect(message?.data).toEqual({ ...data, payload: { only: 'here' }, only: 'own' });
  const received = await client.call('receivers.request', { id: (await delivered).id });
  expect(JSON.parse(Buffer.from(received.body).toString())).toEqual({
    type: 'task.completed',
    payload: { only: 'here' },
  });
});

test('a signing key that comes along inline is neither in the files nor in the log', async () => {
  const webhook = {
    collection: 'project_webhooks',
    id: 'inline-hook',
    url: `http://127.0.0.1:${fixture.port}/hooks/prod`,
    event_types: ['task.completed'],
    signing_key: 'literal-key-of-a-customer',
  };
  const runId = await triggerToEnd(fixture, { recipients: [webhook], data });
  const run = await fixture.client.call('runs.get', { runId });
  expect(run.counts).toMatchObject({ delivered: 1 });
  expect(run.trigger.recipients).toEqual([{ ...webhook, signing_key: '{{ vars.inline_hook_signing_key }}' }]);
  const [attempt] = (
    await fixture.client.call('deliveries.list', { filter: { runId }, beforeSequence: null, limit: 1 })
  ).attempts;
  expect(await fixture.client.call('deliveries.verify', { attemptId: attempt?.id ?? '' })).toMatchObject({
    isValid: true,
  });
});

test('nor is one of a user or a tenant', async () => {
  const { client, knock } = fixture;
  const channel = (await client.call('documents.list', {})).find(({ kind }) => kind === 'channel');
  if (channel?.kind !== 'channel' || channel.value.signing === null) throw new Error('the example signs');
  const signing = { ...channel.value.signing, key: '{{ recipient.signing_key | default: tenant.signing_key }}' };
  const value = { ...channel.value, signing };
  await client.call('documents.put', { kind: 'channel', key: channel.key, value, baseRevision: null });
  const own = await knock.users.update('key-user', { signing_key: 'literal-key-of-a-user' });
  expect(own.signing_key).toBe('{{ vars.key_user_signing_key }}');
  expect((await lastCall())?.notes).toEqual([expect.stringContaining('"signing_key" is kept as a secret')]);
  const tenant = await knock.tenants.set('key-tenant', { signing_key: 'literal-key-of-a-tenant' });
  expect(tenant.signing_key).toBe('{{ vars.key_tenant_signing_key }}');
  const user = { id: 'inline-user', signing_key: 'literal-key-inline' };
  const runId = await triggerToEnd(fixture, { recipients: [user], tenant: 'key-tenant', data });
  const { trigger } = await client.call('runs.get', { runId });
  expect(trigger.recipients).toEqual([{ id: 'inline-user', signing_key: '{{ vars.inline_user_signing_key }}' }]);
  for (const [name, secret] of [
    ['key_user_signing_key', 'literal-key-of-a-user'],
    ['key_tenant_signing_key', 'literal-key-of-a-tenant'],
    ['inline_user_signing_key', 'literal-key-inline'],
  ] as const) {
    expect(await client.call('secrets.reveal', { environment: 'development', name })).toEqual({ value: secret });
  }
  for (const name of ['users', 'tenants']) {
    const file = join(fixture.workspacePath, `data/development/${name}.json`);
    expect(await readFile(file, 'utf8')).not.toContain('literal-key');
  }
  await client.call('documents.put', { kind: 'channel', key: channel.key, value: channel.value, baseRevision: null });
});

describe('an idempotency key', () => {
  const body = { recipients: [{ collection: 'projects', id: 'globex' }], data };

  test('gives the first answer again and starts no other run', async () => {
    const options = { idempotencyKey: 'order-7' };
    const trigger = () => fixture.knock.workflows.trigger('customer-webhooks', body, options).withResponse();
    const [first, second] = await Promise.all([trigger(), trigger()]);
    expect(second.data).toEqual(first.data);
    const replayed = [first, second].map(({ response }) => response.headers.get('idempotent-replayed'));
    expect(replayed.toSorted()).toEqual([null, 'true'].toSorted());
    const original = [first, second].find(({ response }) => response.headers.has('original-x-request-id'));
    const fresh = [first, second].find((one) => one !== original);
    expect(original?.response.headers.get('original-x-request-id')).toBe(fresh?.response.headers.get('x-request-id'));
    const { runs } = await fixture.client.call('runs.list', { beforeNumber: null, limit: 100 });
    expect(runs.filter(({ id }) => id === first.data.workflow_run_id)).toHaveLength(1);
  });

  test('of another request is refused', async () => {
    const other = { ...body, data: { ...data, payload: { id: 2 } } };
    await expect(
      fixture.knock.workflows.trigger('customer-webhooks', other, { idempotencyKey: 'order-7' }),
    ).rejects.toMatchObject({ status: 400, error: { code: 'idempotency_key_reused' } });
  });

  test('is free again after a refusal', async () => {
    const options = { idempotencyKey: 'order-8' };
    const bad = { ...body, data: { eventType: 'task.completed' } };
    await expect(fixture.knock.workflows.trigger('customer-webhooks', bad, options)).rejects.toMatchObject({
      status: 422,
    });
    await fixture.knock.workflows.trigger('customer-webhooks', body, options);
  });
});

test('a cancellation answers as Knock does and says that there was nothing to cancel', async () => {
  await fixture.knock.workflows.cancel('customer-webhooks', { cancellation_key: 'c-1' });
  expect(await lastCall()).toMatchObject({ status: 204, notes: [expect.stringContaining('Nothing to cancel')] });
});

test('a recipient that nobody identified runs, and the list of calls says so', async () => {
  await triggerToEnd(fixture, { recipients: [{ collection: 'projcts', id: 'acme' }], data });
  expect((await lastCall())?.notes).toEqual(['"projcts/acme" is not known in "development" and has no properties.']);
});
