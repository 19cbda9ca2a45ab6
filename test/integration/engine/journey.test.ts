import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Channel, PreviewContext, ReceivedRequest, RunRequest } from '../../../core/contract/index.ts';
import { createEngine } from '../../../core/engine.ts';
import { type EngineFixture, nextEvent, openExampleEngine, runToEnd } from '../../support/engine-fixture.ts';
import { taskDone } from '../../support/task-done.ts';

let fixture: EngineFixture;
const startedAtMs = Date.UTC(2026, 2, 4, 12);
let nowMs = startedAtMs;

beforeAll(async () => {
  fixture = await openExampleEngine({ nowMs: () => nowMs });
});
afterAll(() => fixture.close());

const prodHook = { collection: 'project_webhooks', id: 'prod-hook' };
const acme = { collection: 'projects', id: 'acme' };
const context: PreviewContext = {
  environment: 'development',
  recipient: prodHook,
  via: acme,
  event: { type: 'task.completed', sample: 'Large tracker id' },
  actor: 'ada',
  tenant: null,
  workflow: 'customer-webhooks',
};

async function channelOf(): Promise<Channel> {
  for (const document of await fixture.client.call('documents.list', {})) {
    if (document.kind === 'channel') return document.value;
  }
  throw new Error('the example has no channel');
}

async function lastReceived(receiver: string): Promise<ReceivedRequest> {
  const { requests } = await fixture.client.call('receivers.requests', { receiver, beforeNumber: null, limit: 1 });
  return fixture.client.call('receivers.request', { id: requests[0]?.id ?? '' });
}

test('what is previewed is what is sent, received, logged and verified: the same bytes', async () => {
  const { client } = fixture;
  const preview = await client.call('template.preview', { channel: await channelOf(), context });
  const runId = await runToEnd(client, () => client.call('runs.startScenario', { scenario: 'task-completed' }));
  const received = await lastReceived('prod-hook');
  expect(preview.request?.body).toEqual(received.body);
  expect(preview.request?.bodySha256).toBe(createHash('sha256').update(received.body).digest('hex'));
  expect(Buffer.from(received.body).toString()).toContain('9007199254740993');

  const filter = { runId, recipient: 'project_webhooks/prod-hook' };
  const { attempts } = await client.call('deliveries.list', { filter, beforeSequence: null, limit: 10 });
  expect(attempts).toHaveLength(1);
  const logged = await client.call('deliveries.get', { attemptId: attempts[0]?.id ?? '' });
  expect(logged.request.body).toEqual(received.body);
  expect(logged.request.headers).toEqual(received.headers);
  expect(received.verification).toMatchObject({
    isValid: true,
    keyFingerprint: preview.signing.status === 'signed' ? preview.signing.keyFingerprint : '',
  });
  expect(await client.call('deliveries.verify', { attemptId: logged.id })).toMatchObject({ isValid: true });
  expect(
    await client.call('signatures.verify', {
      request: { method: 'POST', url: logged.request.url, headers: received.headers, body: received.body },
      scheme: { preset: 'knock-channel' },
      key: 'demo-key-prod-5e1f0c7b',
      nowMs: logged.startedAtMs,
    }),
  ).toMatchObject({ isValid: false, code: 'signature-mismatch' });
});

test('a preview of the same context is the same, signature included', async () => {
  const channel = await channelOf();
  const first = await fixture.client.call('template.preview', { channel, context });
  const second = await fixture.client.call('template.preview', { channel, context });
  expect({ ...second, renderMs: 0 }).toEqual({ ...first, renderMs: 0 });
  nowMs += 1000;
  const later = await fixture.client.call('template.preview', { channel, context });
  expect(later.request?.body).toEqual(first.request?.body);
  expect(later.signing).not.toEqual(first.signing);
  const atThatTime = await fixture.client.call('template.preview', { channel, context, atMs: startedAtMs });
  expect({ ...atThatTime, renderMs: 0 }).toEqual({ ...first, renderMs: 0 });
  nowMs = startedAtMs;
});

test('attempts are announced only once the log has them', async () => {
  const { client } = fixture;
  const missing: string[] = [];
  const checks: Promise<void>[] = [];
  const remove = client.on('runs.attempts', ({ attempts }) => {
    for (const { id } of attempts) {
      checks.push(client.call('deliveries.get', { attemptId: id }).then(undefined, () => void missing.push(id)));
    }
  });
  await runToEnd(client, () => client.call('runs.startScenario', { scenario: 'task-completed' }));
  remove();
  await Promise.all(checks);
  expect(checks).toHaveLength(5);
  expect(missing).toEqual([]);
});

