import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Channel,
  type CommandInput,
  type CommandName,
  commands,
  type ObjectRecord,
  type PlannedRecipient,
  type PreviewContext,
  type RunRequest,
} from '../../core/contract/index.ts';
import { type EngineFixture, openExampleEngine, runToEnd } from '../support/engine-fixture.ts';

let fixture: EngineFixture;
let runId: string;
let attemptId: string;
let requestId: string;
let channel: Channel;

const environment = 'development';
const prodHook = { collection: 'project_webhooks', id: 'prod-hook' };
const acme = { collection: 'projects', id: 'acme' };
const preview: PreviewContext = {
  environment,
  recipient: prodHook,
  via: acme,
  event: { type: 'task.completed', sample: 'Task done' },
  actor: 'ada',
  tenant: null,
  workflow: 'customer-webhooks',
};
const runRequest: RunRequest = {
  workflow: 'customer-webhooks',
  environment,
  recipients: [acme],
  actor: 'ada',
  tenant: null,
  event: { type: 'task.completed', sample: 'Task done' },
  clock: 'virtual',
  seed: 1,
  concurrency: { run: 10, origin: 10 },
  scenario: null,
};
const object: ObjectRecord = {
  collection: 'project_webhooks',
  id: 'new-hook',
  properties: { url: 'http://127.0.0.1:9/' },
};

beforeAll(async () => {
  fixture = await openExampleEngine();
  const { client } = fixture;
  runId = await runToEnd(client, () => client.call('runs.startScenario', { scenario: 'task-completed' }));
  const { attempts } = await client.call('deliveries.list', { filter: {}, beforeSequence: null, limit: 1 });
  attemptId = attempts[0]?.id ?? '';
  const { requests } = await client.call('receivers.requests', { receiver: 'prod-hook', beforeNumber: null, limit: 1 });
  requestId = requests[0]?.id ?? '';
  for (const document of await client.call('documents.list', {})) {
    if (document.kind === 'channel') channel = document.value;
  }
});
afterAll(() => fixture.close());

/**
 * A good input for every command: a new command without one does not compile. Run in this order, on one engine.
 * Commands that are refused on purpose here say so in `refused`.
 */
