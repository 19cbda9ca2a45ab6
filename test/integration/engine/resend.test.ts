import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { requestToSend } from '../../../core/commands/runs/resent-request.ts';
import type {
  AttemptRecord,
  DeliveryPolicy,
  ResendOutcome,
  ResendRequest,
  TriggerRecipient,
} from '../../../core/contract/index.ts';
import { policyPresets } from '../../../core/delivery/index.ts';
import { type EngineFixture, nextEvent, openExampleEngine, runToEnd } from '../../support/engine-fixture.ts';
import { putOneWebhook } from '../../support/one-webhook.ts';
import { taskDone } from '../../support/task-done.ts';

interface Received {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  rawHeaders: string[];
  body: Buffer;
}

const environment = 'development';
let fixture: EngineFixture;
let endpoint: Server;
let received: Received[];
/** Answers in turn; the last one stays. */
let answers: number[];

beforeEach(async () => {
  received = [];
  answers = [200];
  endpoint = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers, rawHeaders } = request;
      received.push({ method, url, headers, rawHeaders, body: Buffer.concat(chunks) });
      const answer = (answers.length > 1 ? answers.shift() : answers[0]) ?? 200;
      response.writeHead(url === '/bad' || url === '/only' ? 401 : answer).end();
    });
  });
  await new Promise<void>((done) => endpoint.listen(0, '127.0.0.1', done));
  fixture = await openExampleEngine();
  await putOneWebhook(fixture.client, environment, { url: endpointUrl('/hook'), signing_key: 'key-one' });
});
afterEach(async () => {
  await fixture.close();
  endpoint.closeAllConnections();
  await new Promise((done) => endpoint.close(done));
});

test('signed afresh: the same bytes and message id, the key and the time of now; both runs know of each other', async () => {
  answers = [401, 200];
  const sent = await sendOnce();
  await putOneWebhook(fixture.client, environment, { url: endpointUrl('/hook'), signing_key: 'key-two' });
  const runId = await resend(sent, { signature: 'afresh' });

  const [first, second] = received;
  expect(second?.body).toEqual(first?.body);
  expect(second?.headers['x-webhook-signature']).not.toBe(first?.headers['x-webhook-signature']);
  expect(namesOf(second)).toEqual(namesOf(first));

  const again = await lastAttempt(runId);
  expect(again).toMatchObject({
    messageId: sent.messageId,
    number: 1,
    verdict: 'delivered',
    displayName: sent.displayName,
    isSigned: true,
    request: { bodySha256: sent.request.bodySha256 },
  });
  expect(again.signature?.keyFingerprint).not.toBe(sent.signature?.keyFingerprint);
  expect(again.request.headers.map(([name]) => name)).toEqual(sent.request.headers.map(([name]) => name));
  const verdict = await fixture.client.call('deliveries.verify', { attemptId: again.id });
  expect(verdict).toMatchObject({ isValid: true });

  const run = await fixture.client.call('runs.get', { runId });
  expect(run).toMatchObject({ status: 'completed', counts: { recipients: 1, delivered: 1, attempts: 1 } });
  expect(run.trigger).toMatchObject({ clock: 'real', scenario: null, resend: { runId: sent.runId, runNumber: 1 } });
  expect(await fixture.client.call('runs.resends', { runId: sent.runId })).toEqual([
    { runId, number: 2, attemptIds: [sent.id] },
  ]);
  const { rows } = await fixture.client.call('runs.recipients', { runId, fromOrdinal: 0, limit: 10 });
  expect(rows).toMatchObject([{ recipient: sent.recipient, displayName: sent.displayName, status: 'delivered' }]);
});

test('exactly as sent: every header and byte of the wire comes again, signature and timestamp included', async () => {
  const sent = await sendOnce();
  // Neither the key nor the channel is asked for.
  await fixture.client.call('documents.remove', { kind: 'channel', key: 'customer-webhook' });
  const runId = await resend(sent, { signature: 'as-sent' });
  expect(received[1]?.rawHeaders).toEqual(received[0]?.rawHeaders);
  expect(received[1]?.body).toEqual(received[0]?.body);
  expect(await lastAttempt(runId)).toMatchObject({ signature: null, isSigned: false, verdict: 'delivered' });
});

