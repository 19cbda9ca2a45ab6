import { describe, expect, test } from 'vitest';
import { writeExactJson } from '../../../core/model/index.ts';
import { realFiles } from '../../../core/workspace/index.ts';
import { filesWith, makeWorkspaceFolder, open, put, read, snapshot, systemError } from './workspace-fixture.ts';

const objectsFile = 'data/development/objects/hooks.json';
const subscriptionsFile = 'data/development/subscriptions.json';
const usersFile = 'data/development/users.json';
const acme = { collection: 'projects', id: 'acme' };
const hook = (id: string) => ({ collection: 'hooks', id });

async function openData(files: Record<string, unknown> = {}, options: Parameters<typeof open>[1] = {}) {
  const path = await makeWorkspaceFolder(files);
  const opened = await open(path, options);
  return { ...opened, path, data: opened.workspace.data('development') };
}

describe('records', () => {
  test('are written in canonical files, one per collection, and read back', async () => {
    const { data, path } = await openData();
    await Promise.all([
      data.putObject({ collection: 'hooks', id: 'b', properties: { url: 'https://b.example', active: true } }),
      data.putObject({ collection: 'hooks', id: 'a', properties: {} }),
      data.putUser({ id: 'ada', properties: { name: 'Ada' } }),
      data.putTenant({ id: 't', properties: {} }),
      data.putSubscription({ object: acme, recipient: 'ada', properties: null }),
      data.putSubscription({ object: acme, recipient: hook('a'), properties: { since: 1 } }),
    ]);
    expect(await read(path, objectsFile)).toBe(
      '{\n  "a": {},\n  "b": {\n    "active": true,\n    "url": "https://b.example"\n  }\n}\n',
    );
    expect(await read(path, subscriptionsFile)).toBe(
      '{\n  "projects/acme": {\n    "hooks/a": {\n      "since": 1\n    },\n    "user:ada": null\n  }\n}\n',
    );
    const again = (await open(path)).workspace.data('development');
    expect(again.collections()).toEqual([{ collection: 'hooks', count: 2 }]);
    expect([...again.objects('hooks')].map(({ id }) => id)).toEqual(['a', 'b']);
    expect(again.object(hook('b'))).toEqual({ ...hook('b'), properties: { url: 'https://b.example', active: true } });
    expect(again.object(hook('c'))).toBeNull();
    expect(again.user('ada')).toEqual({ id: 'ada', properties: { name: 'Ada' } });
    expect(again.tenant('t')).toEqual({ id: 't', properties: {} });
    expect(again.object({ collection: '$tenants', id: 't' })).toEqual({
      collection: '$tenants',
      id: 't',
      properties: {},
    });
    expect([...again.subscribersOf(acme)]).toEqual([
      { object: acme, recipient: hook('a'), properties: { since: 1 } },
      { object: acme, recipient: 'ada', properties: null },
    ]);
    expect(again.subscriberCount(acme)).toBe(2);
    expect([...again.subscribedObjects()]).toEqual(['projects/acme']);
    await again.putSubscription({ object: hook('a'), recipient: 'ada', properties: null });
    expect([...again.subscribedObjects()]).toEqual(['hooks/a', 'projects/acme']);
    await again.removeSubscription(hook('a'), 'ada');
    expect([...again.subscribedObjects()]).toEqual(['projects/acme']);
    expect([...again.subscriptionsOf('ada')]).toEqual([{ object: acme, recipient: 'ada', properties: null }]);
    expect(again.subscription(acme, hook('b'))).toBeNull();
  });

  test('with ids that are prefixes of one another keep their subscribers apart', async () => {
    const { data } = await openData({
      [subscriptionsFile]: {
        'projects/a': { 'user:one': null },
        'projects/a!': { 'user:two': null },
        'projects/ab': { 'user:three': null, 'user:one': null },
      },
    });
    const subscribers = (id: string) =>
      [...data.subscribersOf({ collection: 'projects', id })].map(({ recipient }) => recipient);
    expect([subscribers('a'), subscribers('a!'), subscribers('ab'), subscribers('b')]).toEqual([
      ['one'],
      ['two'],
      ['one', 'three'],
      [],
    ]);
    expect([...data.subscriptionsOf('one')].map(({ object }) => object.id)).toEqual(['a', 'ab']);
  });

  test('are listed from a key on, and many subscriptions go at once', async () => {
    const { data } = await openData({
      [usersFile]: { a: {}, b: {}, d: {} },
      [subscriptionsFile]: {
        'projects/a': { 'hooks/x': null, 'user:a': null, 'user:b': null },
        'projects/b': { 'user:a': null },
      },
    });
    const project = (id: string) => ({ collection: 'projects', id });
    const recipients = (from?: string) => [...data.subscribersOf(project('a'), from)].map(({ recipient }) => recipient);
    expect(['', 'b', 'c', 'e'].map((from) => [...data.users(from)].map(({ id }) => id))).toEqual([
      ['a', 'b', 'd'],
      ['b', 'd'],
      ['d'],
      [],
    ]);
    expect(recipients('user:')).toEqual(['a', 'b']);
    expect(recipients('user:b')).toEqual(['b']);
    expect(recipients('user:c')).toEqual([]);
    const removed = await data.removeSubscriptions([
      { object: project('a'), recipient: 'b' },
      { object: project('b'), recipient: 'a' },
      { object: project('b'), recipient: 'nobody' },
    ]);
    expect(removed.subscriptions).toHaveLength(2);
    expect([...data.subscriptions()].map(({ object, recipient }) => [object.id, recipient])).toEqual([
      ['a', { collection: 'hooks', id: 'x' }],
      ['a', 'a'],
    ]);
  });

  test('that are equal write nothing; spellings that did not change are kept', async () => {
    const text = '{"a": {"big": 9007199254740993, "name": "A"},\n"b": {"rate": 1.00}}';
    const { data, path } = await openData({ [objectsFile]: text });
    await data.putObject({ ...hook('b'), properties: { rate: 1 } });
    expect(await read(path, objectsFile)).toBe(text);
    const a = data.object(hook('a'));
    await data.putObject({ ...hook('a'), properties: { ...a?.properties, name: 'Changed' } });
    expect(await read(path, objectsFile)).toBe(
      '{\n  "a": {\n    "big": 9007199254740993,\n    "name": "Changed"\n  },\n  "b": {"rate": 1.00}\n}\n',
    );
  });

  test('with a text are spelled as it says, number by number', async () => {
    const { data, path } = await openData({ [objectsFile]: '{"a": {"fee": 1.00, "é": "\\u00e9", "n": 1.0}}' });
    const properties = { fee: 1, é: 'é', n: 1 };
    await data.putObject({ ...hook('a'), properties, propertiesText: '{"fee": 1.0, "é": "é", "n": 1}' });
    expect(await read(path, objectsFile)).toBe(
      '{\n  "a": {\n    "fee": 1.0,\n    "n": 1,\n    "é": "\\u00e9"\n  }\n}\n',
    );
    expect(writeExactJson(data.object(hook('a'))?.properties ?? {})).toBe('{"fee":1.0,"n":1,"é":"é"}');
  });

  test.each([
    ['says something else', { n: 1 }, '{"n": 2}', /something else/],
    ['is not JSON', { n: 1 }, '{"n": 1,}', /Not valid JSON at line 1, column 9/],
    ['has a name twice', { n: 1 }, '{"n": 1, "n": 1}', /twice/],
    ['stands beside nothing', null, '{}', /no properties/],
  ])('with a text that %s are refused', async (_what, properties, propertiesText, message) => {
    const { data } = await openData();
    const saving = data.putSubscription({ object: acme, recipient: 'ada', properties, propertiesText });
    await expect(saving).rejects.toMatchObject({
      code: 'invalid-input',
      field: 'subscriptions.0.propertiesText',
      message: expect.stringMatching(message),
    });
  });

  test('that differ in digits only are different: an edit outside is not overwritten', async () => {
    const { data, path } = await openData({ [objectsFile]: '{"a": {"n": 9007199254740992}}' });
    expect(data.object(hook('a'))?.properties).toEqual({ n: 9007199254740992 });
    await put(path, objectsFile, '{"a": {"n": 9007199254740993}}');
    await expect(data.putObject({ ...hook('a'), properties: { n: 3 } })).rejects.toMatchObject({ code: 'conflict' });
    expect(await read(path, objectsFile)).toContain('9007199254740993');
  });

  test('that are not valid are refused by field', async () => {
    const { data } = await openData();
    const saving = data.putObject({ collection: 'hooks', id: 'a/b', properties: {} });
    await expect(saving).rejects.toMatchObject({ code: 'invalid-input', field: 'objects.0.id' });
    expect(data.collections()).toEqual([]);
  });
});

