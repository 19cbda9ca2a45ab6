import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nextEvent } from '../../support/engine-fixture.ts';
import { all, type KnockApiFixture, openKnockApi } from '../../support/knock-api-fixture.ts';

let fixture: KnockApiFixture;
beforeAll(async () => {
  fixture = await openKnockApi();
});
afterAll(() => fixture.close());

/** Records have the time of the file that holds them. */
const writtenAt = async (name: string) =>
  new Date((await stat(join(fixture.workspacePath, 'data/development', name))).mtimeMs).toISOString();
const dataFile = (name: string) => readFile(join(fixture.workspacePath, 'data/development', name), 'utf8');

describe('objects', () => {
  test('are merged into what there is, and are in the files when the call has been answered', async () => {
    const { knock, client } = fixture;
    await knock.objects.set('teams', 'red', { name: 'Red', limits: { day: 5, hour: 1 }, tags: ['a', 'b'] });
    const changed = nextEvent(client, 'data.changed', () => true);
    const object = await knock.objects.set('teams', 'red', { limits: { hour: 2 }, tags: ['c'], name: null });
    expect(object).toEqual({
      __typename: 'Object',
      collection: 'teams',
      id: 'red',
      properties: { name: null, limits: { day: 5, hour: 2 }, tags: ['c'] },
      created_at: null,
      updated_at: await writtenAt('objects/teams.json'),
    });
    expect(await knock.objects.get('teams', 'red')).toEqual(object);
    expect(JSON.parse(await dataFile('objects/teams.json'))).toEqual({ red: object.properties });
    expect(await changed).toEqual({ environment: 'development', origin: 'command' });
  });

  test('keep the digits of their numbers', async () => {
    const put = (body: string) =>
      fetch(`${fixture.baseUrl}/v1/objects/exact/one`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${fixture.apiKey}`, 'content-type': 'application/json' },
        body,
      });
    await put('{"id":12345678901234567890,"big":12345678901234567890,"deep":{"price":1.00,"other":2.50}}');
    const answer = await (await put('{"deep":{"other":3}}')).text();
    expect(answer).toContain('"properties":{"big":12345678901234567890,"deep":{"other":3,"price":1.00}}');
    expect(await dataFile('objects/exact.json')).toContain('"price": 1.00');
    await put('{"deep":{"price":1}}');
    expect(await dataFile('objects/exact.json')).not.toContain('1.00');
  });

  test('are listed in pages that fit together, forwards and back', async () => {
    const { knock } = fixture;
    const ids = Array.from({ length: 7 }, (_, index) => `item-${index}`);
    for (const id of ids) await knock.objects.set('many', id, { n: 1 });
    expect((await all(knock.objects.list('many', { page_size: 3 }))).map(({ id }) => id)).toEqual(ids);
    const first = await knock.objects.list('many', { page_size: 3 });
    expect(first.page_info).toMatchObject({ __typename: 'PageInfo', before: null, page_size: 3 });
    const last = await (await first.getNextPage()).getNextPage();
    expect(last.page_info).toMatchObject({ after: null });
    const { before } = last.page_info as { before?: string };
    const back = await knock.objects.list('many', { page_size: 3, before: before ?? '' });
    expect(back.entries.map(({ id }) => id)).toEqual(['item-3', 'item-4', 'item-5']);
    expect(await all(knock.objects.list('nothing'))).toEqual([]);
  });

  test('go with their subscriptions', async () => {
    const { knock } = fixture;
    await knock.objects.set('teams', 'gone', {});
    await knock.objects.addSubscriptions('teams', 'gone', { recipients: ['ada'] });
    await knock.objects.delete('teams', 'gone');
    await expect(knock.objects.get('teams', 'gone')).rejects.toMatchObject({ status: 404 });
    expect(await dataFile('subscriptions.json')).not.toContain('teams/gone');
  });

  test('never bring a signing key into the files', async () => {
    const object = await fixture.knock.objects.set('project_webhooks', 'fresh', {
      url: 'http://127.0.0.1:9/',
      signing_key: 'literal-key-of-a-customer',
    });
    expect(object.properties).toMatchObject({ signing_key: '{{ vars.fresh_signing_key }}' });
    expect(await dataFile('objects/project_webhooks.json')).not.toContain('literal-key');
    const secret = { environment: 'development', name: 'fresh_signing_key' };
    expect(await fixture.client.call('secrets.reveal', secret)).toEqual({ value: 'literal-key-of-a-customer' });
  });
});

test('users are flat, with reserved properties that are null when unset', async () => {
  const { knock } = fixture;
  const user = await knock.users.update('tom', { name: 'Tom', plan: { seats: 3 } });
  expect(user).toEqual({
    __typename: 'User',
    id: 'tom',
    name: 'Tom',
    email: null,
    avatar: null,
    phone_number: null,
    timezone: null,
    plan: { seats: 3 },
    created_at: null,
    updated_at: await writtenAt('users.json'),
  });
  expect(await knock.users.get('tom')).toEqual(user);
  expect((await all(knock.users.list({ page_size: 1 }))).map(({ id }) => id)).toEqual(['ada', 'grace', 'tom']);
  await knock.users.delete('tom');
  await expect(knock.users.get('tom')).rejects.toMatchObject({ status: 404 });
});

test('tenants are set, listed by id and by name, and deleted', async () => {
  const { knock } = fixture;
  await knock.tenants.set('acme', { name: 'Acme', settings: { branding: { primary_color: '#123456' } } });
  await knock.tenants.set('other', { name: 'Other' });
  expect(await knock.tenants.get('acme')).toMatchObject({
    __typename: 'Tenant',
    name: 'Acme',
    settings: { branding: { primary_color: '#123456' } },
  });
  expect((await all(knock.tenants.list())).map(({ id }) => id)).toEqual(['acme', 'other']);
  expect((await all(knock.tenants.list({ name: 'Other' }))).map(({ id }) => id)).toEqual(['other']);
  expect((await all(knock.tenants.list({ tenant_id: 'acme' }))).map(({ id }) => id)).toEqual(['acme']);
  expect((await knock.objects.get('$tenants', 'acme')).properties).toMatchObject({ name: 'Acme' });
  await knock.tenants.delete('acme');
  await expect(knock.tenants.get('acme')).rejects.toMatchObject({ status: 404 });
});

describe('subscriptions', () => {
  test('of an object are added with inline recipients, listed from both ends, and deleted', async () => {
    const { knock } = fixture;
    await knock.objects.set('projects', 'p', { name: 'P' });
    const added = await knock.objects.addSubscriptions('projects', 'p', {
      recipients: ['ada', { id: 'zoe', name: 'Zoe' }, { collection: 'project_webhooks', id: 'prod-hook' }],
      properties: { role: 'owner' },
    });
    expect(added).toMatchObject([
      {
        __typename: 'Subscription',
        object: { id: 'p' },
        recipient: { id: 'ada' },
        properties: { role: 'owner' },
        inserted_at: await writtenAt('subscriptions.json'),
        updated_at: await writtenAt('subscriptions.json'),
      },
      { recipient: { __typename: 'User', id: 'zoe', name: 'Zoe' } },
      { recipient: { __typename: 'Object', collection: 'project_webhooks', id: 'prod-hook' } },
    ]);
    const list = async (query: object) =>
      (await all(knock.objects.listSubscriptions('projects', 'p', { page_size: 2, ...query }))).map(
        ({ recipient }) => recipient.id,
      );
    expect(await list({})).toEqual(['prod-hook', 'ada', 'zoe']);
    expect(await list({ recipients: ['ada', 'grace'] })).toEqual(['ada']);
    expect(await list({ recipients: [{ collection: 'project_webhooks', id: 'prod-hook' }] })).toEqual(['prod-hook']);
    const ofHook = knock.objects.listSubscriptions('project_webhooks', 'prod-hook', { mode: 'recipient' });
    expect((await all(ofHook)).map(({ object }) => object.id)).toEqual(['acme', 'p']);
    const ofHookInP = knock.objects.listSubscriptions('project_webhooks', 'prod-hook', {
      mode: 'recipient',
      objects: [{ collection: 'projects', id: 'p' }],
    });
    expect(await all(ofHookInP)).toHaveLength(1);
    expect((await all(knock.users.listSubscriptions('ada'))).map(({ object }) => object.id)).toEqual(['p']);

    await knock.objects.addSubscriptions('projects', 'p', { recipients: ['ada'], properties: { since: 1 } });
    const [ada] = await all(knock.users.listSubscriptions('ada'));
    expect(ada?.properties).toEqual({ since: 1 });
    const removed = await knock.objects.deleteSubscriptions('projects', 'p', { recipients: ['ada', 'nobody'] });
    expect(removed.map(({ recipient }) => recipient.id)).toEqual(['ada']);
    expect(await list({})).toEqual(['prod-hook', 'zoe']);
  });
});

test('calls at the same time lose nothing of each other', async () => {
  const { knock } = fixture;
  const names = Array.from({ length: 20 }, (_, index) => `field_${index}`);
  await Promise.all(names.map((name) => knock.objects.set('teams', 'busy', { [name]: true })));
  const { properties } = await knock.objects.get('teams', 'busy');
  expect(Object.keys(properties ?? {}).toSorted()).toEqual(names.toSorted());
});