test('a new message id makes another message of it', async () => {
  const sent = await sendOnce();
  const runId = await resend(sent, { signature: 'afresh-new-id' });
  const again = await lastAttempt(runId);
  expect(again.messageId).toMatch(/^msg_/);
  expect(again.messageId).not.toBe(sent.messageId);
  expect(again.signature?.messageId).toBe(again.messageId);
});

test('what was changed is sent, and signed as it is sent', async () => {
  const sent = await sendOnce();
  const changes = {
    method: 'PUT',
    url: endpointUrl('/other?x=1'),
    headers: [['content-type', 'text/plain'] as const, ['x-own', 'a, b'] as const],
    body: 'käse\r\n',
  };
  const runId = await resend(sent, { messages: [{ attemptId: sent.id, changes }] });
  expect(received[1]).toMatchObject({ method: 'PUT', url: '/other?x=1', body: Buffer.from('käse\r\n') });
  expect(received[1]?.headers).toMatchObject({
    host: `127.0.0.1:${(endpoint.address() as AddressInfo).port}`,
    'x-own': 'a, b',
    'content-length': '7',
  });
  const again = await lastAttempt(runId);
  expect(await fixture.client.call('deliveries.verify', { attemptId: again.id })).toMatchObject({ isValid: true });
});

test('bytes that are no text go out as they were logged', async () => {
  const bytes = Buffer.from([0xef, 0xbb, 0xbf, 0xff, 0x00, 0x0d, 0x0a, 0x0a, 0xc3]);
  const sent = await sendOnce();
  // No template renders such bytes: they are put where the log keeps them.
  const odd: AttemptRecord = { ...sent, request: { ...sent.request, body: bytes } };
  expect(Buffer.from(requestToSend(odd, { method: 'PUT' }, 'hookbench/x').body)).toEqual(bytes);
});

test('one attempt, whatever the channel does', async () => {
  answers = [200, 500];
  const sent = await sendOnce();
  const runId = await resend(sent, { attempts: 'one' });
  expect(await fixture.client.call('runs.get', { runId })).toMatchObject({
    status: 'completed',
    counts: { undelivered: 1, attempts: 1 },
  });
});

test('as the channel does, in virtual time: every attempt is signed by the time of its own start', async () => {
  answers = [200, 500];
  const sent = await sendOnce();
  const runId = await resend(sent, { attempts: 'policy', clock: 'virtual' });
  expect(await fixture.client.call('runs.get', { runId })).toMatchObject({
    status: 'completed',
    counts: { undelivered: 1, attempts: 8 },
  });
  const signatures = received.slice(1).map(({ headers }) => headers['x-webhook-signature']);
  expect(new Set(signatures).size).toBe(8);
});

test('a run that was stopped between attempts of a message goes on with it in another process', async () => {
  answers = [200, 500];
  await changePolicy({ maxAttempts: 2, retryDelaysMs: [300] });
  const sent = await sendOnce();
  const { runId } = await fixture.client.call('runs.resend', {
    messages: [{ attemptId: sent.id, changes: { body: 'edited' } }],
    signature: 'afresh',
    attempts: 'policy',
    clock: 'real',
  });
  await attemptOfRun(runId);
  await fixture.client.call('runs.stop', { runId });
  answers = [200];
  await fixture.reopen();
  await runToEnd(fixture.client, async () => {
    await fixture.client.call('runs.resume', { runId });
    return { runId };
  });
  expect(await lastAttempt(runId)).toMatchObject({ number: 2, verdict: 'delivered', messageId: sent.messageId });
  expect(received.map(({ body }) => body.toString()).slice(1)).toEqual(['edited', 'edited']);
});

