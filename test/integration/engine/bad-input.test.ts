import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Channel, Preview, PreviewContext, RecipientRunRow, RunRequest } from '../../../core/contract/index.ts';
import { type EngineFixture, openExampleEngine, runToEnd } from '../../support/engine-fixture.ts';
import { freePort } from '../../support/free-port.ts';
import { taskDone } from '../../support/task-done.ts';

let fixture: EngineFixture;
let channel: Channel;

beforeEach(async () => {
  fixture = await openExampleEngine();
  const documents = await fixture.client.call('documents.list', {});
  for (const document of documents) if (document.kind === 'channel') channel = document.value;
});
afterEach(() => fixture.close());

const context: PreviewContext = {
  environment: 'development',
  recipient: { collection: 'project_webhooks', id: 'prod-hook' },
  via: { collection: 'projects', id: 'acme' },
  event: { type: 'task.completed', sample: 'Task done' },
  actor: null,
  tenant: null,
  workflow: 'customer-webhooks',
};
const request: RunRequest = taskDone([{ collection: 'project_webhooks', id: 'prod-hook' }]);

function withRequest(change: Partial<Channel['request']>): Channel {
  return { ...channel, request: { ...channel.request, ...change } };
}

function preview(changed: Channel): Promise<Preview> {
  return fixture.client.call('template.preview', { channel: changed, context });
}

/** Puts the channel in place, runs to one recipient, and gives its row. */
async function runWith(changed: Channel): Promise<RecipientRunRow> {
  const { client } = fixture;
  await client.call('documents.put', {
    kind: 'channel',
    key: 'customer-webhook',
    value: changed,
    baseRevision: null,
  });
  const runId = await runToEnd(client, () => client.call('runs.start', request));
  expect((await client.call('runs.get', { runId })).status).toBe('completed');
  const { rows } = await client.call('runs.recipients', { runId, fromOrdinal: 0, limit: 10 });
  const [row] = rows;
  if (row === undefined) throw new Error('the run has no recipient');
  return row;
}

const endlessLoop =
  '{% for a in (1..5000) %}{% for b in (1..5000) %}{% for c in (1..5000) %}{% endfor %}{% endfor %}{% endfor %}';
const outputBomb = `{% assign x = "0123456789abcdef" %}${'{% capture x %}{{ x }}{{ x }}{% endcapture %}'.repeat(26)}{{ x }}`;

describe.each([
  ['that loops for ever', endlessLoop],
  ['that outputs without end', outputBomb],
])('a body %s', (_, body) => {
  test('is stopped in the preview, at its place, and the next preview works', async () => {
    const broken = await preview(withRequest({ body }));
    expect(broken.request).toBeNull();
    expect(broken.diagnostics).toContainEqual(
      expect.objectContaining({ code: 'limit-exceeded', severity: 'error', field: 'body', line: 1 }),
    );
    expect((await preview(channel)).request).not.toBeNull();
  });

  test('is stopped in a run: the recipient is told why, and the engine goes on', async () => {
    const row = await runWith(withRequest({ body }));
    expect(row).toMatchObject({ status: 'undelivered', reason: { code: 'template-error' }, attempts: [] });
    expect((await fixture.client.call('workspace.get', {})).name).toBe('Customer webhooks');
  });
});

test('invalid Liquid is found at its place, and sends nothing', async () => {
  const broken = withRequest({ body: '{\n  "type": {{ data.eventType | }\n}' });
  const { request: rendered, diagnostics } = await preview(broken);
  expect(rendered).toBeNull();
  expect(diagnostics).toContainEqual(
    expect.objectContaining({ code: 'syntax', severity: 'error', field: 'body', line: 2 }),
  );
  expect(await runWith(broken)).toMatchObject({
    status: 'undelivered',
    reason: { code: 'template-error' },
    attempts: [],
  });
});

test('a body that is not JSON is told with its place in the rendered body, and is not sent', async () => {
  const broken = withRequest({ body: '{ "type": {{ data.eventType }} }' });
  const { json, diagnostics } = await preview(broken);
  expect(diagnostics).toContainEqual(
    expect.objectContaining({ code: 'invalid-json', severity: 'error', field: 'body' }),
  );
  expect(json).toMatchObject({ isValid: false, line: 1, column: 11 });
  expect(await runWith(broken)).toMatchObject({
    status: 'undelivered',
    reason: { code: 'template-error' },
    attempts: [],
  });
});

test('a missing variable is named', async () => {
  const { unknownVariables, diagnostics } = await preview(
    withRequest({ body: '{ "org": {{ recipient.nme | json }} }' }),
  );
  expect(unknownVariables).toContain('recipient.nme');
  expect(diagnostics).toContainEqual(expect.objectContaining({ code: 'unknown-variable', field: 'body' }));
});

test('an invalid URL is an attempt that fails at once, with what to do', async () => {
  const row = await runWith(withRequest({ url: 'not a url' }));
  expect(row).toMatchObject({ status: 'undelivered', reason: { code: 'final-failure' } });
  expect(row.attempts.map(({ failureKind }) => failureKind)).toEqual(['invalid-url']);
  const { diagnostics } = await preview(withRequest({ url: 'not a url' }));
  expect(diagnostics).toContainEqual(expect.objectContaining({ code: 'invalid-url', severity: 'error', field: 'url' }));
});

