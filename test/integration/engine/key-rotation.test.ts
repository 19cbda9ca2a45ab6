import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AttemptRecord, Channel, Receiver } from '../../../core/contract/index.ts';
import { type EngineFixture, openExampleEngine, runToEnd } from '../../support/engine-fixture.ts';
import { taskDone } from '../../support/task-done.ts';

const startedAtMs = Date.UTC(2026, 2, 4, 12);
const graceMs = 3_600_000;
const key = (fill: string) => `whsec_${Buffer.from(fill.repeat(24)).toString('base64')}`;
const [oldKey, newKey, newerKey] = [key('a'), key('b'), key('c')];
const flakyHook = { collection: 'project_webhooks', id: 'flaky-hook' };
const previousKey = {
  key: '{{ recipient.previous_signing_key }}',
  validUntil: '{{ recipient.previous_signing_key_valid_until }}',
};

let fixture: EngineFixture;
const nowMs = startedAtMs;

beforeAll(async () => {
  fixture = await openExampleEngine({ nowMs: () => nowMs });
  await changeChannel({ scheme: { preset: 'standard-webhooks' }, previousKeys: [previousKey] });
  await rotate(oldKey, null);
});
afterAll(() => fixture.close());

async function changeChannel(signing: Partial<NonNullable<Channel['signing']>>): Promise<Channel> {
  for (const document of await fixture.client.call('documents.list', {})) {
    if (document.kind !== 'channel') continue;
    const { signing: before, ...channel } = document.value;
    const value: Channel = {
      ...channel,
      unknownVariables: 'lenient',
      policy: { preset: 'standard-webhooks' },
      signing: { scheme: { preset: 'standard-webhooks' }, key: '', ...before, ...signing },
    };
    const { revision: baseRevision, key: name } = document;
    await fixture.client.call('documents.put', { kind: 'channel', key: name, value, baseRevision });
    return value;
  }
  throw new Error('the example has a channel');
}

async function receive(verification: Receiver['verification'], statusSequence: number[] = []): Promise<void> {
  const document = (await fixture.client.call('documents.list', {})).find(({ key: name }) => name === 'flaky-hook');
  if (document?.kind !== 'receiver') throw new Error('the example has the receiver');
  const value = { ...document.value, statusSequence, verification };
  const { revision: baseRevision } = document;
  await fixture.client.call('documents.put', { kind: 'receiver', key: 'flaky-hook', value, baseRevision });
  await fixture.client.call('receivers.start', { receivers: ['flaky-hook'] });
}

const rotate = (next: string, validUntilMs: number | null) =>
  fixture.client.call('webhooks.rotateKey', {
    environment: 'development',
    webhook: flakyHook,
    property: 'signing_key',
    newKey: next,
    validUntilMs,
  });

/** Sends to the webhook in virtual time; the attempts in order, and what its receiver said of each. */
async function send(): Promise<{ attempts: AttemptRecord[]; verdicts: (string | null)[] }> {
  const { client } = fixture;
  const runId = await runToEnd(client, () => client.call('runs.start', taskDone([flakyHook])));
  const { rows } = await client.call('runs.recipients', { runId, fromOrdinal: 0, limit: 1 });
  const ids = rows[0]?.attempts.map(({ id }) => id) ?? [];
  const attempts = await Promise.all(ids.map((attemptId) => client.call('deliveries.get', { attemptId })));
  const page = { receiver: 'flaky-hook', beforeNumber: null, limit: ids.length };
  const { requests } = await client.call('receivers.requests', page);
  return { attempts, verdicts: requests.map(({ verdict }) => verdict).reverse() };
}

const signaturesOf = ({ request }: AttemptRecord) =>
  request.headers.find(([name]) => name.toLowerCase() === 'webhook-signature')?.[1].split(' ') ?? [];