test('removing objects takes their subscriptions along, and restore brings both back', async () => {
  const { data, path } = await openData({
    [objectsFile]: { a: { name: 'A' }, b: {} },
    [subscriptionsFile]: { 'hooks/a': { 'user:ada': null }, 'projects/acme': { 'hooks/a': { x: 1 }, 'hooks/b': null } },
  });
  const before = await snapshot(path);
  const taken = await data.removeObjects([hook('a'), hook('unknown')]);
  expect(taken).toEqual({
    objects: [{ ...hook('a'), properties: { name: 'A' } }],
    users: [],
    tenants: [],
    subscriptions: [
      { object: hook('a'), recipient: 'ada', properties: null },
      { object: acme, recipient: hook('a'), properties: { x: 1 } },
    ],
  });
  expect(JSON.parse(await read(path, subscriptionsFile))).toEqual({ 'projects/acme': { 'hooks/b': null } });
  await data.restore(taken);
  expect(await snapshot(path)).toEqual(before);
  expect(await data.removeSubscription(acme, hook('b'))).toMatchObject({ subscriptions: [{ recipient: hook('b') }] });
});

test('a file goes with its last record', async () => {
  const { data, path } = await openData({ 'data/development/users.json': { ada: {} } });
  await data.removeUsers(['ada']);
  expect(Object.keys(await snapshot(path))).not.toContain('data/development/users.json');
});

