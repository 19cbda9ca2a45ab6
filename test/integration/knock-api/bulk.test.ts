import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import Knock from '@knocklabs/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { all, type KnockApiFixture, openKnockApi } from '../../support/knock-api-fixture.ts';

let fixture: KnockApiFixture;
beforeAll(async () => {
  fixture = await openKnockApi();
});
afterAll(() => fixture.close());

type Operation = Knock.BulkOperation;

const dataFile = (name: string) => readFile(join(fixture.workspacePath, 'data/development', name), 'utf8');
const lastCall = async () => (await fixture.client.call('knockApi.calls', {})).calls[0];

/** The operation once it is over, as a backend that waits for it sees it. */
async function ended(started: PromiseLike<Operation>): Promise<Operation> {
  let operation = await started;
  while (operation.status === 'queued' || operation.status === 'processing') {
    operation = await fixture.knock.bulkOperations.get(operation.id);
  }
  return operation;
}

async function refusalOf(call: PromiseLike<unknown>): Promise<InstanceType<typeof Knock.APIError>> {
  const outcome = await call.then(
    () => new Error('the call was answered'),
    (error: unknown) => error,
  );
  if (outcome instanceof Knock.APIError) return outcome;
  throw outcome;
}

const numbered = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));

describe('users', () => {
  test('are identified behind the call, merged into what there is', async () => {
    const { knock } = fixture;
    await knock.users.update('u1', { name: 'Before', plan: { seats: 1, tier: 'a' } });
    const started = await knock.users.bulk.identify({
      users: [
        { id: 'u1', plan: { seats: 2 } },
        { id: 'u2', name: 'Two', email: 'two@example.com' },
      ],
    });
    expect(started).toEqual({
      __typename: 'BulkOperation',
      id: started.id,
      name: 'users.bulk.identify',
      status: 'queued',
      estimated_total_rows: 2,
      processed_rows: 0,
      success_count: 0,
      error_count: 0,
      error_items: [],
      progress_path: `${fixture.baseUrl}/v1/bulk_operations/${started.id}`,
      started_at: null,
      completed_at: null,
      failed_at: null,
      inserted_at: started.inserted_at,
      updated_at: started.inserted_at,
    });
    const operation = await ended(knock.bulkOperations.get(started.id));
    expect(operation).toMatchObject({ status: 'completed', processed_rows: 2, success_count: 2, error_count: 0 });
    expect(operation.completed_at).toBe(operation.updated_at);
    expect(await knock.users.get('u1')).toMatchObject({ name: 'Before', plan: { seats: 2, tier: 'a' } });
    expect(await knock.users.get('u2')).toMatchObject({ name: 'Two', email: 'two@example.com' });
  });

  test('that cannot be used are left out by name, and the others are stored', async () => {
    const { knock } = fixture;
    const users = [
      { id: 'good', name: 'Good' },
      { id: 'a/b', name: 'Slash' },
      { id: 'big', text: 'x'.repeat(300_000) },
      { id: 'fine', name: 'Fine' },
    ];
    const operation = await ended(knock.users.bulk.identify({ users }));
    expect(operation).toMatchObject({ status: 'completed', processed_rows: 4, success_count: 2, error_count: 2 });
    expect(operation.error_items).toEqual([
      { id: 'a/b', collection: null, message: expect.stringContaining('has no "/"') },
      { id: 'big', collection: null, message: expect.stringContaining('at most 256000 are kept') },
    ]);
    expect((await lastCall())?.notes).toEqual([
      expect.stringContaining('"a/b" was left out: '),
      expect.stringContaining('"big" was left out: '),
    ]);
    expect((await knock.users.get('good')).name).toBe('Good');
    expect((await knock.users.get('fine')).name).toBe('Fine');
    await expect(knock.users.get('big')).rejects.toMatchObject({ status: 404 });
  });

  test('are deleted with their subscriptions, and unknown ones are named', async () => {
    const { knock } = fixture;
    await ended(knock.users.bulk.identify({ users: [{ id: 'd1' }, { id: 'd2' }] }));
    await knock.objects.addSubscriptions('projects', 'acme', { recipients: ['d1', 'd2'] });
    const operation = await ended(knock.users.bulk.delete({ user_ids: ['d1', 'nobody', 'd2', 'd2'] }));
    expect(operation).toMatchObject({
      success_count: 3,
      error_items: [{ id: 'nobody', message: 'It is not known in "development".' }],
    });
    expect((await all(knock.users.list())).map(({ id }) => id)).not.toContain('d1');
    expect(await dataFile('subscriptions.json')).not.toMatch(/user:d[12]/);
  });

  test('have no preferences here, alone or in bulk', async () => {
    const { knock } = fixture;
    await ended(knock.users.bulk.identify({ users: [{ id: 'p', preferences: { default: {} } }, { id: 'q' }] }));
    const { calls } = await fixture.client.call('knockApi.calls', {});
    expect(calls.find(({ path }) => path === '/v1/users/bulk/identify')?.notes).toEqual([
      '"preferences" is not kept: nothing in Hookbench reads it. Of the users, 1 came with it.',
    ]);
    const error = await refusalOf(knock.users.bulk.setPreferences({ user_ids: ['p'], preferences: {} }));
    expect(error).toMatchObject({ status: 501, error: { code: 'not_offered' } });
    expect(error.message).toContain('keeps no preferences');
  });
});

