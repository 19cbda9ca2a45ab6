import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  type AttemptFilter,
  type AttemptSummary,
  type CommandOutput,
  type ResendRequest,
  type TriggerRecipient,
  triggerSchema,
} from '../../../core/contract/index.ts';
import { policyPresets } from '../../../core/delivery/index.ts';
import { type EngineFixture, nextEvent, openExampleEngine, runToEnd } from '../../support/engine-fixture.ts';
import { putOneWebhook } from '../../support/one-webhook.ts';
import { taskDone } from '../../support/task-done.ts';

const environment = 'development';
const project = [{ collection: 'projects', id: 'one' }];
let fixture: EngineFixture;
let endpoint: Server;
let received: { url: string; headers: IncomingHttpHeaders }[];
/** What the endpoint answers now; null = it holds its answer back. */
let status: number | null;

beforeEach(async () => {
  received = [];
  status = 503;
  endpoint = createServer((request, response) => {
    received.push({ url: request.url ?? '', headers: request.headers });
    request.resume().on('end', () => {
      if (status !== null) response.writeHead(status).end();
    });
  });
  await new Promise<void>((done) => endpoint.listen(0, '127.0.0.1', done));
  fixture = await openExampleEngine();
  await setMaxAttempts(1);
  await putOneWebhook(fixture.client, environment, { url: url('/hook'), signing_key: 'key-one' });
});
afterEach(async () => {
  await fixture.close();
  endpoint.closeAllConnections();
  await new Promise((done) => endpoint.close(done));
});

test('all that an outage kept from an endpoint goes out in one run, and what arrived is left out from then on', async () => {
  const down = [await runOnce(), await runOnce(), await runOnce()];
  status = 200;
  const fine = await runOnce();
  const [first, second, third] = await Promise.all(down.map(onlyAttempt));
  // One of them was sent again by itself already.
  await resend([second?.id ?? '']);
  const found = await recoverable({ endpointUrl: url('/hook') });
  expect(found).toMatchObject({
    environment,
    environments: [{ key: environment, messages: 2 }],
    attemptIds: [first?.id, third?.id],
    more: 0,
    runs: 2,
    counts: { undelivered: 2, stopped: 0 },
    leftOut: { delivered: 1, deliveredAgain: 1, underWay: 0 },
    sentBefore: 0,
    isCut: false,
  });

  received = [];
  const again = await resend(found.attemptIds);
  expect(received).toHaveLength(2);
  const run = await fixture.client.call('runs.get', { runId: again });
  expect(triggerSchema.parse(run.trigger).resend).toMatchObject({
    runId: down[0],
    runNumber: 1,
    otherRuns: [{ runId: down[2], runNumber: 3 }],
  });
  // One recipient, and each of its messages by the id it had.
  const { rows } = await fixture.client.call('runs.recipients', { runId: again, fromOrdinal: 0, limit: 10 });
  expect(
    rows.map(({ status: is, steps }) => [is, steps.map(({ messageId, reason }) => [messageId, reason?.code])]),
  ).toEqual([['delivered', [first, third].map((sent) => [sent?.messageId, 'delivered'])]]);
  for (const [runId, sent] of [[down[0], first] as const, [down[2], third] as const]) {
    const [resent] = await fixture.client.call('runs.resends', { runId: runId ?? '' });
    expect(resent).toMatchObject({ runId: again, attemptIds: expect.arrayContaining([sent?.id]) });
  }
  expect(await fixture.client.call('runs.resends', { runId: fine })).toEqual([]);
  expect(await recoverable({})).toMatchObject({
    environment: null,
    attemptIds: [],
    leftOut: { delivered: 1, deliveredAgain: 3 },
  });
});

