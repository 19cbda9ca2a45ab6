import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Channel, type PreviewContext, withoutSecrets } from '../../../core/contract/index.ts';
import { type EngineFixture, openExampleEngine, runToEnd } from '../../support/engine-fixture.ts';
import { putOneWebhook } from '../../support/one-webhook.ts';
import { taskDone } from '../../support/task-done.ts';

const environment = 'development';
const secret = 'very secret/value';
const webhook = { collection: 'project_webhooks', id: 'only' };
const project = { collection: 'projects', id: 'one' };
const context: PreviewContext = {
  environment,
  recipient: webhook,
  via: project,
  event: { type: 'task.completed', sample: 'Task done' },
  actor: null,
  tenant: null,
  workflow: null,
};
let fixture: EngineFixture;
let endpoint: Server;

beforeEach(async () => {
  endpoint = createServer((request, response) => {
    request.resume().on('end', () => response.end(`you sent ${request.headers['x-token']}`));
  });
  await new Promise<void>((done) => endpoint.listen(0, '127.0.0.1', done));
  fixture = await openExampleEngine();
  await fixture.client.call('secrets.set', { environment, name: 'hook_token', value: secret });
});
afterEach(async () => {
  await fixture.close();
  endpoint.closeAllConnections();
  await new Promise((done) => endpoint.close(done));
});

test('what a preview shows of secrets is told, also where no source map leads to them', async () => {
  const channel = await changeChannel((before) => ({
    ...before,
    request: {
      ...before.request,
      url: 'https://a.example/{{ vars.hook_token | url_encode }}',
      headers: [{ key: 'authorization', value: 'Basic {{ "user:" | append: vars.hook_token | base64_encode }}' }],
      body: '{% assign copy = vars.hook_token %}{"copy": {{ copy | json }}}',
    },
  }));
  await putOneWebhook(fixture.client, environment, { url: 'https://unused.example', signing_key: 'key' });
  const { request, maskedTexts } = await fixture.client.call('template.preview', { channel, context });
  const shown = [request?.url, ...(request?.headers ?? []).map(({ value }) => value), text(request?.body)];
  const masked = shown.map((each) => withoutSecrets(each ?? '', maskedTexts));
  expect(masked[0]).toBe('https://a.example/••••••••');
  expect(masked).toContain('Basic ••••••••');
  expect(masked.at(-1)).toBe('{"copy": "••••••••"}');
});

test('what is wrong with a rendered URL is said without the secrets in it, in every place where it is said', async () => {
  const channel = await changeChannel((before) => ({
    ...before,
    request: { ...before.request, url: 'no url {{ vars.hook_token }}' },
  }));
  await putOneWebhook(fixture.client, environment, { url: 'https://unused.example', signing_key: 'key' });
  const { diagnostics } = await fixture.client.call('template.preview', { channel, context });
  expect(diagnostics.map(({ message }) => message)).toContainEqual('"no url ••••••••" is not an absolute URL.');
  const checked = await fixture.client.call('template.check', { channel, templateKey: 'any', context });
  expect(JSON.stringify(checked.diagnostics)).toContain('no url ••••••••');
  expect(JSON.stringify(checked.diagnostics)).not.toContain(secret);
});

test('a token is masked where it is its own signature, and nothing where there are no secrets', async () => {
  await putOneWebhook(fixture.client, environment, { url: 'https://unused.example', signing_key: 'the-token' });
  const signedBy = async (preset: string) => {
    const channel = await changeChannel((before) => ({
      ...before,
      signing: { key: '{{ recipient.signing_key }}', scheme: { preset } },
    }));
    return (await fixture.client.call('template.preview', { channel, context })).maskedTexts;
  };
  expect(await signedBy('gitlab-token')).toEqual(['the-token']);
  expect(await signedBy('knock-channel')).toEqual([]);
});