describe('objects and tenants', () => {
  test('a thousand are set in one write, and deleted in one', async () => {
    const { knock } = fixture;
    const objects = numbered(1000, (index) => ({ id: `o-${index}`, index }));
    let writes = 0;
    const stop = fixture.client.on('data.changed', () => {
      writes += 1;
    });
    const operation = await ended(knock.objects.bulk.set('bulky', { objects }));
    expect(operation).toMatchObject({ status: 'completed', success_count: 1000, error_items: [] });
    expect(Object.keys(JSON.parse(await dataFile('objects/bulky.json')))).toHaveLength(1000);
    const object_ids = objects.map(({ id }) => id).slice(1);
    expect(await ended(knock.objects.bulk.delete('bulky', { object_ids }))).toMatchObject({ success_count: 999 });
    expect((await all(knock.objects.list('bulky'))).map(({ id }) => id)).toEqual(['o-0']);
    stop();
    expect(writes).toBe(2);
  });

  test('tenants are set by id alone or with properties, and deleted by a query of any length', async () => {
    const { knock } = fixture;
    const ids = numbered(1000, (index) => `tenant-with-a-long-name-${index}`);
    expect(await ended(knock.tenants.bulk.set({ tenants: ids }))).toMatchObject({ success_count: 1000 });
    const some = await ended(knock.tenants.bulk.set({ tenants: [{ id: 'named', name: 'Named' }, 'a b'] }));
    expect(some.error_items).toEqual([
      { id: 'a b', collection: '$tenants', message: expect.stringContaining('an id has no blanks') },
    ]);
    expect((await knock.objects.get('$tenants', 'named')).properties).toEqual({ name: 'Named' });
    expect(await ended(knock.tenants.bulk.delete({ tenant_ids: ids }))).toMatchObject({ success_count: 1000 });
    expect(await ended(knock.objects.bulk.delete('$tenants', { object_ids: ['named'] }))).toMatchObject({
      success_count: 1,
    });
    expect(await all(knock.tenants.list())).toEqual([]);
    expect(await ended(knock.tenants.bulk.delete({ tenant_ids: [] }))).toMatchObject({
      status: 'completed',
      estimated_total_rows: 0,
    });
  });

  test('keep the digits of their numbers, and so do subscriptions', async () => {
    const post = async (path: string, body: string) => {
      const headers = { authorization: `Bearer ${fixture.apiKey}` };
      const answer = await fetch(`${fixture.baseUrl}/v1/objects/exact/bulk/${path}`, { method: 'POST', headers, body });
      const { id } = (await answer.json()) as Operation;
      return ended(fixture.knock.bulkOperations.get(id));
    };
    await post('set', '{"objects":[{"id":"one","big":12345678901234567890,"price":1.00}]}');
    expect(await dataFile('objects/exact.json')).toMatch(/"big": 12345678901234567890,\s+"price": 1\.00/);
    await post(
      'subscriptions/add',
      '{"subscriptions":[{"id":"one","recipients":["ada"],"properties":{"price":2.50}}]}',
    );
    expect(await dataFile('subscriptions.json')).toContain('"price": 2.50');
  });

  test('bring no signing key into the files, however many there are', async () => {
    const { knock, client } = fixture;
    const objects = numbered(300, (index) => ({ id: `hook-${index}`, signing_key: `literal-${index}` }));
    const { id } = await ended(knock.objects.bulk.set('project_webhooks', { objects }));
    await knock.bulkOperations.get(id);
    expect((await lastCall())?.notes).toEqual([expect.stringContaining('of the objects, 300 had one')]);
    expect(await dataFile('objects/project_webhooks.json')).not.toContain('literal-');
    const name = 'hook_299_signing_key';
    expect(await client.call('secrets.reveal', { environment: 'development', name })).toEqual({ value: 'literal-299' });
    // Set again, each keeps the name of its key.
    const again = objects.map((object) => ({ ...object, signing_key: `other-${object.id}` }));
    await ended(knock.objects.bulk.set('project_webhooks', { objects: again }));
    expect(await client.call('secrets.reveal', { environment: 'development', name })).toEqual({
      value: 'other-hook-299',
    });
  });
});

