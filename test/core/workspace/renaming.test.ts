import { describe, expect, test } from 'vitest';
import { realFiles } from '../../../core/workspace/index.ts';
import { channel, makeWorkspaceFolder, open, put, read, snapshot } from './workspace-fixture.ts';

const scheme = {
  name: 'Acme',
  description: '',
  source: '',
  headers: [{ name: 'X-Sig', value: '{signature}' }],
  signedContent: '{body}',
  algorithm: 'hmac-sha256',
  encoding: 'hex',
  key: { stripPrefix: null, decoding: 'utf8' },
  timestamp: null,
  signatureSeparator: null,
};
const receiver = {
  name: 'Local',
  port: 0,
  path: '/',
  answer: { status: 200, headers: [], body: '', latencyMs: 0 },
  statusSequence: [],
  afterSequence: 'answer',
  verification: { scheme: { own: 'acme' }, key: 'k', onFailure: 'reject' },
};
const workflow = {
  name: 'Events',
  steps: [
    {
      ref: 'email_1',
      type: 'channel',
      channel_type: 'email',
      channel_key: 'hook',
      template: { method: '', url: '', 'visual_blocks@': 'email_1/visual_blocks.json' },
    },
    {
      ref: 'http_1',
      type: 'channel',
      channel_key: 'hook',
      template: { method: 'post', url: '', 'body@': 'http_1/body.json' },
    },
  ],
};
const scenario = {
  name: 'First',
  description: '',
  workflow: 'events',
  environment: 'development',
  recipients: ['ada'],
  actor: null,
  tenant: null,
  event: { data: {} },
  clock: 'real',
  seed: 0,
  receivers: ['local'],
  expectations: [],
};
const files = {
  'channels/hook/channel.json': {
    ...channel,
    signing: { scheme: { own: 'acme' }, key: 'k' },
    request: { ...channel.request, body: undefined, 'body@': 'payload.liquid' },
  },
  'channels/hook/payload.liquid': "{% render 'item' %}",
  'channels/hook/README.md': 'Notes.',
  'channels/other/channel.json': channel,
  'workflows/events/workflow.json': workflow,
  'workflows/events/http_1/body.json': "{% render 'item' %}",
  'workflows/events/email_1/visual_blocks.json': '[]',
  'partials/item/partial.json': { name: 'Item', 'content@': 'content.liquid' },
  'partials/item/content.liquid': "{% render 'item' %}",
  'scenarios/first.json': scenario,
  'receivers/local.json': receiver,
  'signature-schemes/acme.json': scheme,
  'data/development/objects/projects.json': { one: { name: 'One' } },
};

/** The texts of all files, with one name in the place of another. */
const withName = (texts: Record<string, string>, path: [string | RegExp, string], text: RegExp, to: string) =>
  Object.fromEntries(
    Object.entries(texts).map(([name, content]) => [name.replace(path[0], path[1]), content.replace(text, to)]),
  );

