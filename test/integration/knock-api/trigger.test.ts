import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nextEvent, runToEnd } from '../../support/engine-fixture.ts';
import { all, type KnockApiFixture, openKnockApi } from '../../support/knock-api-fixture.ts';

let fixture: KnockApiFixture;
const acme = { collection: 'projects', id: 'acme' };
const data = { eventType: 'task.completed', payload: { id: 1 } };

beforeAll(async () => {
  fixture = await openKnockApi();
  await fixture.client.call('receivers.start', { receivers: ['prod-hook', 'flaky-hook', 'legacy-hook'] });
});
afterAll(() => fixture.close());

/** Triggers through the SDK and waits until the run has come to rest. */
async function triggerToEnd(body: Parameters<KnockApiFixture['knock']['workflows']['trigger']>[1]): Promise<string> {
  const ended = new Set<string>();
  let wake = () => {};
  const remove = fixture.client.on('runs.progress', ({ run, isFinal }) => {
    if (isFinal) ended.add(run.id);
    wake();
  });
  const { workflow_run_id: id } = await fixture.knock.workflows.trigger('customer-webhooks', body);
  while (!ended.has(id)) {
    await new Promise<void>((done) => {
      wake = done;
    });
  }
  remove();
  return id;
}

const lastCall = async () => (await fixture.client.call('knockApi.calls', {})).calls[0];