describe('subscriptions', () => {
  test('of many objects are added and deleted; an object or recipient that is wrong keeps no other back', async () => {
    const { knock } = fixture;
    await ended(knock.objects.bulk.set('rooms', { objects: numbered(3, (index) => ({ id: `r${index}` })) }));
    const text = 'x'.repeat(300_000);
    const subscriptions = [
      { id: 'r0', recipients: ['ada', { id: 'new', name: 'New' }], properties: { role: 'x' } },
      { id: 'r1', recipients: ['ada', { collection: 'rooms', id: 'r2' }] },
      { id: 'missing', recipients: ['ada'] },
      { id: 'r2', recipients: ['a/b'] },
      {
        id: 'r2',
        recipients: [
          { id: 'half', name: 'Half' },
          { id: 'new', name: 'Newer' },
          { id: 'big', text },
        ],
      },
    ];
    const added = await ended(knock.objects.bulk.addSubscriptions('rooms', { subscriptions }));
    expect(added).toMatchObject({ status: 'completed', success_count: 2, error_count: 3 });
    expect(added.error_items).toEqual([
      { id: 'missing', collection: 'rooms', message: expect.stringContaining('There is no object "missing"') },
      { id: 'r2', collection: 'rooms', message: expect.stringContaining('"recipients.0"') },
      { id: 'r2', collection: 'rooms', message: expect.stringContaining('"subscriptions.4.recipients.2"') },
    ]);
    const listed = async (id: string) =>
      (await all(knock.objects.listSubscriptions('rooms', id))).map(({ recipient }) => recipient.id);
    expect([await listed('r0'), await listed('r1'), await listed('r2')]).toEqual([['ada', 'new'], ['r2', 'ada'], []]);
    expect((await knock.users.get('new')).name).toBe('New');
    await expect(knock.users.get('half')).rejects.toMatchObject({ status: 404 });
    expect((await all(knock.users.listSubscriptions('new')))[0]?.properties).toEqual({ role: 'x' });

    const deleted = await ended(
      knock.objects.bulk.deleteSubscriptions('rooms', {
        subscriptions: [
          { id: 'r0', recipients: ['ada', 'nobody'] },
          { id: 'r1', recipients: [{ collection: 'rooms', id: 'r2' }] },
          { id: 'missing', recipients: ['ada'] },
        ],
      }),
    );
    expect(deleted).toMatchObject({ status: 'completed', success_count: 3, error_items: [] });
    expect([await listed('r0'), await listed('r1')]).toEqual([['new'], ['ada']]);
  });
});

