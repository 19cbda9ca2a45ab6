import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { Receiver, ReceiverTls } from '../../../core/contract/index.ts';
import { buildEntries } from '../../support/build-entry.ts';
import { type EngineFixture, openExampleEngine, runToEnd } from '../../support/engine-fixture.ts';
import { putOneWebhook } from '../../support/one-webhook.ts';
import { taskDone } from '../../support/task-done.ts';

const environment = 'development';
const key = 'prod-hook';
let fixture: EngineFixture;
let built: Awaited<ReturnType<typeof buildEntries>>;

beforeAll(async () => {
  built = await buildEntries({ 'authority-process': 'test/integration/engine/authority-process.ts' });
  fixture = await openExampleEngine();
});
afterAll(async () => {
  await fixture.close();
  await built.remove();
});

async function putReceiver(change: Partial<Receiver>): Promise<void> {
  const documents = await fixture.client.call('documents.list', {});
  const found = documents.find((document) => document.kind === 'receiver' && document.key === key);
  if (found?.kind !== 'receiver') throw new Error('The example has no such receiver.');
  const { tls: _before, ...plain } = found.value;
  const value = { ...plain, statusSequence: [], ...change };
  await fixture.client.call('documents.put', { kind: 'receiver', key, value, baseRevision: null });
}

const stateOf = async () =>
  (await fixture.client.call('receivers.states', {})).find(({ receiver }) => receiver === key);

async function firstAttempt(url: string) {
  const { client } = fixture;
  await putOneWebhook(client, environment, { url, signing_key: 'the-key' });
  const recipients = [{ collection: 'project_webhooks', id: 'only' }];
  const runId = await runToEnd(client, () => client.call('runs.start', taskDone(recipients)));
  const { attempts } = await client.call('deliveries.list', { filter: { runId }, beforeSequence: null, limit: 50 });
  return attempts.at(-1);
}

test('a running receiver takes on https, and what runs end with follows its certificate', async () => {
  await putReceiver({ port: 0 });
  const [plain] = await fixture.client.call('receivers.start', { receivers: [key] });
  expect((await firstAttempt(plain?.url ?? ''))?.status).toBe(200);
  const ends: Partial<Record<ReceiverTls, unknown>> = {};
  for (const tls of ['expired', 'other-host', 'self-signed', 'good'] as const) {
    await putReceiver({ port: 0, tls });
    await expect.poll(stateOf).toMatchObject({ status: 'running', url: expect.stringMatching(/^https:/) });
    const attempt = await firstAttempt((await stateOf())?.url ?? '');
    ends[tls] = attempt?.failureKind ?? attempt?.status;
  }
  expect(ends).toEqual({
    expired: 'tls-expired',
    'other-host': 'tls-wrong-host',
    'self-signed': 'tls-untrusted',
    good: 200,
  });
});

test('the authority can be had, its key cannot, and nothing of either is in the workspace', async () => {
  const { certificate } = await fixture.client.call('receivers.authority', {});
  const [facts] = await fixture.client.call('certificates.read', { pem: certificate });
  expect(facts?.subject).toMatch(/^Hookbench receivers [0-9a-f]{6}$/);
  expect(certificate).not.toContain('PRIVATE');
  const files = await readdir(fixture.workspacePath, { recursive: true, withFileTypes: true });
  for (const entry of files.filter((each) => each.isFile())) {
    expect(await readFile(join(entry.parentPath, entry.name), 'utf8')).not.toMatch(/BEGIN (CERTIFICATE|PRIVATE KEY)/);
  }
  expect(await readFile(join(fixture.workspacePath, `receivers/${key}.json`), 'utf8')).toContain('"tls": "good"');
});

test('an authority that cannot be kept is told with the receiver, which starts when it can', async () => {
  const other = await openExampleEngine();
  onTestFinished(() => other.close());
  const blocked = join(other.dataPath, 'receiver-authority.json');
  await mkdir(blocked);
  const document = (await other.client.call('documents.list', {})).find((each) => each.kind === 'receiver');
  if (document?.kind !== 'receiver') throw new Error('The example has no receiver.');
  const value: Receiver = { ...document.value, port: 0, tls: 'good' };
  await other.client.call('documents.put', { kind: 'receiver', key: document.key, value, baseRevision: null });
  const start = () => other.client.call('receivers.start', { receivers: [document.key] });
  await expect(start()).rejects.toMatchObject({ code: 'disk-error', message: expect.stringContaining(blocked) });
  await rm(blocked, { recursive: true });
  expect(await start()).toMatchObject([{ status: 'running', problem: null }]);
});

test.each([1, 5, 12])('kill -9 after %i authorities leaves a whole one', async (count) => {
  const folder = await mkdtemp(join(tmpdir(), 'hookbench-authority-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'receiver-authority.json');
  const child = spawn(process.execPath, [built.fileOf('authority-process'), file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) if (Number(line) === count) child.kill('SIGKILL');
  if (child.signalCode === null) await once(child, 'exit');
  expect(child.signalCode).toBe('SIGKILL');
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({
    certificate: expect.stringMatching(/^-----BEGIN CERTIFICATE-----\n[\s\S]+\n-----END CERTIFICATE-----\n$/),
    privateKey: expect.stringMatching(/^-----BEGIN PRIVATE KEY-----\n[\s\S]+\n-----END PRIVATE KEY-----\n$/),
  });
});
