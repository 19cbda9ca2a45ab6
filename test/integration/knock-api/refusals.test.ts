import { stat, writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import Knock from '@knocklabs/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type KnockApiFixture, openKnockApi } from '../../support/knock-api-fixture.ts';

let fixture: KnockApiFixture;
const acme = { collection: 'projects', id: 'acme' };
const data = { eventType: 'task.completed', payload: { id: 1 } };

beforeAll(async () => {
  fixture = await openKnockApi();
});
afterAll(() => fixture.close());

/** The SDK's error, or a failure of the test. */
async function refusalOf(call: PromiseLike<unknown>): Promise<InstanceType<typeof Knock.APIError>> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Knock.APIError) return error;
    throw error;
  }
  throw new Error('the call was answered');
}

const trigger = (body: object, workflow = 'customer-webhooks') =>
  fixture.knock.workflows.trigger(workflow, { recipients: [acme], data, ...body });

async function send(method: string, path: string, body: string | Uint8Array<ArrayBuffer> | null = null) {
  const answer = await fetch(`${fixture.baseUrl}${path}`, {
    method,
    headers: { authorization: `Bearer ${fixture.apiKey}` },
    body,
  });
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, unknown> };
}

/** What is answered over a connection that is kept, and whether it was the one of the call before. */
function statusOver(agent: Agent, method: string, path: string, key: string, body: string) {
  return new Promise<{ status: number | undefined; isReused: boolean }>((done, fail) => {
    const headers = { authorization: `Bearer ${key}`, 'content-length': Buffer.byteLength(body) };
    const call = request(`${fixture.baseUrl}${path}`, { agent, method, headers }, (response) => {
      response.resume();
      response.on('end', () => done({ status: response.statusCode, isReused: call.reusedSocket }));
      response.on('error', fail);
    });
    call.on('error', fail);
    call.end(body);
  });
}