describe('an operation', () => {
  test('comes after the calls before it and before those after it', async () => {
    const { knock } = fixture;
    const first = knock.objects.bulk.set('order', { objects: [{ id: 'x', step: 1, a: true }] });
    await first;
    await knock.objects.set('order', 'x', { step: 2 });
    const last = await knock.objects.bulk.set('order', { objects: [{ id: 'x', step: 3 }] });
    await ended(knock.bulkOperations.get(last.id));
    expect((await knock.objects.get('order', 'x')).properties).toEqual({ a: true, step: 3 });
  });

  test('that cannot be written fails as a whole, and says why', async () => {
    const { knock } = fixture;
    const operation = await ended(knock.objects.bulk.set('y'.repeat(300), { objects: [{ id: 'x' }] }));
    expect(operation).toMatchObject({
      status: 'failed',
      processed_rows: 0,
      success_count: 0,
      completed_at: null,
      failed_at: operation.updated_at,
      error: { code: 'invalid_params', message: expect.stringContaining('too long for a file') },
    });
    expect((await lastCall())?.notes).toEqual([expect.stringContaining('Nothing of it was done: ')]);
  });

  test('fails when its environment is gone', async () => {
    const other = await openKnockApi();
    await other.client.call('documents.remove', { kind: 'environment', key: 'development' });
    const { id } = await other.knock.users.bulk.identify({ users: [{ id: 'ada' }] });
    await expect
      .poll(() => other.knock.bulkOperations.get(id))
      .toMatchObject({
        status: 'failed',
        error: { code: 'resource_missing', message: expect.stringContaining('no environment "development"') },
      });
    await other.close();
  });

  test('is kept for as long as it is one of the newest hundred', async () => {
    const { knock } = fixture;
    const start = () => knock.users.bulk.identify({ users: [{ id: 'ada' }] });
    const { id } = await ended(start());
    const later = await Promise.all(numbered(100, start));
    await Promise.all(later.map((operation) => ended(Promise.resolve(operation))));
    expect(await refusalOf(knock.bulkOperations.get(id))).toMatchObject({ status: 404 });
    expect(await knock.bulkOperations.get(later[99]?.id ?? '')).toMatchObject({ status: 'completed' });
  });

  test('that was answered is done before the API is off', async () => {
    const { knock, client, baseUrl } = fixture;
    const { settings } = await client.call('knockApi.state', {});
    const objects = numbered(1000, (index) => ({ id: `late-${index}` }));
    await knock.objects.bulk.set('late', { objects });
    await client.call('knockApi.stop', {});
    expect((await stat(join(fixture.workspacePath, 'data/development/objects/late.json'))).size).toBeGreaterThan(1000);
    if (settings === null) throw new Error('it was never on');
    expect(await client.call('knockApi.start', settings)).toMatchObject({ baseUrl });
  });
});

test.each<[string, (knock: Knock) => PromiseLike<unknown>, string, string]>([
  [
    '1,001 users',
    (knock) => knock.users.bulk.identify({ users: numbered(1001, (n) => ({ id: `${n}` })) }),
    'users',
    'at most 1000 users in one call',
  ],
  [
    '1,001 ids',
    (knock) => knock.users.bulk.delete({ user_ids: numbered(1001, String) }),
    'user_ids',
    'at most 1000 users',
  ],
  [
    '1,001 tenants in a query',
    (knock) => knock.tenants.bulk.delete({ tenant_ids: numbered(1001, String) }),
    'tenant_ids',
    'at most 1000',
  ],
  [
    '101 recipients of an object',
    (knock) =>
      knock.objects.bulk.addSubscriptions('rooms', {
        subscriptions: [{ id: 'r0', recipients: numbered(101, String) }],
      }),
    'subscriptions.0.recipients',
    'at most 100 recipients',
  ],
  [
    'an entry without an id',
    (knock) => knock.objects.bulk.set('rooms', { objects: [{ id: 'ok' }, { name: 'X' } as never] }),
    'objects.1',
    'with its "id"',
  ],
  [
    'an id that is no text',
    (knock) => knock.users.bulk.delete({ user_ids: [7 as never] }),
    'user_ids.0',
    'must be text',
  ],
  ['no list', (knock) => knock.tenants.bulk.set({} as never), 'tenants', 'must be a list of tenants'],
])('%s are refused before anything is done', async (_what, call, field, message) => {
  const error = await refusalOf(call(fixture.knock));
  expect(error).toBeInstanceOf(Knock.UnprocessableEntityError);
  expect(error.error).toMatchObject({
    code: 'invalid_params',
    errors: [{ field, message: expect.stringContaining(message) }],
  });
});