describe('another key for a document', () => {
  test.each([
    ['environment', 'development', [/(environments|data)\/development/, '$1/moved'], /"development"/g, '"moved"'],
    ['channel', 'hook', ['channels/hook/', 'channels/moved/'], /(?<!email",\s+"channel_key": )"hook"/g, '"moved"'],
    ['workflow', 'events', ['workflows/events/', 'workflows/moved/'], /"events"/g, '"moved"'],
    ['partial', 'item', ['partials/item/', 'partials/moved/'], /'item'/g, "'moved'"],
    ['scenario', 'first', ['scenarios/first', 'scenarios/moved'], /"first"/g, '"moved"'],
    ['receiver', 'local', ['receivers/local', 'receivers/moved'], /"local"/g, '"moved"'],
    ['signature-scheme', 'acme', ['signature-schemes/acme', 'signature-schemes/moved'], /"acme"/g, '"moved"'],
  ] as const)(
    '%s: all files come along, whoever names it follows, and back again',
    async (kind, from, path, text, to) => {
      const root = await makeWorkspaceFolder(files);
      const { workspace } = await open(root);
      expect(workspace.problems()).toEqual([]);
      // Once written by Hookbench, so that only what a rename changes differs.
      for (const document of workspace.documents()) {
        const { kind: own, key, value } = document;
        await workspace.put(
          own,
          key,
          own === 'workflow' ? { ...value, description: 'x' } : { ...value, name: 'x' },
          null,
        );
      }
      const before = await snapshot(root);
      await workspace.rename(kind, from, 'moved');
      expect(workspace.problems()).toEqual([]);
      const after = await snapshot(root);
      expect(after).toEqual(withName(before, [...path], text, to));
      expect(workspace.get(kind, from)).toBeNull();
      await workspace.rescan();
      expect(workspace.problems()).toEqual([]);
      await workspace.rename(kind, 'moved', from);
      expect(await snapshot(root)).toEqual(before);
    },
  );

  test('is refused when it is taken, not there, or no key; nothing changes', async () => {
    const root = await makeWorkspaceFolder(files);
    const { workspace } = await open(root);
    const before = await snapshot(root);
    await expect(workspace.rename('channel', 'hook', 'other')).rejects.toMatchObject({ code: 'conflict', field: 'to' });
    await expect(workspace.rename('channel', 'nobody', 'x')).rejects.toMatchObject({ code: 'not-found' });
    await expect(workspace.rename('channel', 'hook', 'No Key')).rejects.toMatchObject({ code: 'invalid-input' });
    expect(await workspace.rename('channel', 'hook', 'hook')).toEqual([]);
    expect(await snapshot(root)).toEqual(before);
  });

  test("an environment's data goes with it, with what is being written", async () => {
    const root = await makeWorkspaceFolder({ ...files, 'data/development/notes.txt': 'Notes.' });
    const { workspace, changes } = await open(root);
    const data = workspace.data('development');
    const renaming = workspace.rename('environment', 'development', 'staging');
    const writing = data.putObject({ collection: 'projects', id: 'globex', properties: {} });
    await Promise.all([renaming, writing]);
    await data.putObject({ collection: 'plans', id: 'free', properties: {} });
    expect(data.environment).toBe('staging');
    expect(workspace.data('staging').collections()).toEqual([
      { collection: 'plans', count: 1 },
      { collection: 'projects', count: 2 },
    ]);
    expect(() => workspace.data('development')).toThrow('There is no environment');
    expect(Object.keys(await snapshot(root)).filter((path) => path.startsWith('data/'))).toEqual([
      'data/staging/notes.txt',
      'data/staging/objects/plans.json',
      'data/staging/objects/projects.json',
    ]);
    expect(changes).toContainEqual({ subject: 'data', environment: 'staging', origin: 'command' });
    await workspace.rescan();
    expect(workspace.problems().filter(({ file }) => !file.endsWith('notes.txt'))).toEqual([]);
  });

  test('data that lies under the other key already is not mixed with it', async () => {
    const root = await makeWorkspaceFolder({ ...files, 'data/staging/users.json': { ada: {} } });
    const { workspace } = await open(root);
    const before = await snapshot(root);
    await expect(workspace.rename('environment', 'development', 'staging')).rejects.toMatchObject({
      code: 'conflict',
      field: 'to',
      message: expect.stringContaining('data/staging'),
    });
    expect(await snapshot(root)).toEqual(before);
    expect(workspace.data('development').object({ collection: 'projects', id: 'one' })).not.toBeNull();
  });

  test('a disk that refuses on the way leaves everything as it was', async () => {
    const root = await makeWorkspaceFolder(files);
    let isRefusing = false;
    const { workspace } = await open(root, {
      files: {
        ...realFiles,
        async writeSynced(path, bytes) {
          if (isRefusing && path.includes('/workflows/')) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
          await realFiles.writeSynced(path, bytes);
        },
      },
    });
    const before = await snapshot(root);
    isRefusing = true;
    await expect(workspace.rename('channel', 'hook', 'moved')).rejects.toMatchObject({ code: 'disk-full' });
    isRefusing = false;
    expect(await snapshot(root)).toEqual(before);
    expect(workspace.get('channel', 'hook')?.value.request.body).toBe("{% render 'item' %}");
    await put(root, 'channels/moved/channel.json', channel);
    expect(await read(root, 'channels/moved/channel.json')).toContain('Hook');
  });
});
