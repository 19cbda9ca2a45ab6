import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Ajv } from 'ajv';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { schemePresets } from '../../core/signing/index.ts';
import { type FileSystemPort, openWorkspace, realFiles } from '../../core/workspace/index.ts';
import { type EngineFixture, openExampleEngine, runToEnd } from '../support/engine-fixture.ts';

const example = resolve(import.meta.dirname, '../../examples/customer-webhooks');

async function openFolder(path: string, files: FileSystemPort = realFiles) {
  const workspace = await openWorkspace({ path, watch: false, files, onChange: () => {}, onProblems: () => {} });
  onTestFinished(() => workspace.close());
  return workspace;
}

async function bytesOf(root: string): Promise<Record<string, string>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const pairs = await Promise.all(
    files.sort().map(async (file) => [file.slice(root.length), await readFile(file, 'base64')] as const),
  );
  return Object.fromEntries(pairs);
}

describe('the example as it lies in the repository', () => {
  test('opens without a problem, every file of it read', async () => {
    const workspace = await openFolder(example);
    expect(workspace.problems()).toEqual([]);
    expect(workspace.info()).toEqual({ name: 'Customer webhooks', path: example, readOnlyReason: null });
    const counts = new Map<string, number>();
    for (const { kind } of workspace.documents()) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    expect(Object.fromEntries(counts)).toEqual({
      settings: 1,
      environment: 2,
      channel: 1,
      workflow: 1,
      'event-type': 2,
      scenario: 3,
      receiver: 5,
    });
    expect(workspace.data('development').collections()).toEqual([
      { collection: 'project_webhooks', count: 5 },
      { collection: 'projects', count: 2 },
    ]);
  });

  test('saved without a change, not a byte is written', async () => {
    const files: FileSystemPort = { ...realFiles, writeSynced: (path) => Promise.reject(new Error(`wrote ${path}`)) };
    const workspace = await openFolder(example, files);
    for (const { kind, key, value, revision } of workspace.documents()) {
      await workspace.put(kind, key, structuredClone(value), revision);
    }
    const data = workspace.data('development');
    await data.putAll({
      objects: data.collections().flatMap(({ collection }) => [...data.objects(collection)]),
      users: [...data.users()],
      subscriptions: [...data.subscriptions()],
    });
    await workspace.flush();
  });

  test('is in canonical text: changed and changed back, every file is as before', async () => {
    const path = await mkdtemp(join(tmpdir(), 'hookbench-example-'));
    onTestFinished(() => rm(path, { recursive: true, force: true }));
    await cp(example, path, { recursive: true });
    const before = await bytesOf(path);
    const workspace = await openFolder(path);
    for (const { kind, key, value } of workspace.documents()) {
      const field = kind === 'event-type' ? 'description' : 'name';
      await workspace.put(kind, key, { ...value, [field]: 'Changed' }, null);
      await workspace.put(kind, key, value, null);
    }
    const data = workspace.data('development');
    for (const { collection } of data.collections()) {
      for (const object of data.objects(collection)) {
        await data.putObject({ ...object, properties: {} });
        await data.putObject(object);
      }
    }
    for (const subscription of data.subscriptions()) {
      await data.putSubscription({ ...subscription, properties: { changed: true } });
      await data.putSubscription(subscription);
    }
    for (const user of data.users()) {
      await data.putUser({ ...user, properties: {} });
      await data.putUser(user);
    }
    expect(await bytesOf(path)).toEqual(before);
  });

  test("every event type's examples match its schema", async () => {
    const workspace = await openFolder(example);
    const ajv = new Ajv({ validateFormats: false });
    for (const document of workspace.documents()) {
      if (document.kind !== 'event-type') continue;
      const validate = ajv.compile(document.value.schema);
      expect(document.value.examples).toHaveLength(2);
      for (const { payload } of document.value.examples) {
        validate(payload);
        expect(validate.errors).toBeNull();
        // A schema that lets everything through would prove nothing.
        expect(validate({ ...payload, surprise: true })).toBe(false);
      }
    }
  });

  test('each webhook has a key of its own, and its receiver verifies with the same one', async () => {
    const workspace = await openFolder(example);
    const variables = workspace.get('environment', 'development')?.value.variables ?? {};
    const production = workspace.get('environment', 'production')?.value;
    expect(new Set(Object.values(variables)).size).toBe(5);
    expect(production?.variables).toEqual({});
    expect([...(production?.secrets ?? [])].sort()).toEqual(Object.keys(variables).sort());
    for (const { id, properties } of workspace.data('development').objects('project_webhooks')) {
      const receiver = workspace.get('receiver', id)?.value;
      expect(receiver?.verification?.key).toBe(properties.signing_key);
      expect(receiver?.verification?.scheme).toEqual({ preset: 'knock-channel' });
      expect(properties.url).toBe(`http://127.0.0.1:${receiver?.port}${receiver?.path}`);
    }
    expect(schemePresets).toHaveProperty('knock-channel');
  });
});

describe('the example at work', () => {
  let fixture: EngineFixture;
  beforeEach(async () => {
    fixture = await openExampleEngine();
  });
  afterEach(() => fixture.close());

  test('its template has no findings for any webhook and any example', async () => {
    const { client, engine } = fixture;
    const documents = await engine.handlers['documents.list']({});
    const channel = documents.find((document) => document.kind === 'channel');
    const webhooks = await client.call('objects.list', {
      environment: 'development',
      collection: 'project_webhooks',
      search: '',
      after: null,
      limit: 10,
    });
    if (channel?.kind !== 'channel') throw new Error('no channel');
    for (const document of documents) {
      if (document.kind !== 'event-type') continue;
      for (const { collection, id } of webhooks.entries) {
        for (const { name, payload } of document.value.examples) {
          const preview = await client.call('template.preview', {
            channel: channel.value,
            context: {
              environment: 'development',
              recipient: { collection, id },
              via: null,
              event: { type: document.key, sample: name },
              actor: 'ada',
              tenant: null,
              workflow: 'customer-webhooks',
            },
          });
          expect(preview).toMatchObject({ diagnostics: [], unknownVariables: [], json: { isValid: true } });
          expect(preview.signing.status).toBe('signed');
          const body: unknown = JSON.parse(new TextDecoder().decode(preview.request?.body));
          expect(body).toEqual({ type: document.key, payload });
        }
      }
    }
  });

  test.each([
    ['task-completed', { delivered: 2, undelivered: 1, skipped: 2, attempts: 5 }],
    ['task-completed-live', { delivered: 2, undelivered: 1, skipped: 2, attempts: 5 }],
    ['project-created', { delivered: 2, undelivered: 1, skipped: 2, attempts: 3 }],
  ])('the scenario %s does what it promises, a second time too', async (scenario, counts) => {
    const { client } = fixture;
    for (const _round of [1, 2]) {
      const runId = await runToEnd(client, () => client.call('runs.startScenario', { scenario }));
      expect((await client.call('runs.get', { runId })).counts).toMatchObject(counts);
      const results = await client.call('runs.expectations', { runId });
      expect(results.filter(({ isMet }) => !isMet)).toEqual([]);
      expect(results).toHaveLength(5);
    }
  });
});