describe("errors are the SDK's own classes, and say what, where and what to do", () => {
  test('a workflow that does not exist', async () => {
    const error = await refusalOf(trigger({}, 'customer-webhoks'));
    expect(error).toBeInstanceOf(Knock.NotFoundError);
    expect(error.error).toEqual({
      code: 'workflow_missing',
      message: 'The workspace has no workflow "customer-webhoks". It has: customer-webhooks.',
      status: 404,
      type: 'invalid_request_error',
    });
  });

  test("data that does not fit the workflow's schema: nothing runs, nothing is stored", async () => {
    const { client } = fixture;
    const before = await client.call('runs.list', { beforeNumber: null, limit: 1 });
    const error = await refusalOf(trigger({ recipients: [{ id: 'nobody', name: 'N' }], data: { eventType: 'x' } }));
    expect(error).toBeInstanceOf(Knock.UnprocessableEntityError);
    expect(error.error).toMatchObject({
      code: 'invalid_params',
      errors: [{ field: 'data', message: expect.stringContaining("must have required property 'payload'") }],
    });
    expect(await client.call('runs.list', { beforeNumber: null, limit: 1 })).toEqual(before);
    expect(await client.call('users.get', { environment: 'development', id: 'nobody' })).toBeNull();
  });

  test.each([
    ['no recipients', { recipients: [] }, 'recipients'],
    ['too many recipients', { recipients: Array.from({ length: 1001 }, (_, index) => `u${index}`) }, 'recipients'],
    ['a recipient without an id', { recipients: ['ada', { name: 'X' }] }, 'recipients.1'],
    ['a name with a slash', { recipients: ['a/b'] }, 'recipients.0'],
    ['data that is no object', { data: [1] }, 'data'],
    ['a tenant with a blank in its id', { tenant: 'a b' }, 'tenant'],
    ['sandbox mode', { settings: { sandbox_mode: true } }, 'settings.sandbox_mode'],
    ['an actor that nobody identified', { actor: 'nobody' }, 'actor'],
    ['more properties than are kept', { recipients: [{ id: 'big', text: 'x'.repeat(300_000) }] }, 'recipients.0'],
  ])('%s', async (_what, body, field) => {
    const error = await refusalOf(trigger(body));
    expect(error).toBeInstanceOf(Knock.UnprocessableEntityError);
    expect(error.error).toMatchObject({ errors: [{ field }] });
  });

  test('names that files or tenants cannot have', async () => {
    const { knock } = fixture;
    const long = await refusalOf(knock.objects.set('x'.repeat(300), 'one', { name: 'One' }));
    expect(long).toBeInstanceOf(Knock.UnprocessableEntityError);
    expect(long.message).toContain('too long for a file');
    // A file with such a name could not be read again.
    const nul = await refusalOf(knock.users.update('a\0b', { name: 'N' }));
    expect(nul).toBeInstanceOf(Knock.UnprocessableEntityError);
    expect(nul.message).toContain('NUL');
    const blank = await refusalOf(knock.objects.set('$tenants', 'a b', { name: 'A' }));
    expect(blank).toBeInstanceOf(Knock.UnprocessableEntityError);
    expect(blank.message).toContain('an id has no blanks');
  });

  test('an object that does not exist, in a collection that does not either', async () => {
    const error = await refusalOf(fixture.knock.objects.get('project_webhook', 'prod-hook'));
    expect(error).toBeInstanceOf(Knock.NotFoundError);
    expect(error.message).toContain('has objects in: project_webhooks, projects.');
    const call = fixture.knock.objects.addSubscriptions('projects', 'nope', { recipients: ['ada'] });
    expect(await refusalOf(call)).toBeInstanceOf(Knock.NotFoundError);
    expect(await refusalOf(fixture.knock.messages.get('msg_nope'))).toBeInstanceOf(Knock.NotFoundError);
    expect(await refusalOf(fixture.knock.workflowRecipientRuns.get('nope'))).toBeInstanceOf(Knock.NotFoundError);
  });

  test('cursors that are none, or of another list', async () => {
    const { knock } = fixture;
    const [first] = (await knock.users.list({ page_size: 1 })).entries;
    expect(first?.id).toBe('ada');
    const { after } = (await knock.users.list({ page_size: 1 })).page_info;
    for (const list of [
      knock.users.list({ after: 'garbage' }),
      knock.objects.list('projects', { after: after ?? '' }),
      knock.messages.list({ after: after ?? '' }),
    ]) {
      expect((await refusalOf(list)).error).toMatchObject({
        code: 'invalid_params',
        errors: [{ field: 'after', message: expect.stringContaining('is not a cursor of this list') }],
      });
    }
    expect((await refusalOf(knock.users.list({ page_size: 51 }))).error).toMatchObject({
      errors: [{ field: 'page_size', message: 'must be from 1 to 50' }],
    });
  });

  test('filters that are not known', async () => {
    expect((await send('GET', '/v1/messages?statuss[]=delivered')).body).toMatchObject({
      status: 422,
      errors: [{ field: 'statuss', message: expect.stringContaining('is not known here') }],
    });
    expect((await send('GET', '/v1/messages?status[]=done')).body).toMatchObject({ errors: [{ field: 'status.0' }] });
    expect((await send('GET', '/v1/messages?status=delivered')).body).toMatchObject({
      errors: [{ field: 'status', message: expect.stringContaining('write "[]" behind its name') }],
    });
    expect((await send('GET', '/v1/messages?trigger_data=x')).body).toMatchObject({
      errors: [{ field: 'trigger_data' }],
    });
    expect((await send('GET', `/v1/messages?deep${'[x]'.repeat(50_000)}=1`)).body).toMatchObject({
      status: 422,
      errors: [{ field: 'deep[…]' }],
    });
  });

  test('but not a parameter without a value, which is how the SDK writes null', async () => {
    const query = { after: null, page_size: null } as unknown as { after: string };
    expect((await fixture.knock.users.list(query)).entries.map(({ id }) => id)).toContain('ada');
  });

  test.each([
    ['preferences', (knock: Knock) => knock.objects.listPreferences('projects', 'acme'), 'no preferences'],
    ['channel data', (knock: Knock) => knock.users.getChannelData('ada', 'c'), 'no channel data'],
    ['schedules', (knock: Knock) => knock.schedules.list({ workflow: 'customer-webhooks' }), 'no schedules'],
    ['schedules of a user', (knock: Knock) => knock.users.listSchedules('ada'), 'no schedules'],
    ['audiences', (knock: Knock) => knock.audiences.listMembers('a'), 'GET /openapi.json lists'],
  ])('%s, which it is said why there are none', async (_what, call, why) => {
    const error = await refusalOf(call(fixture.knock));
    expect(error).toMatchObject({ status: 501, message: expect.stringContaining(why) });
  });

  test('calls that Hookbench does not offer, without being tried again', async () => {
    const error = await refusalOf(fixture.knock.users.getPreferences('ada', 'default'));
    expect(error).toBeInstanceOf(Knock.InternalServerError);
    expect(error).toMatchObject({ status: 501, error: { code: 'not_offered', type: 'api_error' } });
    expect(error.message).toContain('GET /v1/users/ada/preferences/default');
    const { calls } = await fixture.client.call('knockApi.calls', {});
    expect(calls.filter(({ path }) => path.endsWith('/preferences/default'))).toHaveLength(1);
    expect(calls[0]).toMatchObject({ status: 501, error: { code: 'not_offered' } });
  });
});