test('a message of several attempts counts once, by its newest; delivered by its own run it has arrived', async () => {
  await setMaxAttempts(2);
  const runId = await runOnce({ clock: 'virtual' });
  const [newest] = await attemptsOf(runId);
  expect((await recoverable({ status: 503, startedBeforeMs: newest?.startedAtMs })).attemptIds).toEqual([newest?.id]);
  // The endpoint comes back between the attempts of another one.
  fixture.client.on('runs.attempts', () => {
    status = 200;
  });
  await runOnce({ clock: 'virtual' });
  expect(await recoverable({ status: 503 })).toMatchObject({
    attemptIds: [newest?.id],
    leftOut: { delivered: 1, deliveredAgain: 0 },
  });
});

test('what was sent again as a new message is the same one: neither sent twice nor taken for lost', async () => {
  const sent = await onlyAttempt(await runOnce());
  const again = await onlyAttempt(await resend([sent.id], { signature: 'afresh-new-id' }));
  expect(again.messageId).not.toBe(sent.messageId);
  // Both failed: one message, sent by its newest attempt, found by either.
  for (const filter of [{}, { runId: sent.runId }, { runId: again.runId }]) {
    expect(await recoverable(filter)).toMatchObject({ attemptIds: [again.id], runs: 1, sentBefore: 1 });
  }
  status = 200;
  await resend([again.id], { signature: 'afresh-new-id' });
  for (const filter of [{}, { runId: sent.runId }, { runId: again.runId }]) {
    expect(await recoverable(filter)).toMatchObject({ attemptIds: [], leftOut: { deliveredAgain: 1 } });
  }
  const ofRun = await fixture.client.call('runs.resendable', { runId: sent.runId, outcomes: ['undelivered'] });
  expect(ofRun).toMatchObject({ attemptIds: [], counts: { undelivered: 0, 'delivered-since': 1 } });
});

test('what arrived with changes only is not what was to arrive', async () => {
  const sent = await onlyAttempt(await runOnce());
  status = 200;
  for (const signature of ['afresh', 'afresh-new-id'] as const) {
    const changes = { url: url('/tried-out') };
    const request = requestFor([], { signature, messages: [{ attemptId: sent.id, changes }] });
    await runToEnd(fixture.client, () => fixture.client.call('runs.resend', request));
    expect(await recoverable({ runId: sent.runId })).toMatchObject({
      attemptIds: [sent.id],
      sentBefore: 0,
      deliveredChanged: 1,
      leftOut: { delivered: 0, deliveredAgain: 0 },
    });
  }
  const ofRun = await fixture.client.call('runs.resendable', { runId: sent.runId, outcomes: ['undelivered'] });
  expect(ofRun.attemptIds).toEqual([sent.id]);
  await resend([sent.id]);
  expect(await recoverable({})).toMatchObject({ attemptIds: [], leftOut: { deliveredAgain: 1 } });
});

test('of a run, what a later one delivered is told apart from what never arrived', async () => {
  const recipients = ['one', 'other'].map((id) => ({
    collection: 'project_webhooks',
    id,
    url: url(`/${id}`),
    event_types: ['task.completed'],
    signing_key: 'key',
  }));
  const runId = await runOnce({}, recipients);
  const [one] = await attemptsOf(runId);
  status = 200;
  await resend([one?.id ?? '']);
  const ask = (outcomes: ('undelivered' | 'delivered-since')[]) =>
    fixture.client.call('runs.resendable', { runId, outcomes });
  const left = await ask(['undelivered']);
  expect(left.counts).toEqual({ delivered: 0, undelivered: 1, stopped: 0, 'delivered-since': 1 });
  expect(left.attemptIds).not.toContain(one?.id);
  expect((await ask(['delivered-since'])).attemptIds).toEqual([one?.id]);
});