test('expectations hold by the receivers own verdicts, and from the log alone after a restart', async () => {
  const runId = await runToEnd(fixture.client, () =>
    fixture.client.call('runs.startScenario', { scenario: 'task-completed' }),
  );
  const before = await fixture.client.call('runs.expectations', { runId });
  expect(before).toHaveLength(5);
  expect(before.filter(({ isMet }) => !isMet)).toEqual([]);
  await fixture.reopen();
  expect(await fixture.client.call('runs.expectations', { runId })).toEqual(before);

  const file = join(fixture.workspacePath, 'environments/development.json');
  const original = await readFile(file, 'utf8');
  await writeFile(file, original.replace('demo-key-prod-5e1f0c7a', 'another-key'));
  await fixture.reopen();
  const changed = await fixture.client.call('runs.expectations', { runId });
  expect(changed.filter(({ isMet }) => !isMet).map(({ recipient }) => recipient)).toEqual([
    'project_webhooks/prod-hook',
  ]);
  await writeFile(file, original);
  await fixture.reopen();
});

test('after a restart runs, deliveries and the session are still there', async () => {
  const { client } = fixture;
  const runs = await client.call('runs.list', { beforeNumber: null, limit: 100 });
  const count = await client.call('deliveries.count', { filter: {} });
  expect(runs.total).toBeGreaterThan(0);
  await client.call('session.save', { window: 'one', session: { open: ['channel/customer-webhook'] } });
  await fixture.reopen();
  expect(await fixture.client.call('runs.list', { beforeNumber: null, limit: 100 })).toEqual(runs);
  expect(await fixture.client.call('deliveries.count', { filter: {} })).toEqual(count);
  expect(await fixture.client.call('session.load', { window: 'one' })).toEqual({
    session: { open: ['channel/customer-webhook'] },
    renamed: [],
  });
});

test('a run is stopped in mid-flight and resumed to its end', async () => {
  const { client } = fixture;
  await client.call('receivers.start', { receivers: ['prod-hook', 'flaky-hook', 'legacy-hook', 'audit-log'] });
  const request: RunRequest = taskDone([acme], { clock: 'real' });
  const verdicts = new Set<string>();
  const waiting = nextEvent(client, 'runs.attempts', ({ attempts }) => {
    for (const { verdict } of attempts) verdicts.add(verdict);
    return verdicts.has('retry') && verdicts.has('delivered');
  });
  const { runId } = await client.call('runs.start', request);
  await waiting;
  await client.call('runs.stop', { runId });
  const stopped = await client.call('runs.get', { runId });
  expect(stopped).toMatchObject({ status: 'stopped', counts: { active: 0 } });
  await expect(client.call('runs.stop', { runId })).rejects.toMatchObject({ code: 'conflict' });

  // Said at once: the next attempt may be minutes away.
  const told: string[] = [];
  client.on('runs.progress', ({ run }) => told.push(run.status));
  await client.call('runs.resume', { runId });
  expect(told).toContain('running');
  const resumedTwice = client.call('runs.resume', { runId });
  await expect(resumedTwice).rejects.toMatchObject({ code: 'conflict' });
  await client.call('runs.stop', { runId });
  const rows = (await client.call('runs.recipients', { runId, fromOrdinal: 0, limit: 10 })).rows;
  const delivered = rows.filter(({ status }) => status === 'delivered');
  expect(delivered.map(({ recipient }) => recipient)).toEqual(['project_webhooks/prod-hook']);
  expect(delivered[0]?.attempts).toHaveLength(1);
});

test('a second engine is kept out of the data folder', async () => {
  const second = createEngine({
    workspacePath: fixture.workspacePath,
    dataPath: fixture.dataPath,
    logWorkerUrl: new URL('file:///nowhere.js'),
    environmentVariables: {},
    appVersion: '0.0.0-test',
  });
  await expect(second).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining(`${process.pid}`) });
  expect((await fixture.client.call('workspace.get', {})).name).toBe('Customer webhooks');
});

test('a lock left by a dead process does not count', async () => {
  await fixture.engine.close();
  await writeFile(join(fixture.dataPath, 'engine.lock'), '2147483646');
  await fixture.reopen();
  expect((await fixture.client.call('workspace.get', {})).readOnlyReason).toBeNull();
});