const goodInputs: { [N in CommandName]: () => CommandInput<N> } = {
  'workspace.get': () => ({}),
  'workspace.problems': () => ({}),
  'catalogue.get': () => ({}),
  'documents.list': () => ({}),
  'documents.put': () => ({ kind: 'partial', key: 'p', value: { name: 'P', content: 'x' }, baseRevision: null }),
  'documents.rename': () => ({ kind: 'partial', from: 'p', to: 'q' }),
  'documents.remove': () => ({ kind: 'partial', key: 'q' }),
  'projects.list': () => ({ environment }),
  'webhooks.list': () => ({ environment, projectId: 'acme' }),
  'webhooks.put': () => ({
    environment,
    projectId: 'acme',
    webhook: object,
    signingKey: { property: 'signing_key', value: 'literal' },
  }),
  'webhooks.rotateKey': () => ({
    environment,
    webhook: prodHook,
    property: 'signing_key',
    newKey: 'a-new-key-of-some-length',
    validUntilMs: Date.UTC(2030, 0),
  }),
  'environments.copy': () => ({
    from: environment,
    to: 'copy',
    value: { name: 'Copy', variables: {}, secrets: [] },
  }),
  'environments.remove': () => ({ environment: 'copy' }),
  'webhooks.endKeyRotation': () => ({ environment, webhook: prodHook, property: 'signing_key' }),
  'objects.list': () => ({ environment, collection: null, search: 'hook', after: null, limit: 2 }),
  'objects.collections': () => ({ environment }),
  'objects.get': () => ({ environment, object: prodHook }),
  'objects.put': () => ({ environment, object }),
  'recipients.rename': () => ({
    environment,
    recipient: { collection: object.collection, id: object.id },
    id: object.id,
  }),
  'objects.remove': () => ({ environment, objects: [{ collection: object.collection, id: object.id }] }),
  'users.list': () => ({ environment, search: '', after: null, limit: 10 }),
  'users.get': () => ({ environment, id: 'u' }),
  'users.remove': () => ({ environment, ids: ['u'] }),
  'users.put': () => ({ environment, user: { id: 'u', properties: {} } }),
  'tenants.list': () => ({ environment, search: '', after: null, limit: 10 }),
  'tenants.get': () => ({ environment, id: 't' }),
  'tenants.remove': () => ({ environment, ids: ['t'] }),
  'tenants.put': () => ({ environment, tenant: { id: 't', properties: { name: 'T' } } }),
  'subscriptions.list': () => ({ environment, object: acme }),
  'subscriptions.put': () => ({ environment, subscription: { object: acme, recipient: 'u', properties: null } }),
  'subscriptions.remove': () => ({ environment, object: acme, recipient: 'u' }),
  'data.restore': () => ({ environment, snapshot: { objects: [], users: [], tenants: [], subscriptions: [] } }),
  'certificates.read': () => ({ pem: '' }),
  'certificates.checkClient': () => ({
    environment,
    clientCertificate: {
      certificate: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----',
      keySecret: 'key',
    },
  }),
  'receivers.authority': () => ({}),
  'receivers.makeClientCertificate': () => ({}),
  'secrets.list': () => ({ environment }),
  'secrets.set': () => ({ environment, name: 'api_key', value: 's3cret' }),
  'secrets.reveal': () => ({ environment, name: 'api_key' }),
  'secrets.remove': () => ({ environment, name: 'api_key' }),
  'template.preview': () => ({ channel, context: preview }),
  'template.scope': () => ({ context: preview }),
  'template.lint': () => ({
    field: 'body',
    text: '{"a": {{ data.payload.task.id }}}',
    bodyFormat: 'json',
    unknownVariables: 'strict',
    context: preview,
  }),
  'template.check': () => ({ channel, templateKey: 'customer-webhook', context: preview }),
  'template.symbols': () => ({ text: '{% assign a = 1 %}{{ a }}', context: preview }),
  'template.format': () => ({ text: '{"a":{{data.eventType|json}}}', mode: 'reflow', context: preview }),
  'template.sourceMap': () => ({ channel, context: preview }),
  'eventTypes.generate': () => ({ schema: { type: 'object' }, seed: 1, count: 2 }),
  'eventTypes.infer': () => ({ samples: ['{"a":1}'] }),
  'eventTypes.validate': () => ({ schema: { type: 'object' }, payload: [] }),
  'eventTypes.problems': () => ({}),
  'eventTypes.compare': () => ({ before: { type: 'object' }, after: { type: 'array' } }),
  'eventTypes.export': () => ({ format: 'openapi', eventTypes: ['task.completed'] }),
  'eventTypes.import': () => ({ text: '{"openapi": "3.1.0"}' }),
  'eventTypes.planImport': () => ({ text: 'openapi: 3.1.0' }),
  'eventTypes.checkSample': () => ({ text: '{"a": 1', schema: {} }),
  'eventTypes.checkSchema': () => ({ text: '{"type": 1}' }),
  'eventTypes.compareTexts': () => ({ before: '{"type":"object"}', after: '{"type":"array"}' }),
  'eventTypes.payloadOf': () => ({ text: '{"data":{"id":1}}', schema: { properties: { id: {} } } }),
  'eventTypes.addProperty': () => ({ eventType: 'task.completed', path: 'payload.added' }),
  'eventTypes.uses': () => ({ eventType: 'task.completed' }),
  'eventTypes.rename': () => ({ from: 'task.completed', to: 'task.completed', uses: null }),
  'eventTypes.renameSample': () => ({ eventType: 'task.completed', from: 'Task done', to: 'Task done' }),
  'runs.start': () => runRequest,
  'runs.startScenario': () => ({ scenario: 'task-completed' }),
  'runs.resend': () => ({ messages: [{ attemptId }], signature: 'afresh', attempts: 'one', clock: 'real' }),
  'runs.resends': () => ({ runId }),
  'runs.resendable': () => ({ runId, outcomes: ['undelivered'] }),
  'runs.stop': () => ({ runId }),
  'runs.resume': () => ({ runId }),
  'runs.list': () => ({ beforeNumber: null, limit: 10 }),
  'runs.get': () => ({ runId }),
  'runs.recipients': () => ({ runId, fromOrdinal: 0, limit: 100 }),
  'runs.expectations': () => ({ runId }),
  'deliveries.list': () => ({ filter: { runId }, beforeSequence: null, limit: 10 }),
  'deliveries.newest': () => ({ environment, recipients: ['project_webhooks/prod-hook'] }),
  'deliveries.count': () => ({ filter: { runId } }),
  'deliveries.get': () => ({ attemptId }),
  'deliveries.missing': () => ({ runIds: [runId], attemptIds: [attemptId] }),
  'deliveries.comparable': () => ({ attemptId, withSecrets: false }),
  'deliveries.verify': () => ({ attemptId }),
  'deliveries.recoverable': () => ({ filter: {}, outcomes: ['undelivered'], environment: null }),
  'deliveries.resendable': () => ({ attemptId }),
  'deliveries.statistics': () => ({ filter: { runId }, order: 'attempts' }),
  'knockApi.state': () => ({}),
  'knockApi.start': () => ({ port: 0, environment, clock: 'virtual' }),
  'knockApi.revealKey': () => ({}),
  'knockApi.calls': () => ({}),
  'knockApi.stop': () => ({}),
  'receivers.states': () => ({}),
  'receivers.start': () => ({ receivers: ['prod-hook'] }),
  'receivers.stop': () => ({ receivers: ['audit-log'] }),
  'receivers.requests': () => ({ receiver: 'prod-hook', beforeNumber: null, limit: 10 }),
  'receivers.request': () => ({ id: requestId }),
  'receivers.clear': () => ({ receiver: 'prod-hook' }),
  'signatures.verify': () => ({
    request: { method: 'POST', url: '/', headers: [], body: new Uint8Array() },
    scheme: { preset: 'stripe' },
    key: 'k',
    nowMs: null,
  }),
  'signatures.parse': () => ({ text: 'POST /hooks HTTP/1.1\nHost: example.test\n\n{}' }),
  'signatures.recognise': () => ({ headers: [['x-hub-signature-256', 'sha256=00']], url: null, body: null }),
  'signatures.explain': () => ({
    request: { method: 'POST', url: '/hooks', headers: [['x-hub-signature-256', 'sha256=00']], body: new Uint8Array() },
    scheme: { preset: 'stripe' },
    keys: ['a-secret-of-some-length'],
    nowMs: null,
  }),
  'signatures.steps': () => ({
    request: { method: 'POST', url: '/', headers: [], body: new Uint8Array() },
    scheme: { preset: 'stripe' },
    key: 'k',
    nowMs: null,
  }),
  'signatures.checkScheme': () => ({ scheme: { preset: 'stripe' } }),
  'signatures.suiteReport': () => ({
    schemeName: 'Stripe',
    target: 'http://127.0.0.1:1/',
    results: [],
    format: 'junit',
  }),
  'signatures.verifierCode': () => ({ scheme: { preset: 'stripe' }, language: 'python' }),
  'signatures.generateKey': () => ({ scheme: { preset: 'stripe' } }),
  'signatures.checkKey': () => ({ scheme: { preset: 'stripe' }, key: 'secret', use: 'signing' }),
  'signatures.sign': () => ({
    request: { method: 'POST', url: 'https://example.test/', headers: [], body: new Uint8Array() },
    scheme: { preset: 'stripe' },
    key: 'k',
    timestampMs: null,
    messageId: null,
  }),
  'session.load': () => ({ window: 'one' }),
  'session.save': () => ({ window: 'one', session: { tabs: [] } }),
  // Last: what others ask about is gone with it.
  'runs.remove': () => ({ runIds: [runId] }),
};