test('stopped messages are offered apart, and what a run is about to send is left to it', async () => {
  await setMaxAttempts(2);
  const { runId } = await fixture.client.call('runs.start', { ...taskDone(project), clock: 'real' });
  await attemptOf(runId);
  expect(await recoverable({})).toMatchObject({ attemptIds: [], leftOut: { underWay: 1 } });
  await fixture.client.call('runs.stop', { runId });
  const [stopped] = await attemptsOf(runId);
  expect(await recoverable({})).toMatchObject({ attemptIds: [], counts: { undelivered: 0, stopped: 1 } });
  expect((await recoverable({}, ['undelivered', 'stopped'])).attemptIds).toEqual([stopped?.id]);

  // A run that has it to send, and has not heard of the endpoint yet.
  status = null;
  const request = requestFor([stopped?.id ?? '']);
  const { runId: again } = await fixture.client.call('runs.resend', request);
  expect((await recoverable({}, ['stopped'])).leftOut.underWay).toBe(1);
  expect(await fixture.client.call('runs.resendable', { runId, outcomes: ['stopped'] })).toMatchObject({
    attemptIds: [],
    underWay: 1,
  });
  await fixture.client.call('runs.stop', { runId: again });
});

test('each message is signed by the trigger that made it, also when that run is sent again, and not without it', async () => {
  const inline = (key: string): TriggerRecipient => ({
    collection: 'project_webhooks',
    id: 'inline',
    url: url('/inline'),
    event_types: ['task.completed'],
    signing_key: key,
  });
  const runs = [await runOnce({}, [inline('key-a')]), await runOnce({}, [inline('key-b')])];
  const [first, second] = await Promise.all(runs.map(onlyAttempt));
  const keys = async (runId: string) =>
    (await attemptsOf(runId)).map(async ({ id }) => {
      const { signature } = await fixture.client.call('deliveries.get', { attemptId: id });
      expect(await fixture.client.call('deliveries.verify', { attemptId: id })).toMatchObject({ isValid: true });
      return signature?.keyFingerprint;
    });
  const both = await fingerprints([first, second]);
  const again = await resend((await recoverable({})).attemptIds);
  expect(new Set(await Promise.all(await keys(again)))).toEqual(both);
  // As new messages each has an id of its own, though recipient and step are the same.
  const anew = await resend((await recoverable({})).attemptIds, { signature: 'afresh-new-id' });
  expect(new Set((await attemptsOf(anew)).map(({ messageId }) => messageId)).size).toBe(2);
  expect(new Set(await Promise.all(await keys(anew)))).toEqual(both);

  await fixture.client.call('runs.remove', { runIds: [runs[1] ?? ''] });
  const left = await attemptsOf(anew);
  const planned: { messageCount: number }[] = [];
  for await (const item of fixture.client.stream('runs.planResend', requestFor(left.map(({ id }) => id)))) {
    planned.push(item);
  }
  expect(planned).toMatchObject([{ willSend: true, messageCount: 1 }]);
  const asSent = await resend(
    left.map(({ id }) => id),
    { signature: 'as-sent' },
  );
  expect(await attemptsOf(asSent)).toHaveLength(2);
});

test('a run of several that is stopped goes on with what is left, in another process', async () => {
  const sent = [await onlyAttempt(await runOnce()), await onlyAttempt(await runOnce())];
  await setMaxAttempts(2, 1500);
  const { runId } = await fixture.client.call('runs.resend', {
    ...requestFor(sent.map(({ id }) => id)),
    attempts: 'policy',
  });
  while ((await attemptsOf(runId)).length < 2) await nextEvent(fixture.client, 'runs.attempts', () => true);
  await fixture.client.call('runs.stop', { runId });
  status = 200;
  await fixture.reopen();
  await runToEnd(fixture.client, async () => {
    await fixture.client.call('runs.resume', { runId });
    return { runId };
  });
  const delivered = (await attemptsOf(runId)).filter(({ verdict }) => verdict === 'delivered');
  expect(new Set(delivered.map(({ messageId }) => messageId))).toEqual(new Set(sent.map(({ messageId }) => messageId)));
  expect(delivered.map(({ number }) => number)).toEqual([2, 2]);
});