test('an unreachable host is tried as often as the policy says, and named', async () => {
  const port = await freePort();
  const row = await runWith(withRequest({ url: `http://127.0.0.1:${port}/` }));
  expect(row).toMatchObject({ status: 'undelivered', reason: { code: 'attempts-used-up' } });
  expect(row.attempts).toHaveLength(8);
  expect(new Set(row.attempts.map(({ failureKind }) => failureKind))).toEqual(new Set(['connection-refused']));
});

test('an empty signing key skips the recipient, in preview and run alike', async () => {
  const unsigned: Channel = {
    ...channel,
    signing: { scheme: { preset: 'knock-channel' }, key: '{{ recipient.none }}' },
  };
  const lenient: Channel = { ...unsigned, unknownVariables: 'lenient' };
  expect((await preview(lenient)).signing).toMatchObject({ status: 'empty-key' });
  expect(await runWith(lenient)).toMatchObject({ status: 'skipped', reason: { code: 'empty-signing-key' } });
});

test('an unknown policy preset refuses the run and names the channel', async () => {
  const { client } = fixture;
  const value: Channel = { ...channel, policy: { preset: 'nobody' } };
  await client.call('documents.put', { kind: 'channel', key: 'customer-webhook', value, baseRevision: null });
  await expect(client.call('runs.start', request)).rejects.toMatchObject({
    code: 'invalid-input',
    message: expect.stringContaining('"customer-webhook"'),
  });
  expect((await client.call('runs.list', { beforeNumber: null, limit: 10 })).total).toBe(0);
});

test("data that does not fit the workflow's schema is refused with its place", async () => {
  const bad: RunRequest = { ...request, event: { data: { eventType: 7, payload: {} } } };
  await expect(fixture.client.call('runs.start', bad)).rejects.toMatchObject({
    code: 'invalid-input',
    field: 'event',
    message: expect.stringContaining('data.eventType'),
  });
});

test.each([
  ['an unknown event type', { type: 'nothing.happened', sample: 'x' }, 'event.type'],
  ['an unknown sample', { type: 'task.completed', sample: 'nope' }, 'event.sample'],
])('%s is refused by name', async (_, event, field) => {
  await expect(fixture.client.call('runs.start', { ...request, event })).rejects.toMatchObject({
    code: 'not-found',
    field,
  });
});

test('a port in use fails the scenario before it begins: the receiver is named, nothing runs, none stays up', async () => {
  const taken = createServer();
  await new Promise<void>((done) => taken.listen(fixture.port, '127.0.0.1', done));
  try {
    await expect(fixture.client.call('runs.startScenario', { scenario: 'task-completed' })).rejects.toMatchObject({
      code: 'port-in-use',
      message: expect.stringContaining('prod-hook'),
    });
  } finally {
    await new Promise((done) => taken.close(done));
  }
  expect((await fixture.client.call('runs.list', { beforeNumber: null, limit: 10 })).total).toBe(0);
  const states = await fixture.client.call('receivers.states', {});
  expect(states.filter(({ status }) => status === 'running')).toEqual([]);
  expect(states.find(({ receiver }) => receiver === 'prod-hook')).toMatchObject({ status: 'failed' });
});

test('a broken file is reported with its place, stays as it is, and the rest opens', async () => {
  const file = join(fixture.workspacePath, 'event-types/task.completed.json');
  const broken = (await readFile(file, 'utf8')).replace('"description":', '"description"');
  await writeFile(file, broken);
  await fixture.reopen();
  const problems = await fixture.client.call('workspace.problems', {});
  expect(problems).toContainEqual(
    expect.objectContaining({ severity: 'error', file: 'event-types/task.completed.json', line: expect.any(Number) }),
  );
  expect((await preview(channel).catch((error: unknown) => error)) as object).toMatchObject({ field: 'event.type' });
  const other = { ...context, event: { type: 'project.created', sample: 'New project' } };
  expect((await fixture.client.call('template.preview', { channel, context: other })).request).not.toBeNull();
  expect(await readFile(file, 'utf8')).toBe(broken);
});

test('an unknown environment is refused by name everywhere', async () => {
  const { client } = fixture;
  const environment = 'nowhere';
  for (const call of [
    client.call('projects.list', { environment }),
    client.call('secrets.list', { environment }),
    client.call('template.preview', { channel, context: { ...context, environment } }),
    client.call('runs.start', { ...request, environment }),
  ]) {
    await expect(call).rejects.toMatchObject({ code: 'not-found', message: expect.stringContaining('"nowhere"') });
  }
});

test('schemas that refer to themselves without end are given up in words', { timeout: 20_000 }, async () => {
  const { client } = fixture;
  const self = { $ref: '#' };
  const ring = { allOf: Array.from({ length: 12 }, () => self) };
  await expect(client.call('eventTypes.compare', { before: ring, after: ring })).rejects.toMatchObject({
    code: 'invalid-input',
    message: expect.stringContaining('Comparing the schemas took longer than 5 seconds'),
  });
  const text = JSON.stringify({ properties: { a: { anyOf: [1, 2, 3, 4].map(() => ({ $ref: '#/properties/a' })) } } });
  const other = JSON.stringify({ properties: { a: { properties: { b: {} }, anyOf: [self, self, self, self] } } });
  await expect(client.call('eventTypes.compareTexts', { before: text, after: other })).rejects.toMatchObject({
    code: 'invalid-input',
  });
});
