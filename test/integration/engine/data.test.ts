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
});