describe('a body', () => {
  const path = '/v1/workflows/customer-webhooks/trigger';

  test.each([
    ['that is empty', '', 'needs a JSON body'],
    ['that is cut off', '{"recipients": [', 'not JSON'],
    ['with a name twice', '{"data": {}, "data": {}}', 'The name "data" is there twice'],
    ['that is nested without end', '['.repeat(5000) + ']'.repeat(5000), 'nested more than 100 levels'],
    ['that is not UTF-8', new Uint8Array([0x22, 0xff, 0x22]), 'not UTF-8'],
  ])('%s', async (_what, body, message) => {
    const answer = await send('POST', path, body);
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_json', status: 400 } });
    expect(answer.body.message).toContain(message);
  });

  test('that is too large is not read', async () => {
    const answer = await send('POST', path, `{"data":"${'x'.repeat(11 * 1024 * 1024)}"}`);
    expect(answer).toMatchObject({ status: 413, body: { code: 'payload_too_large' } });
  });

  test('that is refused leaves the connection to the next call', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const large = `{"data":"${'x'.repeat(11 * 1024 * 1024)}"}`;
    const answers: unknown[] = [];
    for (let round = 0; round < 3; round += 1) {
      answers.push(await statusOver(agent, 'POST', path, fixture.apiKey, large));
      answers.push(await statusOver(agent, 'POST', path, 'sk_other', large));
    }
    answers.push(await statusOver(agent, 'GET', '/v1/users', fixture.apiKey, ''));
    agent.destroy();
    const statuses = [413, 401, 413, 401, 413, 401, 200];
    expect(answers).toEqual(statuses.map((status, index) => ({ status, isReused: index > 0 })));
  });

  test('that its caller does not send to the end is no bug of Hookbench', async () => {
    const called = new Promise((resolve) => fixture.client.on('knockApi.called', resolve));
    const { host, port } = new URL(fixture.baseUrl);
    const socket = connect(Number(port), '127.0.0.1');
    const head = ['PUT /v1/users/half HTTP/1.1', `Host: ${host}`, `Authorization: Bearer ${fixture.apiKey}`];
    socket.on('error', () => {});
    socket.write([...head, 'Content-Length: 100', '', '{"name":'].join('\r\n'), () => socket.destroy());
    expect(await called).toMatchObject({ status: 408, error: { code: 'request_incomplete' } });
  });
});

