import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  type Channel,
  heldEvent,
  heldRecipients,
  type JsonObject,
  type ObjectRecord,
  type RunRequest,
  readExactJson,
  type Scenario,
  type SubscriptionRecord,
  type TriggerRecipient,
  withProperties,
} from '../../../core/contract/index.ts';
import { setupOfRun } from '../../../renderer/features/runs/run-setup.ts';
import { type EngineFixture, openExampleEngine, runToEnd } from '../../support/engine-fixture.ts';

const environment = 'development';
const hook = { collection: 'project_webhooks', id: 'digits' };
let fixture: EngineFixture;
let endpoint: Server;
let url: string;
/** Bodies as they came over the wire. */
let bodies: string[];
/** Answers the requests that are held back; null = none is. */
let release: (() => void) | null;
let isHolding = false;

beforeAll(async () => {
  endpoint = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    bodies.push(Buffer.concat(chunks).toString());
    if (isHolding) {
      await new Promise<void>((done) => {
        release = done;
      });
    }
    response.writeHead(204).end();
  });
  await new Promise<void>((done) => endpoint.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(endpoint.address() as AddressInfo).port}/`;
});
afterAll(() => {
  endpoint.closeAllConnections();
  return new Promise((done) => endpoint.close(done));
});
beforeEach(async () => {
  bodies = [];
  release = null;
  isHolding = false;
  fixture = await openExampleEngine();
});
afterEach(() => fixture.close());

/** The window's part: what was typed, read as the forms read it. */
const typed = (text: string) => readExactJson(text) as JsonObject;

async function putHook(text: string): Promise<void> {
  const object: ObjectRecord = withProperties({ ...hook, properties: {} }, typed(text));
  await fixture.client.call('objects.put', { environment, object: overTheWire(object) });
}

/** JSON is all that a WebSocket carries. */
function overTheWire<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

/** The example's channel with this body, and its workflow without conditions. */
async function putTemplate(body: string): Promise<Channel> {
  const steps = [{ ref: 'http_1', type: 'channel', channel_key: 'customer-webhook' }];
  const workflow = { kind: 'workflow', key: 'customer-webhooks', value: { name: 'W', steps } } as const;
  await fixture.client.call('documents.put', { ...workflow, baseRevision: null });
  const documents = await fixture.client.call('documents.list', {});
  const channel = documents.find(({ kind }) => kind === 'channel');
  if (channel?.kind !== 'channel') throw new Error('the example has no channel');
  const value: Channel = {
    ...channel.value,
    signing: null,
    request: { method: 'post', url, headers: [], query: [], body },
  };
  await fixture.client.call('documents.put', { kind: 'channel', key: channel.key, value, baseRevision: null });
  return value;
}

function request(over: Partial<RunRequest> = {}): RunRequest {
  return {
    workflow: 'customer-webhooks',
    environment,
    recipients: [hook],
    actor: null,
    tenant: null,
    event: { data: {} },
    clock: 'real',
    seed: 1,
    concurrency: { run: 1, origin: 1 },
    scenario: null,
    ...over,
  };
}

const start = (asked: RunRequest) =>
  runToEnd(fixture.client, () => fixture.client.call('runs.start', overTheWire(asked)));

test('properties of an object: editor, file, preview, wire, and the same after a restart', async () => {
  await putHook(
    `{ "big": 9007199254740993, "price": 1.10, "huge": 1e400, "deep": { "list": [1.00, 2] }, "url": "${url}" }`,
  );
  const channel = await putTemplate(
    '{"big":{{ recipient.big | json }},"price":{{ recipient.price }},"huge":{{ recipient.huge }},"deep":{{ recipient.deep | json }}}',
  );
  const expected = '{"big":9007199254740993,"price":1.10,"huge":1e400,"deep":{"list":[1.00,2]}}';
  for (const _ of ['at first', 'after a restart']) {
    const file = await readFile(
      join(fixture.workspacePath, `data/${environment}/objects/${hook.collection}.json`),
      'utf8',
    );
    for (const line of ['"big": 9007199254740993', '"price": 1.10', '"huge": 1e400', '1.00,'])
      expect(file).toContain(line);
    const context = {
      environment,
      recipient: hook,
      via: null,
      event: { data: {} },
      actor: null,
      tenant: null,
      workflow: null,
    };
    const preview = await fixture.client.call('template.preview', { channel, context });
    expect(Buffer.from(preview.request?.body ?? []).toString()).toBe(expected);
    await start(request());
    expect(bodies.splice(0)).toEqual([expected]);
    await fixture.reopen();
  }
});

test('a window that knows the digits can change them, and a key or a name beside them leaves them alone', async () => {
  const stored = async () => (await fixture.client.call('objects.get', { environment, object: hook })) as ObjectRecord;
  await putHook('{ "price": 1.10, "count": 2.00 }');
  expect((await stored()).propertiesText).toBe('{\n  "count": 2.00,\n  "price": 1.10\n}');
  await putHook('{ "price": 1.1, "count": 2.00 }');
  expect((await stored()).propertiesText).toBe('{\n  "count": 2.00,\n  "price": 1.1\n}');
  const webhook = overTheWire(await stored());
  const { object } = await fixture.client.call('webhooks.put', {
    environment,
    projectId: 'acme',
    webhook,
    signingKey: { property: 'signing_key', value: 'a-key-of-more-than-16' },
  });
  expect(object.propertiesText).toContain('"count": 2.00');
  expect((await stored()).propertiesText).toContain('"count": 2.00');
  const snapshot = await fixture.client.call('objects.remove', { environment, objects: [hook] });
  await fixture.client.call('data.restore', { environment, snapshot: overTheWire(snapshot) });
  expect((await stored()).propertiesText).toContain('"count": 2.00');
  const wrong = { ...webhook, propertiesText: '{"count": 3}' };
  await expect(fixture.client.call('objects.put', { environment, object: wrong })).rejects.toMatchObject({
    code: 'invalid-input',
    field: 'objects.0.propertiesText',
  });
});

test('subscriptions, users, tenants and variables', async () => {
  const { client } = fixture;
  const acme = { collection: 'projects', id: 'digits' };
  await client.call('objects.put', { environment, object: { ...acme, properties: {} } });
  const subscription: SubscriptionRecord = { object: acme, recipient: 'ada', properties: null };
  await client.call('subscriptions.put', {
    environment,
    subscription: withProperties(subscription, typed('{"share":0.50}')),
  });
  await client.call('users.put', {
    environment,
    user: withProperties({ id: 'ada', properties: {} }, typed('{"n":1.0}')),
  });
  await client.call('tenants.put', {
    environment,
    tenant: withProperties({ id: 't', properties: {} }, typed('{"n":3.0}')),
  });
  const settings = (await client.call('documents.list', {})).find(
    ({ kind, key }) => kind === 'environment' && key === environment,
  );
  if (settings?.kind !== 'environment') throw new Error('no environment');
  const variables = { ...settings.value.variables, limit: '10.00', rates: '{"eur": 1.50}', plain: '7' };
  await client.call('documents.put', {
    kind: 'environment',
    key: environment,
    value: { ...settings.value, variables },
    baseRevision: null,
  });
  await putTemplate(
    '[{{ recipient.subscription.share }},{{ recipient.n | json }},{{ tenant.n }},{{ vars.limit }},{{ vars.rates | json }},{{ vars.plain }}]',
  );
  await start(request({ recipients: [acme], tenant: 't' }));
  expect(bodies.at(-1)).toBe('[0.50,1.0,3.0,10.00,{"eur":1.50},7]');
});

const inline = '[{ "id": "eve", "n": 9007199254740993, "nested": { "x": 1.00 }, "$trigger_data": { "own": 2.50 } }]';

function exactRequest(): RunRequest {
  return request({
    ...heldRecipients(readExactJson(inline) as TriggerRecipient[]),
    event: heldEvent(null, typed('{ "amount": 12.30, "at": [1e2] }')),
  });
}
const exactBody =
  '[{{ recipient.n }},{{ recipient.nested | json }},{{ own }},{{ data.own }},{{ amount }},{{ data.amount | json }},{{ data.at | json }}]';
const exactSent = '[9007199254740993,{"x":1.00},2.50,2.50,12.30,12.30,[1e2]]';

test('data and inline recipients of a run: stored with it, run again by its set-up', async () => {
  await putTemplate(exactBody);
  const runId = await start(exactRequest());
  await fixture.reopen();
  const run = await fixture.client.call('runs.get', { runId });
  expect(run.trigger).toMatchObject({ dataText: '{"amount":12.30,"at":[1e2]}' });
  expect(run.trigger.recipientsText).toContain('"n":9007199254740993');
  await start(setupOfRun(overTheWire(run), undefined));
  expect(bodies).toEqual([exactSent, exactSent]);
});

test('a run that is resumed after a restart sends the same digits', async () => {
  await putTemplate(exactBody);
  isHolding = true;
  const asked = exactRequest();
  const two = [
    ...(readExactJson(inline) as TriggerRecipient[]),
    ...(readExactJson(inline.replace('eve', 'bob')) as TriggerRecipient[]),
  ];
  const { runId } = await fixture.client.call('runs.start', overTheWire({ ...asked, ...heldRecipients(two) }));
  await expect.poll(() => bodies.length).toBe(1);
  await fixture.client.call('runs.stop', { runId });
  isHolding = false;
  release?.();
  await fixture.reopen();
  bodies = [];
  await runToEnd(fixture.client, async () => {
    await fixture.client.call('runs.resume', { runId });
    return { runId };
  });
  expect(bodies.length).toBeGreaterThan(0);
  expect(new Set(bodies)).toEqual(new Set([exactSent]));
});

test('a scenario keeps them in its file, and is run with them', async () => {
  await putTemplate(exactBody);
  const { concurrency: _limits, scenario: _from, ...draft } = exactRequest();
  const scenario: Scenario = { ...draft, name: 'Digits', description: '', receivers: [], expectations: [] };
  await fixture.client.call('documents.put', {
    kind: 'scenario',
    key: 'digits',
    value: overTheWire(scenario),
    baseRevision: null,
  });
  const file = await readFile(join(fixture.workspacePath, 'scenarios/digits.json'), 'utf8');
  expect(file).toContain('"amount": 12.30');
  expect(file).toContain('"n": 9007199254740993');
  expect(file).not.toMatch(/dataText|recipientsText/);
  await fixture.reopen();
  await runToEnd(fixture.client, () => fixture.client.call('runs.startScenario', { scenario: 'digits' }));
  expect(bodies).toEqual([exactSent]);
});

test('a text that says something else than the data beside it is refused', async () => {
  const asked = request({ event: { data: { a: 1 }, dataText: '{"a": 2}' } });
  await expect(fixture.client.call('runs.start', asked)).rejects.toMatchObject({
    code: 'invalid-input',
    field: 'event.dataText',
  });
});