test('keys are rotated into secrets: the files hold references, and the variable takes the new key', async () => {
  const object = await rotate(newKey, startedAtMs + graceMs);
  expect(object.properties).toMatchObject({
    previous_signing_key: '{{ vars.flaky_hook_previous_signing_key }}',
    signing_key: '{{ vars.flaky_hook_key }}',
    previous_signing_key_valid_until: '2026-03-04T13:00:00.000Z',
  });
  const file = 'data/development/objects/project_webhooks.json';
  expect(await readFile(join(fixture.workspacePath, file), 'utf8')).not.toContain('whsec_');
  expect(await revealed('flaky_hook_key')).toBe(newKey);
  // The key of the example itself was replaced twice by now.
  expect(await revealed('flaky_hook_previous_signing_key')).toBe(oldKey);
  expect((await secretNames()).filter((name) => name.startsWith('flaky_hook'))).toHaveLength(2);
  await expect(
    fixture.client.call('webhooks.rotateKey', {
      environment: 'development',
      webhook: flakyHook,
      property: 'no_such_key',
      newKey,
      validUntilMs: null,
    }),
  ).rejects.toMatchObject({ code: 'conflict' });
});

async function revealed(name: string): Promise<string | null> {
  return (await fixture.client.call('secrets.reveal', { environment: 'development', name })).value;
}

async function secretNames(): Promise<string[]> {
  const list = await fixture.client.call('secrets.list', { environment: 'development' });
  return list.map(({ name }) => name);
}

test('both keys sign while the grace period runs, and only the new one after it', async () => {
  await receive(
    { scheme: { preset: 'standard-webhooks' }, key: oldKey, onFailure: 'record' },
    [500, 500, 500, 500, 200],
  );
  const { attempts, verdicts } = await send();
  expect(attempts.map(({ startedAtMs: at }) => at < startedAtMs + graceMs)).toEqual([true, true, true, true, false]);
  expect(attempts.map((attempt) => signaturesOf(attempt).length)).toEqual([2, 2, 2, 2, 1]);
  expect(verdicts).toEqual([...Array<string>(4).fill('valid'), 'signature-mismatch']);
  const told = attempts.map(({ signature }) => signature?.keys?.map(({ use }) => use));
  expect(told).toEqual([...Array<string[]>(4).fill(['used', 'used']), ['used', 'expired']]);
  const keys = attempts[0]?.signature?.keys ?? [];
  expect(keys.map(({ fingerprint }) => fingerprint)).toEqual([
    attempts[0]?.signature?.keyFingerprint,
    expect.stringMatching(/^[0-9a-f]{8}$/),
  ]);
  expect(keys[1]?.validUntilMs).toBe(startedAtMs + graceMs);
  expect(keys[0]?.fingerprint).not.toBe(keys[1]?.fingerprint);
});

test('a receiver that changes its key accepts either', async () => {
  const standard = { preset: 'standard-webhooks' };
  await receive({ scheme: standard, key: newerKey, previousKeys: [{ key: newKey }], onFailure: 'reject' });
  expect((await send()).verdicts).toEqual(['valid']);
  await rotate(newerKey, startedAtMs - 1);
  const { attempts, verdicts } = await send();
  expect(verdicts).toEqual(['valid']);
  expect(attempts.map((attempt) => signaturesOf(attempt).length)).toEqual([1]);
  const attemptId = attempts[0]?.id ?? '';
  expect(await fixture.client.call('deliveries.verify', { attemptId })).toMatchObject({ isValid: true });
});

test('a receiver that reads the variable of the key matches before and after a rotation', async () => {
  await receive({ scheme: { preset: 'standard-webhooks' }, key: '{{ vars.flaky_hook_key }}', onFailure: 'reject' });
  expect((await send()).verdicts).toEqual(['valid']);
  await rotate(oldKey, null);
  await rotate(newKey, startedAtMs + graceMs);
  expect((await send()).verdicts).toEqual(['valid']);
});

test('a variable that others read too keeps the old key', async () => {
  const shared = { ...flakyHook, id: 'shared-hook' };
  const properties = { url: 'http://127.0.0.1:9/', signing_key: '{{ vars.flaky_hook_key }}' };
  await fixture.client.call('webhooks.put', {
    environment: 'development',
    projectId: 'acme',
    webhook: { ...shared, properties },
    signingKey: null,
  });
  const object = await rotate(newerKey, null);
  expect(object.properties).toMatchObject({
    previous_signing_key: '{{ vars.flaky_hook_key }}',
    signing_key: '{{ vars.flaky_hook_signing_key }}',
  });
  expect(await revealed('flaky_hook_key')).toBe(newKey);
  await fixture.client.call('objects.remove', { environment: 'development', objects: [shared] });
  await rotate(newerKey, startedAtMs - 1);
});