test('a delivery tells which of its texts are secrets, those of the answer too; so does a receiver', async () => {
  await changeChannel((before) => ({
    ...before,
    request: {
      ...before.request,
      headers: [
        { key: 'x-token', value: '{{ vars.hook_token }}' },
        { key: 'x-encoded', value: '{{ vars.hook_token | base64_encode }}' },
      ],
    },
  }));
  await putOneWebhook(fixture.client, environment, {
    url: endpointUrl(`/hook?token=${encodeURIComponent(secret)}`),
    signing_key: 'key',
  });
  const attempt = await sendOnce();
  const encoded = [Buffer.from(secret).toString('base64'), Buffer.from(secret).toString('base64url')];
  const shown = [...new Set([...encoded, encodeURIComponent(secret), secret])].sort((a, b) => b.length - a.length);
  expect(attempt.maskedTexts).toEqual(shown);
  expect(withoutSecrets(text(attempt.response?.body), attempt.maskedTexts)).toBe('you sent ••••••••');

  await fixture.client.call('receivers.start', { receivers: ['audit-log'] });
  await putOneWebhook(fixture.client, environment, {
    url: `http://127.0.0.1:${fixture.port}/hooks/audit`,
    signing_key: 'key',
  });
  await sendOnce();
  const { requests } = await fixture.client.call('receivers.requests', {
    receiver: 'audit-log',
    beforeNumber: null,
    limit: 1,
  });
  const received = await fixture.client.call('receivers.request', { id: requests[0]?.id ?? '' });
  expect(received.maskedTexts).toEqual(shown.filter((each) => each !== encodeURIComponent(secret)));
});

test('an attempt to be compared has its secrets replaced unless they are asked for; the hashes are those of the bytes', async () => {
  await fixture.client.call('secrets.set', { environment, name: 'hook_token', value: 'task.completed' });
  await putOneWebhook(fixture.client, environment, {
    url: endpointUrl('/hook?token=task.completed'),
    signing_key: 'key-one',
  });
  const { maskedTexts, ...sent } = await sendOnce();
  expect(maskedTexts).toEqual(['task.completed']);
  const read = (withSecrets: boolean) =>
    fixture.client.call('deliveries.comparable', { attemptId: sent.id, withSecrets });
  const masked = await read(false);
  expect(masked.isRedacted).toBe(true);
  expect(masked.attempt.request.url).toBe(endpointUrl('/hook?token=••••••••'));
  expect(text(sent.request.body)).toContain('task.completed');
  expect(text(masked.attempt.request.body)).not.toContain('task.completed');
  expect(masked.attempt.request.bodySha256).toBe(sent.request.bodySha256);
  expect(masked.attempt.requestSizeBytes).toBe(sent.request.body.length);
  const responseBodySha256 = createHash('sha256').update('you sent undefined').digest('hex');
  expect(masked.responseBodySha256).toBe(responseBodySha256);
  expect(await read(true)).toEqual({ attempt: sent, isRedacted: false, responseBodySha256 });
  await expect(
    fixture.client.call('deliveries.comparable', { attemptId: 'att_999', withSecrets: false }),
  ).rejects.toMatchObject({ code: 'not-found' });
});

function endpointUrl(path: string): string {
  return `http://127.0.0.1:${(endpoint.address() as AddressInfo).port}${path}`;
}

function text(bytes: Uint8Array | undefined): string {
  return new TextDecoder().decode(bytes);
}

async function changeChannel(change: (channel: Channel) => Channel): Promise<Channel> {
  for (const document of await fixture.client.call('documents.list', {})) {
    if (document.kind !== 'channel') continue;
    const { kind, key, revision } = document;
    const value = change(document.value);
    await fixture.client.call('documents.put', { kind, key, value, baseRevision: revision });
    return value;
  }
  throw new Error('the example has no channel');
}

async function sendOnce() {
  const runId = await runToEnd(fixture.client, () => fixture.client.call('runs.start', taskDone([project])));
  const page = await fixture.client.call('deliveries.list', { filter: { runId }, beforeSequence: null, limit: 1 });
  return fixture.client.call('deliveries.get', { attemptId: page.attempts[0]?.id ?? '' });
}

test('a session on disk has references for the secrets that were typed, and windows get back what they had', async () => {
  const { client } = fixture;
  await client.call('secrets.set', { environment: 'development', name: 'session_key', value: 'typed-secret-4711' });
  const draft = JSON.stringify({ headers: [['authorization', 'Bearer typed-secret-4711']] });
  const session = { tabState: { 'resend:att_1': { draft } } };
  await client.call('session.save', { window: 'one', session });
  expect((await client.call('session.load', { window: 'one' })).session).toEqual(session);
  await fixture.reopen();
  const text = await readFile(join(fixture.dataPath, 'session.json'), 'utf8');
  expect(text).toContain('development/session_key');
  expect(text).not.toContain('typed-secret');
  expect((await fixture.client.call('session.load', { window: 'one' })).session).toEqual(session);
});