test('what cannot be signed afresh is refused in words, and nothing is begun', async () => {
  const sent = await sendOnce();
  await putOneWebhook(fixture.client, environment, { url: endpointUrl('/hook') });
  await expect(resend(sent, {})).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringMatching(
      /^The signing key of the channel "customer-webhook" cannot be rendered now: .*signing_key/,
    ),
  });
  await fixture.client.call('documents.remove', { kind: 'channel', key: 'customer-webhook' });
  await expect(resend(sent, {})).rejects.toMatchObject({
    code: 'conflict',
    message: 'The channel "customer-webhook" no longer exists, so nothing says how to sign.',
  });
  expect(await fixture.client.call('deliveries.resendable', { attemptId: sent.id })).toMatchObject({
    signing: { isPossible: false },
    policy: null,
  });
  expect((await fixture.client.call('runs.list', { beforeNumber: null, limit: 10 })).total).toBe(1);

  await fixture.client.call('runs.remove', { runIds: [sent.runId] });
  await expect(resend(sent, { signature: 'as-sent' })).rejects.toMatchObject({
    code: 'not-found',
    message: 'There is no such attempt in the log.',
  });
  expect(received).toHaveLength(1);
});

test('headers that cannot be sent are refused by name', async () => {
  const sent = await sendOnce();
  const changes = { headers: [['x-a', 'one\r\nx-b: two'] as const] };
  await expect(resend(sent, { messages: [{ attemptId: sent.id, changes }] })).rejects.toMatchObject({
    code: 'invalid-input',
    message: expect.stringContaining('The value of x-a has a line break'),
  });
  const chunked = { headers: [['Transfer-Encoding', 'chunked'] as const] };
  await expect(resend(sent, { messages: [{ attemptId: sent.id, changes: chunked }] })).rejects.toMatchObject({
    message: expect.stringContaining('Transfer-Encoding is for the connection'),
  });
});

test('the beginning of the form: the request without what the client writes, and what signing afresh would make', async () => {
  const sent = await sendOnce();
  const basis = await fixture.client.call('deliveries.resendable', { attemptId: sent.id });
  expect(basis).toMatchObject({
    runNumber: 1,
    number: 1,
    signatureHeaders: ['x-webhook-signature'],
    signing: { isPossible: true, makes: { headers: ['x-webhook-signature'], query: [], bodyFields: [] } },
    policy: { name: 'Knock', maxAttempts: 8 },
  });
  expect(basis.request.headers.map(([name]) => name)).toEqual(['content-type', 'x-webhook-signature']);
});

test('a recipient that was given inline signs with the key it was given with', async () => {
  const inline = {
    collection: 'project_webhooks',
    id: 'inline',
    url: endpointUrl('/inline'),
    event_types: ['task.completed'],
    signing_key: 'inline-key',
  };
  const sent = await lastAttempt(await runOnce([inline]));
  expect(await fixture.client.call('deliveries.verify', { attemptId: sent.id })).toMatchObject({ isValid: true });
  const again = await lastAttempt(await resend(sent, {}));
  expect(again.signature?.keyFingerprint).toBe(sent.signature?.keyFingerprint);
});

test('the undelivered of a run: exactly their messages, one recipient run each, seen before they are sent', async () => {
  await addSteps();
  await putOneWebhook(fixture.client, environment, { url: endpointUrl('/only'), signing_key: 'key-one' });
  await putOneWebhook(fixture.client, environment, { url: endpointUrl('/good'), signing_key: 'key-one' }, 'good');
  await putOneWebhook(fixture.client, environment, { url: endpointUrl('/bad'), signing_key: 'key-two' }, 'bad');
  await putOneWebhook(fixture.client, environment, { url: endpointUrl('/never'), signing_key: '' }, 'never');
  const runId = await runOnce();
  const ask = (outcomes: ResendOutcome[]) => fixture.client.call('runs.resendable', { runId, outcomes });
  const found = await ask(['undelivered']);
  // Of each recipient two messages: all of "bad" and of "only", and none of "never", whose key is empty.
  expect(found).toMatchObject({
    more: 0,
    counts: { delivered: 2, undelivered: 4, stopped: 0, 'delivered-since': 0 },
    underWay: 0,
    withoutRequest: 0,
  });
  expect(found.attemptIds).toHaveLength(4);
  expect((await ask(['delivered', 'undelivered', 'stopped'])).attemptIds).toHaveLength(6);

  await putOneWebhook(fixture.client, environment, { url: endpointUrl('/only'), signing_key: '' }, 'only');
  const request: ResendRequest = {
    messages: found.attemptIds.map((attemptId) => ({ attemptId })),
    signature: 'afresh',
    attempts: 'one',
    clock: 'real',
  };
  const planned = [];
  for await (const item of fixture.client.stream('runs.planResend', request)) planned.push(item);
  expect(planned.map(({ recipient, willSend, url, isSigned }) => [recipient, willSend, url, isSigned])).toEqual([
    ['project_webhooks/bad', true, endpointUrl('/bad'), true],
    ['project_webhooks/only', false, null, false],
  ]);
  expect(planned[1]?.reason).toMatchObject({ code: 'empty-signing-key' });

  const before = received.length;
  const again = await runToEnd(fixture.client, () => fixture.client.call('runs.resend', request));
  expect(received.slice(before).map(({ url }) => url)).toEqual(['/bad', '/bad']);
  const { rows } = await fixture.client.call('runs.recipients', { runId: again, fromOrdinal: 0, limit: 10 });
  expect(rows.map(({ recipient, status, steps }) => [recipient, status, steps.length])).toEqual([
    ['project_webhooks/bad', 'undelivered', 2],
    ['project_webhooks/only', 'skipped', 2],
  ]);
  const sent = await fixture.client.call('deliveries.list', { filter: { runId }, beforeSequence: null, limit: 50 });
  const ids = new Set(sent.attempts.map(({ messageId }) => messageId));
  expect(rows[0]?.attempts.every(({ messageId }) => ids.has(messageId))).toBe(true);
});