describe('a disk that refuses', () => {
  test('one of two files leaves both as they were, on disk and in memory', async () => {
    const { data, path, changes } = await openData(
      { [objectsFile]: { a: {} }, [subscriptionsFile]: { 'projects/acme': { 'hooks/a': null } } },
      {
        files: filesWith({
          writeSynced: (file, bytes) =>
            file.includes('subscriptions') ? Promise.reject(systemError('ENOSPC')) : realFiles.writeSynced(file, bytes),
        }),
      },
    );
    const before = await snapshot(path);
    const saving = data.putAll({
      objects: [{ ...hook('b'), properties: {} }],
      subscriptions: [{ object: acme, recipient: hook('b'), properties: null }],
    });
    await expect(saving).rejects.toMatchObject({ code: 'disk-full' });
    expect(await snapshot(path)).toEqual(before);
    expect(data.object(hook('b'))).toBeNull();
    expect(data.subscriberCount(acme)).toBe(1);
    expect(changes).toEqual([]);
  });

  test('the first write does not take back what was saved after it', async () => {
    let failures = 1;
    const { data, path } = await openData(
      {},
      {
        files: filesWith({
          writeSynced: async (file, bytes) => {
            if (failures-- > 0) {
              later = data.putUser({ id: 'later', properties: {} });
              throw systemError('ENOSPC');
            }
            await realFiles.writeSynced(file, bytes);
          },
        }),
      },
    );
    let later: Promise<void> | undefined;
    await expect(data.putUser({ id: 'first', properties: {} })).rejects.toMatchObject({ code: 'disk-full' });
    await later;
    expect(JSON.parse(await read(path, 'data/development/users.json'))).toEqual({ later: {} });
    expect([...data.users()].map(({ id }) => id)).toEqual(['later']);
  });
});

describe('edits made outside that nobody has seen yet', () => {
  test('to other records are merged', async () => {
    const { data, path } = await openData({ 'data/development/users.json': { ada: { n: 1 }, bob: {} } });
    await put(path, 'data/development/users.json', { ada: { n: 2 }, cid: {} });
    await data.putUser({ id: 'dot', properties: {} });
    expect(JSON.parse(await read(path, 'data/development/users.json'))).toEqual({ ada: { n: 2 }, cid: {}, dot: {} });
    expect([...data.users()].map(({ id }) => id)).toEqual(['ada', 'cid', 'dot']);
  });

  test('to the same record are a conflict, and nothing is overwritten', async () => {
    const { data, path } = await openData({ 'data/development/users.json': { ada: { n: 1 } } });
    await put(path, 'data/development/users.json', { ada: { n: 2 } });
    await expect(data.putUser({ id: 'ada', properties: { n: 3 } })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('"ada" in "data/development/users.json"'),
    });
    expect(JSON.parse(await read(path, 'data/development/users.json'))).toEqual({ ada: { n: 2 } });
    expect(data.user('ada')).toEqual({ id: 'ada', properties: { n: 2 } });
  });
});

test('lists stay valid while others write', async () => {
  const { data } = await openData({ 'data/development/users.json': { a: {}, b: {}, c: {} } });
  const seen: string[] = [];
  for (const { id } of data.users()) {
    seen.push(id);
    if (id === 'a') await data.removeUsers(['b']);
    if (id === 'a') await data.putUser({ id: 'd', properties: {} });
  }
  expect(seen).toEqual(['a', 'c']);
});

test('data of an unknown environment is refused', async () => {
  const { workspace } = await openData();
  expect(() => workspace.data('nowhere')).toThrow('There is no environment "nowhere"');
});

test('100,000 objects with a subscription each are read, changed and found', async () => {
  const count = 100_000;
  const ids = Array.from({ length: count }, (_, index) => `hook-${String(index).padStart(6, '0')}`);
  const { data, path } = await openData({
    [objectsFile]: Object.fromEntries(ids.map((id) => [id, { url: `https://${id}.example`, event_types: ['a', 'b'] }])),
    [subscriptionsFile]: { 'projects/acme': Object.fromEntries(ids.map((id) => [`hooks/${id}`, null])) },
  });
  expect(data.collections()).toEqual([{ collection: 'hooks', count }]);
  expect(data.subscriberCount(acme)).toBe(count);
  await Promise.all(
    ids.slice(0, 500).map((id) => data.putObject({ ...hook(id), properties: { url: 'https://changed.example' } })),
  );
  expect(data.object(hook('hook-000499'))?.properties).toEqual({ url: 'https://changed.example' });
  const stored = JSON.parse(await read(path, objectsFile)) as Record<string, unknown>;
  expect(Object.keys(stored)).toEqual(ids);
  expect(stored['hook-000000']).toEqual({ url: 'https://changed.example' });
});