test('one run sends into one environment: the newest comes first, the others are named', async () => {
  const before = await onlyAttempt(await runOnce());
  const info = await fixture.client.call('documents.list', {});
  const other = info.find((document) => document.kind === 'environment' && document.key !== environment);
  expect(other).toBeDefined();
  const key = other?.key ?? '';
  await putOneWebhook(fixture.client, key, { url: url('/there'), signing_key: 'key-two' });
  const after = await onlyAttempt(await runOnce({ environment: key }));
  expect(await recoverable({})).toMatchObject({
    environment: key,
    attemptIds: [after.id],
    environments: [
      { key, messages: 1 },
      { key: environment, messages: 1 },
    ],
  });
  const here = { filter: {}, outcomes: ['undelivered'], environment } as const;
  expect(
    (await fixture.client.call('deliveries.recoverable', { ...here, outcomes: [...here.outcomes] })).attemptIds,
  ).toEqual([before.id]);
  await expect(resend([before.id, after.id])).rejects.toMatchObject({
    code: 'invalid-input',
    message: 'Only deliveries of one environment can be sent again together.',
  });
});

test('triggers of before, which come from one run, are read as they were', async () => {
  const sent = await onlyAttempt(await runOnce());
  const run = await fixture.client.call('runs.get', { runId: await resend([sent.id]) });
  expect(triggerSchema.parse(run.trigger).resend).toEqual({
    runId: sent.runId,
    runNumber: 1,
    signature: 'afresh',
    attempts: 'one',
    messages: [{ attemptId: sent.id, recipient: sent.recipient }],
  });
});

function url(path: string): string {
  return `http://127.0.0.1:${(endpoint.address() as AddressInfo).port}${path}`;
}

async function recoverable(
  filter: AttemptFilter,
  outcomes: ('undelivered' | 'stopped')[] = ['undelivered'],
): Promise<CommandOutput<'deliveries.recoverable'>> {
  return fixture.client.call('deliveries.recoverable', { filter, outcomes, environment: null });
}

function runOnce(
  change: Partial<ReturnType<typeof taskDone>> = {},
  recipients: TriggerRecipient[] = project,
): Promise<string> {
  return runToEnd(fixture.client, () => fixture.client.call('runs.start', { ...taskDone(recipients), ...change }));
}

function requestFor(attemptIds: readonly string[], how: Partial<ResendRequest> = {}): ResendRequest {
  const messages = attemptIds.map((attemptId) => ({ attemptId }));
  return { messages, signature: 'afresh', attempts: 'one', clock: 'real', ...how };
}

function resend(attemptIds: readonly string[], how: Partial<ResendRequest> = {}): Promise<string> {
  return runToEnd(fixture.client, () => fixture.client.call('runs.resend', requestFor(attemptIds, how)));
}

/** Newest first. */
async function attemptsOf(runId: string): Promise<AttemptSummary[]> {
  const page = await fixture.client.call('deliveries.list', { filter: { runId }, beforeSequence: null, limit: 50 });
  return page.attempts;
}

async function onlyAttempt(runId: string): Promise<AttemptSummary> {
  const [attempt, ...others] = await attemptsOf(runId);
  if (attempt === undefined || others.length > 0) throw new Error(`Not one attempt: ${others.length + 1}`);
  return attempt;
}

async function attemptOf(runId: string): Promise<void> {
  if ((await attemptsOf(runId)).length > 0) return;
  await nextEvent(fixture.client, 'runs.attempts', (event) => event.runId === runId);
}

async function fingerprints(attempts: readonly (AttemptSummary | undefined)[]): Promise<Set<string | undefined>> {
  const read = attempts.map((one) => fixture.client.call('deliveries.get', { attemptId: one?.id ?? '' }));
  return new Set((await Promise.all(read)).map(({ signature }) => signature?.keyFingerprint));
}

/** Of the example's channel, with such a wait between two attempts. */
async function setMaxAttempts(maxAttempts: number, waitMs = 3_600_000): Promise<void> {
  const retryDelaysMs = Array.from({ length: maxAttempts - 1 }, () => waitMs);
  const custom = { ...policyPresets.none, maxAttempts, retryDelaysMs };
  for (const document of await fixture.client.call('documents.list', {})) {
    if (document.kind !== 'channel') continue;
    const { kind, key, value, revision } = document;
    await fixture.client.call('documents.put', {
      kind,
      key,
      value: { ...value, policy: { custom } },
      baseRevision: revision,
    });
  }
}