test('one message twice is not sent again in one run', async () => {
  const { id } = await sendOnce();
  await expect(
    fixture.client.call('runs.resend', {
      messages: [{ attemptId: id }, { attemptId: id }],
      signature: 'afresh',
      attempts: 'one',
      clock: 'real',
    }),
  ).rejects.toMatchObject({ code: 'invalid-input', field: 'messages' });
});

function endpointUrl(path: string): string {
  return `http://127.0.0.1:${(endpoint.address() as AddressInfo).port}${path}`;
}

function namesOf(request: Received | undefined): string[] {
  return (request?.rawHeaders ?? []).filter((_, index) => index % 2 === 0);
}

async function changePolicy(change: Partial<DeliveryPolicy>): Promise<void> {
  for (const document of await fixture.client.call('documents.list', {})) {
    if (document.kind !== 'channel') continue;
    const { kind, key, value, revision } = document;
    const custom = { ...policyPresets.none, ...change };
    await fixture.client.call('documents.put', {
      kind,
      key,
      value: { ...value, policy: { custom } },
      baseRevision: revision,
    });
  }
}

/** Resolves once an attempt of the run has been announced. */
async function attemptOfRun(runId: string): Promise<void> {
  const { count } = await fixture.client.call('deliveries.count', { filter: { runId } });
  if (count === 0) await nextEvent(fixture.client, 'runs.attempts', (event) => event.runId === runId);
}

/** Has the example's workflow call the channel twice. */
async function addSteps(): Promise<void> {
  for (const document of await fixture.client.call('documents.list', {})) {
    if (document.kind !== 'workflow') continue;
    const { kind, key, value, revision } = document;
    const steps = value.steps.flatMap((step) => [step, { ...step, ref: 'http_2' }]);
    await fixture.client.call('documents.put', { kind, key, value: { ...value, steps }, baseRevision: revision });
  }
}

/** One delivery of a run of the example's workflow. */
async function sendOnce(): Promise<AttemptRecord> {
  return lastAttempt(await runOnce());
}

function runOnce(recipients: TriggerRecipient[] = [{ collection: 'projects', id: 'one' }]): Promise<string> {
  return runToEnd(fixture.client, () => fixture.client.call('runs.start', taskDone(recipients)));
}

function resend(sent: AttemptRecord, how: Partial<ResendRequest>): Promise<string> {
  return runToEnd(fixture.client, () =>
    fixture.client.call('runs.resend', {
      messages: [{ attemptId: sent.id }],
      signature: 'afresh',
      attempts: 'one',
      clock: 'real',
      ...how,
    }),
  );
}

async function lastAttempt(runId: string): Promise<AttemptRecord> {
  const page = await fixture.client.call('deliveries.list', { filter: { runId }, beforeSequence: null, limit: 1 });
  return fixture.client.call('deliveries.get', { attemptId: page.attempts[0]?.id ?? '' });
}