/** A finished run can neither be stopped nor resumed: these are refused, in words. */
const refused: Partial<Record<CommandName, string>> = { 'runs.stop': 'conflict', 'runs.resume': 'conflict' };

describe('every command', () => {
  test.each(Object.keys(goodInputs) as CommandName[])('%s answers by its schema', async (name) => {
    const call = fixture.client.call(name, goodInputs[name]() as never);
    const code = refused[name];
    if (code !== undefined) await expect(call).rejects.toMatchObject({ code, details: null });
    else await expect(call).resolves.toBeDefined();
  });

  test.each(Object.keys(commands) as CommandName[])('%s refuses an unknown field by name', async (name) => {
    const input = { ...goodInputs[name](), surplus: 1 };
    await expect(fixture.client.call(name, input as never)).rejects.toMatchObject({
      code: 'invalid-input',
      field: 'surplus',
    });
  });

  const withFields = (Object.keys(commands) as CommandName[]).filter((name) => {
    const { shape } = commands[name].input as { shape?: Record<string, unknown> };
    return Object.keys(shape ?? {}).length > 0;
  });
  test.each(withFields)('%s names the field that has the wrong type', async (name) => {
    const good: Record<string, unknown> = goodInputs[name]();
    for (const field of Object.keys(good)) {
      if (field === 'value' && name === 'documents.put') continue; // judged by the kind's own schema
      if (field === 'session') continue; // opaque
      const bad = { ...good, [field]: Symbol.for('bad') };
      const error = await fixture.client.call(name, bad as never).catch((caught: unknown) => caught);
      expect(error, field).toMatchObject({ code: 'invalid-input' });
      expect((error as { field: string }).field.split('.')[0]).toBe(field);
    }
  });
});

describe('the stream of a dry run', () => {
  test('tells for everyone whether and why', async () => {
    const planned: PlannedRecipient[] = [];
    for await (const item of fixture.client.stream('runs.plan', runRequest)) planned.push(item);
    const byRecipient = new Map(planned.map((item) => [item.recipient, item]));
    expect(byRecipient.get('projects/acme')).toMatchObject({ willSend: false, reason: { code: 'step-conditions' } });
    expect(byRecipient.get('project_webhooks/prod-hook')).toMatchObject({
      willSend: true,
      method: 'POST',
      url: `http://127.0.0.1:${fixture.port}/hooks/prod`,
      isSigned: true,
    });
    expect(byRecipient.get('project_webhooks/audit-log')?.reason?.message).toContain('task.completed');
  });

  test('refuses what the run would refuse', async () => {
    const reading = (async () => {
      for await (const _ of fixture.client.stream('runs.plan', { ...runRequest, workflow: 'gone' }));
    })();
    await expect(reading).rejects.toMatchObject({ code: 'not-found', field: 'workflow' });
  });
});