test('a key pair takes over from a shared secret: v1 and v1a in one header', async () => {
  const scheme = { preset: 'standard-webhooks-v1a' };
  const { signingKey, verifyingKey } = await fixture.client.call('signatures.generateKey', { scheme });
  await rotate(signingKey, startedAtMs + graceMs);
  await changeChannel({ scheme, previousKeys: [{ ...previousKey, scheme: { preset: 'standard-webhooks' } }] });
  await receive({
    scheme,
    key: verifyingKey ?? '',
    previousKeys: [{ scheme: { preset: 'standard-webhooks' }, key: newerKey }],
    onFailure: 'reject',
  });
  const { attempts, verdicts } = await send();
  expect(verdicts).toEqual(['valid']);
  expect(attempts.flatMap(signaturesOf).map((text) => text.slice(0, text.indexOf(',')))).toEqual(['v1a', 'v1']);
  await receive({ scheme: { preset: 'standard-webhooks' }, key: newerKey, onFailure: 'reject' });
  expect((await send()).verdicts).toEqual(['valid']);
});

test('a scheme with one signature says that the old key has no place, in preview and log', async () => {
  await rotate('the-newest-key-of-all-of-them', startedAtMs + graceMs);
  const channel = await changeChannel({ scheme: { preset: 'knock-channel' }, previousKeys: [previousKey] });
  await receive({ scheme: { preset: 'knock-channel' }, key: 'the-newest-key-of-all-of-them', onFailure: 'reject' });
  const { attempts, verdicts } = await send();
  expect(verdicts).toEqual(['valid']);
  const uses = ['used', 'no-place'];
  expect(attempts[0]?.signature?.keys?.map(({ use }) => use)).toEqual(uses);
  const preview = await fixture.client.call('template.preview', { channel, context: context() });
  expect(preview.signing.status === 'signed' && preview.signing.keys?.map(({ use }) => use)).toEqual(uses);
});

test('a rotation that is ended leaves the new key alone, and no secret behind', async () => {
  const { properties: during } = await rotate(newKey, startedAtMs + graceMs);
  const nameIn = (text: unknown) => /vars\.(\w+)/.exec(String(text))?.[1] ?? '';
  const [own, previous] = [nameIn(during.signing_key), nameIn(during.previous_signing_key)];
  expect(await secretNames()).toContain(previous);
  const ended = { environment: 'development', webhook: flakyHook, property: 'signing_key' };
  const { properties } = await fixture.client.call('webhooks.endKeyRotation', ended);
  const { previous_signing_key: _key, previous_signing_key_valid_until: _until, ...kept } = during;
  expect(properties).toEqual(kept);
  expect(await revealed(own)).toBe(newKey);
  expect(await secretNames()).not.toContain(previous);
  const unknown = { ...ended, webhook: { ...flakyHook, id: 'nobody' } };
  await expect(fixture.client.call('webhooks.endKeyRotation', unknown)).rejects.toMatchObject({ code: 'not-found' });
});

test('schemes that get in each other’s way, and an end that is no time, are refused in words', async () => {
  const rival = { preset: 'slack' };
  const clash = { custom: { ...(await slackRival()), name: 'Rival' } };
  const channel = await changeChannel({ scheme: rival, previousKeys: [{ ...previousKey, scheme: clash }] });
  const { signing } = await fixture.client.call('template.preview', { channel, context: context() });
  expect(signing).toMatchObject({ status: 'failed', message: expect.stringContaining('do not fit into one request') });
  const odd = await changeChannel({ scheme: rival, previousKeys: [{ key: 'k', validUntil: 'next week' }] });
  const other = await fixture.client.call('template.preview', { channel: odd, context: context() });
  expect(other.signing).toMatchObject({ status: 'failed', message: expect.stringContaining('"next week"') });
});

async function slackRival() {
  const { schemes } = await fixture.client.call('catalogue.get', {});
  const slack = schemes.find(({ key: name }) => name === 'slack');
  if (slack === undefined) throw new Error('slack is a preset');
  return { ...slack.scheme, encoding: 'base64' as const };
}

function context() {
  return {
    environment: 'development',
    recipient: flakyHook,
    via: null,
    event: { type: 'task.completed', sample: 'Task done' },
    actor: null,
    tenant: null,
    workflow: 'customer-webhooks',
  };
}