describe('only callers of this machine with the key are answered', () => {
  test('not without the key, and it is said where the key is', async () => {
    const call = (apiKey: string) => refusalOf(new Knock({ apiKey, baseURL: fixture.baseUrl }).users.get('ada'));
    const error = await call('sk_other');
    expect(error).toBeInstanceOf(Knock.AuthenticationError);
    expect(error.error).toMatchObject({ code: 'authentication_required', status: 401, type: 'authentication_error' });
    expect(error.message).toContain('under "API" in the status bar');
    expect((await call('pk_test')).message).toContain('public key');
    const bare = await fetch(`${fixture.baseUrl}/v1/users/ada`);
    expect(await bare.json()).toMatchObject({ code: 'api_key_missing', status: 401 });
  });

  test.each([
    ['another host name', { host: 'hookbench.example:80' }],
    ['a page of another site', { origin: 'https://evil.example' }],
  ])('not %s', async (_what, headers) => {
    const status = await new Promise((done, fail) => {
      const call = request(`${fixture.baseUrl}/v1/users/ada`, {
        headers: { authorization: `Bearer ${fixture.apiKey}`, ...headers },
      });
      call.on('response', (response) => done(response.statusCode));
      call.on('error', fail);
      call.end();
    });
    expect(status).toBe(403);
  });

  test('the key is in a file that only its owner can read', async () => {
    const { mode } = await stat(join(fixture.dataPath, 'knock-api.json'));
    if (process.platform !== 'win32') expect(mode & 0o777).toBe(0o600);
  });
});

describe('the switch', () => {
  test('refuses a port that is taken, an environment that is not there, and what is on already', async () => {
    const { client } = fixture;
    const port = Number(new URL(fixture.baseUrl).port);
    const settings = { port, environment: 'development', clock: 'virtual' } as const;
    await expect(client.call('knockApi.start', settings)).rejects.toMatchObject({ code: 'conflict' });
    const other = await openKnockApi();
    await other.client.call('knockApi.stop', {});
    await expect(other.client.call('knockApi.start', settings)).rejects.toMatchObject({
      code: 'port-in-use',
      field: 'port',
    });
    await expect(
      other.client.call('knockApi.start', { ...settings, port: 0, environment: 'staging' }),
    ).rejects.toMatchObject({ code: 'not-found' });
    expect(await other.client.call('knockApi.state', {})).toMatchObject({ baseUrl: null });
    await other.close();
  });

  test('writes nothing for an environment that was removed meanwhile', async () => {
    const other = await openKnockApi();
    await other.client.call('documents.remove', { kind: 'environment', key: 'development' });
    const error = await refusalOf(other.knock.users.update('ada', { name: 'Ada' }));
    expect(error.error).toMatchObject({ code: 'resource_missing', status: 404 });
    expect(error.message).toContain('There is no environment "development"');
    await other.close();
  });

  test('is off after a start, and keeps its port and key', async () => {
    const { client, baseUrl, apiKey } = fixture;
    const { settings } = await client.call('knockApi.state', {});
    await fixture.reopen();
    expect(await fixture.client.call('knockApi.state', {})).toEqual({ baseUrl: null, settings });
    await expect(fetch(baseUrl)).rejects.toThrow();
    expect(settings).not.toBeNull();
    if (settings !== null) {
      expect(await fixture.client.call('knockApi.start', settings)).toEqual({ baseUrl, settings });
    }
    expect(await fixture.client.call('knockApi.revealKey', {})).toEqual({ key: apiKey });
    expect((await fixture.knock.users.get('ada')).name).toBe('Ada Park');
  });

  test('makes another key when its file cannot be read', async () => {
    await fixture.client.call('knockApi.stop', {});
    await writeFile(join(fixture.dataPath, 'knock-api.json'), '{"key": 1');
    await fixture.reopen();
    const { key } = await fixture.client.call('knockApi.revealKey', {});
    expect(key).toMatch(/^sk_hookbench_[\w-]{32}$/);
    expect(key).not.toBe(fixture.apiKey);
  });
});
