import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type EngineFixture, openExampleEngine } from '../../support/engine-fixture.ts';

let fixture: EngineFixture;
const environment = 'development';

beforeEach(async () => {
  fixture = await openExampleEngine();
});
afterEach(() => fixture.close());

test('users are listed in pages, searched by id and name, and removed with their subscriptions, which undo restores', async () => {
  const { client } = fixture;
  const put = (id: string, name: string) =>
    client.call('users.put', { environment, user: { id, properties: { name } } });
  for (const id of ['u1', 'u2', 'u3']) await put(id, `Person ${id}`);
  const page = (search: string, after: string | null, limit: number) =>
    client.call('users.list', { environment, search, after, limit });
  const first = await page('person', null, 2);
  expect(first).toMatchObject({ entries: [{ id: 'u1' }, { id: 'u2' }], after: 'u2', total: 3 });
  expect(await page('person', first.after, 2)).toMatchObject({ entries: [{ id: 'u3' }], after: null, total: 3 });
  expect((await page('ADA', null, 10)).entries.map(({ id }) => id)).toEqual(['ada']);

  const acme = { collection: 'projects', id: 'acme' };
  await client.call('subscriptions.put', {
    environment,
    subscription: { object: acme, recipient: 'u2', properties: { role: 'owner' } },
  });
  const snapshot = await client.call('users.remove', { environment, ids: ['u2'] });
  expect(await client.call('users.get', { environment, id: 'u2' })).toBeNull();
  expect(await client.call('subscriptions.list', { environment, recipient: 'u2' })).toEqual([]);
  await client.call('data.restore', { environment, snapshot });
  expect(await client.call('users.get', { environment, id: 'u2' })).toMatchObject({
    properties: { name: 'Person u2' },
  });
  expect(await client.call('subscriptions.list', { environment, recipient: 'u2' })).toMatchObject([
    { object: acme, properties: { role: 'owner' } },
  ]);
});

test('tenants are listed, read and removed; subscriptions of one object are cut off where it is asked', async () => {
  const { client } = fixture;
  await client.call('tenants.put', { environment, tenant: { id: 't1', properties: { name: 'One' } } });
  expect(await client.call('tenants.list', { environment, search: 'one', after: null, limit: 5 })).toMatchObject({
    entries: [{ id: 't1' }],
    total: 1,
  });
  expect(await client.call('tenants.get', { environment, id: 't1' })).toMatchObject({ properties: { name: 'One' } });
  const removed = await client.call('tenants.remove', { environment, ids: ['t1'] });
  expect(removed.tenants).toMatchObject([{ id: 't1' }]);
  expect(await client.call('tenants.get', { environment, id: 't1' })).toBeNull();

  const object = { collection: 'projects', id: 'acme' };
  const all = await client.call('subscriptions.list', { environment, object });
  expect(all).toHaveLength(4);
  expect(await client.call('subscriptions.list', { environment, object, limit: 3 })).toEqual(all.slice(0, 3));
  const later = { environment, object, offset: 2, limit: 3 };
  expect(await client.call('subscriptions.list', later)).toEqual(all.slice(2));
});

test('a literal signing key among the properties goes to the secrets, whatever the record', async () => {
  const { client } = fixture;
  const properties = { name: 'Lin', signing_key: 'literal-key-4712', seats: 2 };
  const user = await client.call('users.put', { environment, user: { id: 'lin', properties } });
  expect(user.properties).toEqual({ name: 'Lin', signing_key: '{{ vars.lin_signing_key }}', seats: 2 });
  const object = await client.call('objects.put', {
    environment,
    object: { collection: 'teams', id: 'red', properties: { signing_key: 'literal-key-4713' } },
  });
  expect(object.properties).toEqual({ signing_key: '{{ vars.red_signing_key }}' });
  expect(await client.call('secrets.reveal', { environment, name: 'lin_signing_key' })).toEqual({
    value: 'literal-key-4712',
  });
  const names = await readdir(fixture.workspacePath, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  expect(texts.some((text) => text.includes('Lin'))).toBe(true);
  expect(texts.filter((text) => text.includes('literal-key'))).toEqual([]);
  // Written again as it is shown, it stays.
  const again = await client.call('users.put', { environment, user });
  expect(again.properties).toEqual(user.properties);
});
