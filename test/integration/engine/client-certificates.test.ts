import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Environment, Receiver } from '../../../core/contract/index.ts';
import { type EngineFixture, openExampleEngine, runToEnd } from '../../support/engine-fixture.ts';
import { freePort } from '../../support/free-port.ts';
import { putOneWebhook } from '../../support/one-webhook.ts';
import { taskDone } from '../../support/task-done.ts';

const environment = 'development';
const fromOutside = { HOOKBENCH_SECRET_OUTSIDE_KEY: '' };
let fixture: EngineFixture;
let url: string;

beforeEach(async () => {
  fixture = await openExampleEngine({ environmentVariables: fromOutside });
  const port = await freePort();
  const receiver: Receiver = {
    name: 'Careful',
    port,
    path: '/careful',
    tls: 'good',
    clientCertificate: 'local-authority',
    answer: { status: 200, headers: [], body: '', latencyMs: 0 },
    statusSequence: [],
    afterSequence: 'answer',
    verification: null,
  };
  const { client } = fixture;
  await client.call('documents.put', { kind: 'receiver', key: 'careful', value: receiver, baseRevision: null });
  await client.call('receivers.start', { receivers: ['careful'] });
  url = `https://127.0.0.1:${port}/careful`;
});
afterEach(async () => {
  fromOutside.HOOKBENCH_SECRET_OUTSIDE_KEY = '';
  await fixture.close();
});

type ClientCertificate = NonNullable<NonNullable<Environment['connections']>['clientCertificate']>;

async function show(clientCertificate: ClientCertificate | null, secrets: string[] = []): Promise<void> {
  const connections = clientCertificate === null ? {} : { connections: { clientCertificate } };
  const value = { name: 'Development', variables: {}, secrets, ...connections };
  await fixture.client.call('documents.put', { kind: 'environment', key: environment, value, baseRevision: null });
}

async function begin(): Promise<{ runId: string }> {
  await putOneWebhook(fixture.client, environment, { url, signing_key: 'the-key' });
  return fixture.client.call('runs.start', taskDone([{ collection: 'project_webhooks', id: 'only' }]));
}

async function firstAttempt() {
  const { client } = fixture;
  const runId = await runToEnd(client, begin);
  const { attempts } = await client.call('deliveries.list', { filter: { runId }, beforeSequence: null, limit: 50 });
  const first = attempts.at(-1);
  if (first === undefined) throw new Error('There was no attempt.');
  return client.call('deliveries.get', { attemptId: first.id });
}

/** Of every file below a folder, as text. */
async function allText(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  return (await Promise.all(files.map((file) => readFile(file, 'latin1')))).join('\n');
}

test('what the authority makes is shown by the runs of an environment, and its key is nowhere but among the secrets', async () => {
  const { client, workspacePath, dataPath } = fixture;
  const { certificate, privateKey } = await client.call('receivers.makeClientCertificate', {});
  await show({ certificate, keySecret: 'client_key' });
  await client.call('secrets.set', { environment, name: 'client_key', value: privateKey });
  expect(
    await client.call('certificates.checkClient', {
      environment,
      clientCertificate: { certificate, keySecret: 'client_key' },
    }),
  ).toEqual({ problem: null });
  expect(await firstAttempt()).toMatchObject({ status: 200 });
  const { requests } = await client.call('receivers.requests', { receiver: 'careful', beforeNumber: null, limit: 10 });
  const request = await client.call('receivers.request', { id: requests[0]?.id ?? '' });
  expect(request.clientCertificate).toMatchObject({
    subject: expect.stringMatching(/^CN=Hookbench client /),
    problem: null,
  });

  await fixture.engine.close();
  const [, line = ''] = privateKey.split('\n');
  expect(await allText(workspacePath)).not.toContain(line);
  const { secrets } = JSON.parse(await readFile(join(dataPath, 'secrets.json'), 'utf8'));
  expect(secrets).toEqual([expect.objectContaining({ name: 'client_key', value: privateKey })]);
  const everything = await allText(dataPath);
  expect(everything.split(line)).toHaveLength(2);
  await fixture.reopen();
});

test('without one the attempt says that there was none to show', async () => {
  await show(null);
  expect(await firstAttempt()).toMatchObject({
    failureKind: 'tls-client-certificate',
    failure: {
      kind: 'tls-client-certificate',
      detail: expect.stringMatching(/^There was no client certificate to show\./),
    },
  });
});

test('a key comes from a variable of the system too, whose line breaks were lost', async () => {
  const { certificate, privateKey } = await fixture.client.call('receivers.makeClientCertificate', {});
  await show({ certificate, keySecret: 'outside_key' }, ['outside_key']);
  fromOutside.HOOKBENCH_SECRET_OUTSIDE_KEY = privateKey.replaceAll('\n', '\\n');
  expect(await firstAttempt()).toMatchObject({ status: 200 });
});

test('a key that is missing, or of another certificate, is named before anything is sent', async () => {
  const { client } = fixture;
  const one = await client.call('receivers.makeClientCertificate', {});
  const other = await client.call('receivers.makeClientCertificate', {});
  const clientCertificate = { certificate: one.certificate, keySecret: 'client_key' };
  await show(clientCertificate, ['client_key']);
  const expectRefusal = async (words: string): Promise<void> => {
    const message = expect.stringContaining(words);
    await expect(begin()).rejects.toMatchObject({ code: 'invalid-input', field: 'environment', message });
    const reading = (async () => {
      for await (const _ of client.stream('runs.plan', taskDone([{ collection: 'project_webhooks', id: 'only' }])));
    })();
    await expect(reading).rejects.toMatchObject({ message });
    expect(await client.call('certificates.checkClient', { environment, clientCertificate })).toEqual({
      problem: expect.stringContaining(words),
    });
  };
  await expectRefusal('The secret “client_key” is to hold its private key, and has no value on this machine.');
  await client.call('secrets.set', { environment, name: 'client_key', value: ' ' });
  await expectRefusal('has no value on this machine');
  await client.call('secrets.set', { environment, name: 'client_key', value: other.privateKey });
  await expectRefusal('The secret “client_key” holds the key of another certificate than this one');
  expect((await client.call('runs.list', { beforeNumber: null, limit: 10 })).runs).toEqual([]);
});

test.each([
  [{ certificate: 'a certificate', keySecret: 'key' }, 'aste whole certificates in PEM'],
  [{ certificate: '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----', keySecret: 'key' }, 'private key'],
])('a certificate that is none is refused: %j', async (clientCertificate, words) => {
  await expect(show(clientCertificate)).rejects.toMatchObject({
    code: 'invalid-input',
    message: expect.stringContaining(words),
  });
});
