import type Knock from '@knocklabs/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runToEnd } from '../../support/engine-fixture.ts';
import { all, type KnockApiFixture, openKnockApi, triggerToEnd } from '../../support/knock-api-fixture.ts';

let fixture: KnockApiFixture;
const acme = { collection: 'projects', id: 'acme' };
const data = { eventType: 'task.completed', payload: { id: 1 } };

beforeAll(async () => {
  fixture = await openKnockApi();
  await fixture.client.call('receivers.start', { receivers: ['prod-hook', 'flaky-hook', 'legacy-hook'] });
  // So that a run is not the only one.
  await triggerToEnd(fixture, { recipients: [acme], data });
});
afterAll(() => fixture.close());

describe('messages', () => {
  let runId: string;
  beforeAll(async () => {
    runId = await triggerToEnd(fixture, { recipients: [acme], actor: 'ada', tenant: 'acme-inc', data });
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
    expect(await count({ engagement_status: ['unread', 'seen'] })).toBe(3);
    expect(await count({ engagement_status: ['seen'] })).toBe(0);
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

  test('have their contents in one call, of those that have one', async () => {
    const [prod, legacy] = await ofRun();
    const ids = [prod?.id ?? '', 'msg_nope', legacy?.id ?? ''];
    const contents = await fixture.knock.messages.batch.getContent({ message_ids: ids });
    expect(contents.map(({ message_id }) => message_id)).toEqual([prod?.id, legacy?.id]);
    expect(await fixture.knock.messages.batch.getContent({ message_ids: [] })).toEqual([]);
    expect(contents[0]).toEqual(await fixture.knock.messages.getContent(prod?.id ?? ''));
    const { calls } = await fixture.client.call('knockApi.calls', {});
    expect(calls.findLast(({ path }) => path.includes('/batch/'))?.notes).toEqual([
      'The log has no message "msg_nope" in the environment "development".',
    ]);
  });

  test('have the trigger that set them off as their only activity', async () => {
    const [prod] = await ofRun();
    const activities = (query = {}) => all(fixture.knock.messages.listActivities(prod?.id ?? '', query));
    expect(await activities()).toMatchObject([
      { __typename: 'Activity', actor: { __typename: 'User', id: 'ada' }, recipient: { id: 'prod-hook' }, data },
    ]);
    expect(await activities({ trigger_data: '{"eventType":"task.completed"}' })).toHaveLength(1);
    expect(await activities({ trigger_data: '{"eventType":"other"}' })).toEqual([]);
  });

  test.each([
    ['seen', (knock: Knock, id: string) => knock.messages.markAsSeen(id)],
    ['unread', (knock: Knock, id: string) => knock.messages.markAsUnread(id)],
    ['interacted', (knock: Knock, id: string) => knock.messages.batch.markAsInteracted({ message_ids: [id] })],
    ['archived', (knock: Knock) => knock.channels.bulk.updateMessageStatus('customer-webhook', 'archived', {})],
  ])('are never %s, and it is said why', async (_what, call) => {
    const [prod] = await ofRun();
    await expect(call(fixture.knock, prod?.id ?? '')).rejects.toMatchObject({
      status: 501,
      message: expect.stringContaining('nobody sees or reads it'),
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

describe('messages of several runs that are sent again together', () => {
  const legacy = { collection: 'project_webhooks', id: 'legacy-hook' };
  const dataOf = (id: number) => ({ eventType: 'task.completed', payload: { id } });
  const listed = (runId: string) => all(fixture.knock.messages.list({ workflow_run_id: runId }));

  test('stay those of the runs that made them, as long as these are there; as new ones each has the data it was made of', async () => {
    const runs = [
      await triggerToEnd(fixture, { recipients: [legacy], data: dataOf(7) }),
      await triggerToEnd(fixture, { recipients: [legacy], data: dataOf(8) }),
    ];
    const firsts = (await Promise.all(runs.map(listed))).flat();
    const attempts = await Promise.all(
      runs.map((runId) =>
        fixture.client.call('deliveries.list', { filter: { runId }, beforeSequence: null, limit: 10 }),
      ),
    );
    const messages = attempts.flatMap((page) => page.attempts.map(({ id }) => ({ attemptId: id })));
    expect(messages).toHaveLength(2);
    const resend = (signature: 'afresh' | 'afresh-new-id') =>
      runToEnd(fixture.client, () =>
        fixture.client.call('runs.resend', { messages, signature, attempts: 'one', clock: 'virtual' }),
      );
    const again = await resend('afresh');
    expect(await listed(again)).toEqual([]);
    for (const { id } of firsts) expect(await all(fixture.knock.messages.listDeliveryLogs(id))).toHaveLength(2);
    const anew = await listed(await resend('afresh-new-id'));
    expect(anew.map(({ data: own }) => own)).toEqual([dataOf(8), dataOf(7)]);
    expect(new Set([...anew, ...firsts].map(({ id }) => id)).size).toBe(4);

    await fixture.client.call('runs.remove', { runIds: [runs[1] ?? ''] });
    expect((await listed(again)).map(({ id }) => id)).toEqual([firsts[1]?.id]);
    expect((await listed(runs[0] ?? '')).map(({ id }) => id)).toEqual([firsts[0]?.id]);
  });
});

describe('recipient runs', () => {
  test('say what became of each step, and why nothing was sent', async () => {
    const runId = await triggerToEnd(fixture, { recipients: [acme], actor: 'ada', tenant: 'acme-inc', data });
    const listed = await all(fixture.knock.workflowRecipientRuns.list({ page_size: 2, workflow: 'customer-webhooks' }));
    const ofRun = listed.filter((one) => one.workflow_run_id === runId);
    expect(ofRun.map(({ recipient, status, error_count }) => [recipient, status, error_count])).toEqual(
      ['prod-hook', 'legacy-hook', 'flaky-hook', 'audit-log']
        .map((id) => [{ collection: 'project_webhooks', id }, 'completed', 0])
        .concat([[{ collection: 'projects', id: 'acme' }, 'completed', 0]]),
    );
    expect(ofRun[0]).toMatchObject({ actor: 'ada', tenant: 'acme-inc', trigger_source: { type: 'api' } });
    const [prod, , , audit] = await Promise.all(ofRun.map(({ id }) => fixture.knock.workflowRecipientRuns.get(id)));
    const [message] = await all(fixture.knock.messages.list({ workflow_recipient_run_id: ofRun[0]?.id ?? '' }));
    expect(prod?.events).toMatchObject([
      { event: 'message_enqueued', status: 'ok', step_ref: 'http_1', data: { message_id: message?.id } },
    ]);
    expect(audit?.events).toMatchObject([
      { event: 'step_skipped', status: 'ok', data: { reason: expect.stringContaining('task.completed') } },
    ]);
  });

  test('are filtered', async () => {
    const count = async (query: object) => (await all(fixture.knock.workflowRecipientRuns.list(query))).length;
    const recipient = { collection: 'project_webhooks', id: 'legacy-hook' };
    const own = await count({ recipient });
    expect(own).toBeGreaterThan(0);
    expect(await count({ recipient, status: ['completed'], has_errors: false })).toBe(own);
    expect(await count({ recipient, has_errors: true })).toBe(0);
    expect(await count({ recipient, status: ['cancelled'] })).toBe(0);
    expect(await count({ recipient, starting_at: '2001-01-01T00:00:00Z', ending_at: '2999-01-01T00:00:00Z' })).toBe(
      own,
    );
    expect(await count({ recipient, ending_at: '2001-01-01T00:00:00Z' })).toBe(0);
    expect(await count({ tenant: 'nobody' })).toBe(0);
    expect(await count({ workflow: 'other' })).toBe(0);
  });

  test('of a template that fails have an error, and their message is undelivered', async () => {
    const { client } = fixture;
    const broken = { url: '', event_types: ['task.completed'], signing_key: 'k' };
    const channel = (await client.call('documents.list', {})).find(({ kind }) => kind === 'channel');
    if (channel?.kind !== 'channel') throw new Error('the example has no channel');
    const request = { ...channel.value.request, body: '{{ recipient.not_there }}' };
    const put = (value: object) =>
      client.call('documents.put', { kind: 'channel', key: channel.key, value, baseRevision: null });
    await put({ ...channel.value, request });
    const webhook = { collection: 'project_webhooks', id: 'broken', ...broken };
    const runId = await triggerToEnd(fixture, { recipients: [webhook], data });
    await put(channel.value);
    const [run] = await all(fixture.knock.workflowRecipientRuns.list({ has_errors: true }));
    expect(run).toMatchObject({ workflow_run_id: runId, error_count: 1, status: 'completed' });
    expect((await fixture.knock.workflowRecipientRuns.get(run?.id ?? '')).events).toMatchObject([
      { event: 'step_failed', status: 'error', data: { reason: expect.stringContaining('not_there') } },
    ]);
    const [message] = await all(fixture.knock.messages.list({ workflow_run_id: runId }));
    expect(message).toMatchObject({ status: 'undelivered', channel: { key: 'customer-webhook' } });
    const [undelivered] = await all(fixture.knock.messages.listEvents(message?.id ?? ''));
    expect(undelivered).toMatchObject({ type: 'message.undelivered', data: { failure_reason: 'fatal_error' } });
    await expect(fixture.knock.messages.getContent(message?.id ?? '')).rejects.toMatchObject({
      status: 404,
      message: expect.stringContaining('not_there'),
    });
  });
});