test("a backend's own trigger becomes a run, with all that a run has", async () => {
  const runId = await triggerToEnd({ recipients: [acme], actor: 'ada', data });
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
    $trigger_data: { payload: { only: 'here' } },
  };
  const delivered = nextEvent(fixture.client, 'receivers.received', () => true);
  await triggerToEnd({
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
  expect(await client.call('users.list', { environment: 'development' })).toContainEqual({
    id: 'lin',
    properties: { name: 'Lin' },
  });
  expect(await client.call('tenants.list', { environment: 'development' })).toEqual([
    { id: 'acme-inc', properties: { name: 'Acme Inc.' } },
  ]);
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
  const runId = await triggerToEnd({ recipients: [webhook], data });
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
  await triggerToEnd({ recipients: [{ collection: 'projcts', id: 'acme' }], data });
  expect((await lastCall())?.notes).toEqual(['"projcts/acme" is not known in "development" and has no properties.']);
});

describe('messages', () => {
  let runId: string;
  beforeAll(async () => {
    runId = await triggerToEnd({ recipients: [acme], actor: 'ada', tenant: 'acme-inc', data });
  });
  const ofRun = (query: object = {}) => all(fixture.knock.messages.list({ workflow_run_id: runId, ...query }));

  test('of a run are listed, newest first', async () => {
    const messages = await ofRun();
    expect(messages.map(({ recipient, status }) => [recipient, status])).toEqual([
      [{ collection: 'project_webhooks', id: 'prod-hook' }, 'delivered'],
      [{ collection: 'project_webhooks', id: 'legacy-hook' }, 'undelivered'],
      [{ collection: 'project_webhooks', id: 'flaky-hook' }, 'delivered'],
    ]);
    expect(messages[0]).toMatchObject({
      __typename: 'Message',
      channel: { key: 'customer-webhook', name: 'Customer webhook', type: 'http', provider: 'http' },
      workflow: 'customer-webhooks',
      tenant: 'acme-inc',
      actors: ['ada'],
      data,
      source: { key: 'customer-webhooks', step_ref: 'http_1', workflow_run_id: runId, categories: ['webhooks'] },
    });
    expect(await fixture.knock.messages.get(messages[0]?.id ?? '')).toEqual(messages[0]);
  });

  test('are filtered by what the log knows', async () => {
    const count = async (query: object) => (await ofRun(query)).length;
    expect(await count({ status: ['undelivered'] })).toBe(1);
    expect(await count({ status: ['queued', 'delivered'] })).toBe(2);
    expect(await count({ tenant: 'acme-inc', source: 'customer-webhooks', channel_id: 'customer-webhook' })).toBe(3);
    expect(await count({ tenant: 'other' })).toBe(0);
    expect(await count({ source: 'other' })).toBe(0);
    expect(await count({ channel_id: 'other' })).toBe(0);
    expect(await count({ trigger_data: '{"eventType":"task.completed"}' })).toBe(3);
    expect(await count({ trigger_data: '{"eventType":"other"}' })).toBe(0);
    expect(await count({ workflow_categories: ['webhooks'] })).toBe(3);
    expect(await count({ inserted_at: { gt: '2001-01-01T00:00:00Z', lte: '2999-01-01T00:00:00Z' } })).toBe(3);
    expect(await count({ inserted_at: { lt: '2001-01-01T00:00:00Z' } })).toBe(0);
    const [one] = await ofRun();
    expect(await ofRun({ message_ids: [one?.id ?? ''] })).toEqual([one]);
    expect(await ofRun({ workflow_recipient_run_id: one?.source.workflow_recipient_run_id ?? '' })).toEqual([one]);
  });

  test('of one object are those of all its runs', async () => {
    const own = await all(fixture.knock.objects.listMessages('project_webhooks', 'legacy-hook'));
    expect(own.length).toBeGreaterThan(1);
    expect(new Set(own.map(({ recipient }) => JSON.stringify(recipient)))).toEqual(
      new Set(['{"collection":"project_webhooks","id":"legacy-hook"}']),
    );
    expect(own[0]?.source.workflow_run_id).toBe(runId);
    expect(await all(fixture.knock.users.listMessages('ada'))).toEqual([]);
  });

  test('come in pages that fit together, forwards and back', async () => {
    const whole = await all(fixture.knock.messages.list());
    const forwards = await all(fixture.knock.messages.list({ page_size: 2 }));
    expect(forwards).toEqual(whole);
    expect(new Set(whole.map(({ id }) => id)).size).toBe(whole.length);
    const first = await fixture.knock.messages.list({ page_size: 2 });
    const second = await first.getNextPage();
    const { before } = second.page_info as { before?: string };
    const back = await fixture.knock.messages.list({ page_size: 2, before: before ?? '' });
    expect(back.items).toEqual(first.items);
    expect(back.page_info).toMatchObject({ before: null, page_size: 2 });
  });

  test('have their attempts as delivery logs, newest first', async () => {
    const [, legacy, flaky] = await ofRun();
    const logs = await all(fixture.knock.messages.listDeliveryLogs(flaky?.id ?? '', { page_size: 2 }));
    expect(logs.map(({ response }) => response.status)).toEqual([200, 500, 500]);
    expect(logs[0]).toMatchObject({
      __typename: 'MessageDeliveryLog',
      environment_id: 'development',
      service_name: 'Webhook',
      request: {
        method: 'POST',
        host: `http://127.0.0.1:${fixture.port}`,
        path: '/hooks/flaky',
        query: null,
        headers: { 'content-type': 'application/json', 'x-webhook-signature': expect.stringMatching(/^t=\d+,s=/) },
        body: { type: 'task.completed', payload: { id: 1 } },
      },
    });
    expect(await all(fixture.knock.messages.listDeliveryLogs(legacy?.id ?? ''))).toMatchObject([
      { response: { status: 401 } },
    ]);
  });

  test('tell what happened to them, newest first', async () => {
    const [prod, legacy, flaky] = await ofRun();
    const types = async (id = '') =>
      (await all(fixture.knock.messages.listEvents(id, { page_size: 2 }))).map(({ type }) => type);
    expect(await types(prod?.id)).toEqual(['message.delivered', 'message.queued', 'message.created']);
    expect(await types(flaky?.id)).toEqual([
      'message.delivered',
      'message.delivery_attempted',
      'message.delivery_attempted',
      'message.queued',
      'message.created',
    ]);
    const [undelivered, attempted] = await all(fixture.knock.messages.listEvents(legacy?.id ?? ''));
    expect(undelivered).toMatchObject({ type: 'message.undelivered', data: { failure_reason: 'fatal_error' } });
    expect(attempted).toMatchObject({ data: { attempt: 1, max_attempts: 8, retryable: false } });
  });

  test('have the request that was sent as their content', async () => {
    const [prod] = await ofRun();
    expect(await fixture.knock.messages.getContent(prod?.id ?? '')).toMatchObject({
      __typename: 'MessageContent',
      message_id: prod?.id,
      data: { method: 'POST', path: '/hooks/prod', body: { type: 'task.completed', payload: { id: 1 } } },
    });
  });

  test('that are sent again are the same ones, with all of their attempts', async () => {
    const before = await all(fixture.knock.messages.list());
    const [, legacy] = await ofRun();
    const filter = { messageId: legacy?.id ?? '' };
    const { attempts } = await fixture.client.call('deliveries.list', { filter, beforeSequence: null, limit: 10 });
    const messages = [{ attemptId: attempts[0]?.id ?? '' }];
    const resend = (signature: 'afresh' | 'afresh-new-id') =>
      runToEnd(fixture.client, () =>
        fixture.client.call('runs.resend', { messages, signature, attempts: 'one', clock: 'virtual' }),
      );
    await resend('afresh');
    const logs = await all(fixture.knock.messages.listDeliveryLogs(legacy?.id ?? ''));
    expect(logs.map(({ response }) => response.status)).toEqual([401, 401]);
    const after = await all(fixture.knock.messages.list());
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));

    const anew = await resend('afresh-new-id');
    const [own] = await all(fixture.knock.messages.list({ workflow_run_id: anew }));
    expect(own).toMatchObject({ recipient: legacy?.recipient, status: 'undelivered' });
    expect(own?.id).not.toBe(legacy?.id);

    await fixture.client.call('runs.remove', { runIds: [runId] });
    expect(await fixture.knock.messages.get(legacy?.id ?? '')).toMatchObject({ status: 'undelivered' });
  });
});
