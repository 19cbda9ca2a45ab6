import { expect, test } from 'vitest';
import type { AttemptSummary, RunCounts } from '../../../core/model/index.ts';
import { messageIdOf, recipientRunIdOf } from '../../../core/workflow/index.ts';
import { answering, rawServer } from '../delivery/raw-servers.ts';
import { testTransport } from '../delivery/transport-harness.ts';
import { definitionOf, runId, sendStep, startMs, triggerOf } from './definitions.ts';
import { directoryOf, hugeDirectory } from './directories.ts';
import { resumeStateOf, runHarness } from './run-harness.ts';

const ok = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok';
const webhooksOnly = {
  steps: [
    {
      ...sendStep,
      conditions: { all: [{ variable: 'recipient.collection', operator: 'equal_to' as const, argument: 'webhooks' }] },
    },
  ],
};

/** Answers by the first path segment: a status, or a comma-separated sequence of them, per path. */
function statusServer() {
  const counts = new Map<string, number>();
  return rawServer((socket) => {
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      for (;;) {
        const match = /^POST (\/([\d,]+)\S*) [\s\S]*?\r\n\r\nproject\.created/.exec(text);
        if (match === null) return;
        text = text.slice(match[0].length);
        const [, path = '', statuses = ''] = match;
        const count = counts.get(path) ?? 0;
        counts.set(path, count + 1);
        const sequence = statuses.split(',');
        const status = sequence[Math.min(count, sequence.length - 1)];
        socket.write(`HTTP/1.1 ${status} X\r\ncontent-length: 0\r\n\r\n`);
      }
    });
  });
}

function webhooksAt(port: number, paths: Record<string, string>) {
  const recipients = Object.fromEntries(
    Object.entries(paths).map(([id, path]) => [`webhooks/${id}`, { url: `http://127.0.0.1:${port}${path}`, name: id }]),
  );
  const subscribers = Object.fromEntries(Object.keys(recipients).map((key) => [key, null]));
  return directoryOf({ 'projects/p1': {}, ...recipients }, { 'projects/p1': subscribers });
}

test('the whole story: skipped, delivered, retried, refused; all of it recorded before it is told', async () => {
  const server = await statusServer();
  const directory = webhooksAt(server.port, { good: '/200/a', flaky: '/500,500,200/b', denied: '/401/c' });
  const told: AttemptSummary[] = [];
  const progress: RunCounts[] = [];
  const { coordinator, attempts, recipients } = runHarness(directory, testTransport(), {
    define: () => definitionOf(webhooksOnly),
    onAttempt: (attempt) => {
      expect(attempts[attempt.sequence - 1]?.id).toBe(attempt.id);
      told.push(attempt);
    },
    onProgress: (counts) => progress.push({ ...counts }),
  });
  const handle = coordinator.start(triggerOf(), runId);
  const result = await handle.done;

  const counts = { recipients: 4, delivered: 2, undelivered: 1, skipped: 1, stopped: 0, active: 0, attempts: 5 };
  expect(result).toEqual({ status: 'completed', statusMessage: null, counts });
  expect(progress.at(-1)).toEqual(counts);
  // Whoever is begun is told of before anything comes of it, which may take long.
  expect(progress[0]).toMatchObject({ recipients: 1, active: 1, attempts: 0 });
  expect(told.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5]);
  expect(Object.fromEntries([...recipients].map(([key, { status, reason }]) => [key, [status, reason?.code]]))).toEqual(
    {
      'projects/p1': ['skipped', 'step-conditions'],
      'webhooks/good': ['delivered', 'delivered'],
      'webhooks/flaky': ['delivered', 'delivered'],
      'webhooks/denied': ['undelivered', 'final-status'],
    },
  );
  const flakyId = messageIdOf(runId, 'webhooks/flaky', 'http_1');
  expect(recipients.get('webhooks/flaky')).toMatchObject({
    id: recipientRunIdOf(runId, { collection: 'webhooks', id: 'flaky' }),
    ordinal: 2,
    via: 'projects/p1',
    displayName: 'flaky',
    steps: [{ ref: 'http_1', messageId: flakyId, reason: { code: 'delivered' } }],
    startedAtMs: startMs,
    nextAttemptAtMs: null,
  });
  const flaky = attempts.filter(({ messageId }) => messageId === flakyId);
  expect(flaky.map(({ number, status, verdict }) => [number, status, verdict])).toEqual([
    [1, 500, 'retry'],
    [2, 500, 'retry'],
    [3, 200, 'delivered'],
  ]);
  // Waits of 17 and 19 s with up to 10 % on top, on the run's clock.
  const tookMs = (recipients.get('webhooks/flaky')?.endedAtMs ?? 0) - startMs;
  expect(tookMs).toBeGreaterThan(36_000);
  expect(tookMs).toBeLessThan(36_000 * 1.1);
});

test('the same seed gives the same times whatever the concurrency', async () => {
  const times = async (concurrency: number, seed: number) => {
    const server = await statusServer();
    const paths = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`w${index}`, `/500,500,200/${index}`]));
    const { coordinator, attempts } = runHarness(webhooksAt(server.port, paths), testTransport(), {
      define: () => definitionOf(webhooksOnly),
    });
    const trigger = triggerOf({ seed, concurrency: { run: concurrency, origin: 50 } });
    await coordinator.start(trigger, runId).done;
    return attempts.map(({ id, startedAtMs }) => `${id} ${startedAtMs}`).sort();
  };
  const first = await times(1, 42);
  expect(first).toHaveLength(60);
  expect(await times(20, 42)).toEqual(first);
  expect(await times(20, 43)).not.toEqual(first);
});

test('10,000 recipients: each gets its own request once, never more under way than allowed', async () => {
  const seen = new Set<string>();
  let underWay = 0;
  let most = 0;
  const server = await rawServer((socket) => {
    socket.on('data', (chunk) => {
      const path = /^POST (\S+)/.exec(chunk.toString('latin1'))?.[1] ?? '';
      expect(seen.has(path)).toBe(false);
      seen.add(path);
      underWay += 1;
      most = Math.max(most, underWay);
      setImmediate(() => {
        underWay -= 1;
        socket.write(ok);
      });
    });
  });
  const directory = hugeDirectory(10_000, (index) => ({ url: `http://127.0.0.1:${server.port}/${index}` }));
  const { coordinator, attempts, recipients } = runHarness(directory, testTransport({ connectionsPerOrigin: 100 }), {
    define: () => definitionOf(webhooksOnly),
  });
  const trigger = triggerOf({ concurrency: { run: 30, origin: 100 } });
  const { counts, status } = await coordinator.start(trigger, runId).done;
  expect(status).toBe('completed');
  expect(counts).toMatchObject({ recipients: 10_001, delivered: 10_000, skipped: 1, attempts: 10_000 });
  expect(seen.size).toBe(10_000);
  expect(most).toBeLessThanOrEqual(30);
  expect(recipients.size).toBe(10_001);
  expect(new Set(attempts.map(({ id }) => id)).size).toBe(10_000);
});

test('a message that waits holds no slot: with one slot, the failing first does not hold up the rest', async () => {
  const server = await statusServer();
  const directory = webhooksAt(server.port, { failing: '/500/a', good: '/200/b', fine: '/200/c' });
  const { coordinator, attempts } = runHarness(directory, testTransport(), {
    define: () => definitionOf(webhooksOnly),
  });
  await coordinator.start(triggerOf({ concurrency: { run: 1, origin: 1 } }), runId).done;
  expect(attempts.slice(0, 3).map(({ displayName, startedAtMs }) => [displayName, startedAtMs])).toEqual([
    ['failing', startMs],
    ['good', startMs],
    ['fine', startMs],
  ]);
  expect(attempts).toHaveLength(10);
});

test('a rate spreads all requests over time, retries among them, whatever the concurrency', async () => {
  const server = await statusServer();
  const paths = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`w${index}`, `/200/${index}`]));
  const directory = webhooksAt(server.port, { ...paths, again: '/500,200/again' });
  const { coordinator, attempts } = runHarness(directory, testTransport(), {
    define: () => definitionOf(webhooksOnly),
  });
  await coordinator.start(triggerOf({ concurrency: { run: 20, origin: 20, perSecond: 4 } }), runId).done;
  const times = attempts.map(({ startedAtMs }) => startedAtMs - startMs).sort((one, other) => one - other);
  expect(times.slice(0, 10)).toEqual([0, 250, 500, 750, 1000, 1250, 1500, 1750, 2000, 2250]);
  expect(times).toHaveLength(11);
});

test('the fan-out is pulled only as fast as messages may wait', async () => {
  const server = await statusServer();
  let pulled = 0;
  const mostAhead: number[] = [];
  const directory = hugeDirectory(60, (index) => {
    pulled += 1;
    return { url: `http://127.0.0.1:${server.port}/500,200/${index}` };
  });
  const { coordinator, attempts } = runHarness(directory, testTransport(), {
    define: () => definitionOf(webhooksOnly),
    limits: { waitingMessages: 10 },
    onAttempt: () => mostAhead.push(pulled - attempts.filter(({ verdict }) => verdict === 'delivered').length),
  });
  const { counts } = await coordinator.start(triggerOf({ concurrency: { run: 5, origin: 5 } }), runId).done;
  expect(counts).toMatchObject({ delivered: 60, attempts: 120 });
  expect(Math.max(...mostAhead)).toBeLessThanOrEqual(20);
});

test('stopping aborts what is under way, records it, and begins nothing more', async () => {
  const server = await rawServer((socket) => socket.on('data', () => {}));
  const directory = hugeDirectory(1000, (index) => ({ url: `http://127.0.0.1:${server.port}/${index}` }));
  const { coordinator, attempts, recipients } = runHarness(directory, testTransport(), {
    define: () => definitionOf(webhooksOnly),
  });
  const handle = coordinator.start(triggerOf({ concurrency: { run: 3, origin: 3 } }), runId);
  await expect.poll(() => server.received().match(/POST/g)?.length).toBe(3);
  handle.stop();
  const { status, counts } = await handle.done;
  expect(status).toBe('stopped');
  expect(counts).toMatchObject({ stopped: 3, delivered: 0, undelivered: 0, active: 0, attempts: 3 });
  expect(attempts.map(({ failureKind, verdict }) => [failureKind, verdict])).toEqual(
    Array(3).fill(['aborted', 'final']),
  );
  const stopped = [...recipients.values()].filter((record) => record.status === 'stopped');
  expect(stopped).toHaveLength(3);
  expect(stopped[0]).toMatchObject({ reason: { code: 'stopped' }, endedAtMs: startMs });
  handle.stop();
});

test('a stopped run that is resumed sends the rest, with the same ids and the next numbers', async () => {
  const server = await statusServer();
  const paths = { done: '/200/a', retrying: '/500,500,200/b', denied: '/401/c' };
  const directory = webhooksAt(server.port, paths);
  const define = () => definitionOf(webhooksOnly);
  const first = runHarness(directory, testTransport(), {
    define,
    onAttempt: (attempt) => {
      // Stopped in the middle of the retries.
      if (attempt.displayName === 'retrying' && attempt.number === 2) handle.stop();
    },
  });
  const handle = first.coordinator.start(triggerOf(), runId);
  expect((await handle.done).status).toBe('stopped');
  expect(first.recipients.get('webhooks/retrying')?.status).toBe('stopped');
  expect(first.attempts).toHaveLength(4);

  const told: RunCounts[] = [];
  const second = runHarness(directory, testTransport(), { define, onProgress: (now) => told.push({ ...now }) });
  const state = resumeStateOf(first.attempts, first.recipients);
  const { status, counts } = await second.coordinator.resume(triggerOf(), runId, state).done;
  expect(status).toBe('completed');
  expect(counts).toMatchObject({ recipients: 4, delivered: 2, undelivered: 1, skipped: 1, stopped: 0, attempts: 5 });
  // Before anything is sent: who was stopped is under way again.
  expect(told).toContainEqual(
    expect.objectContaining({ recipients: 4, active: 1, stopped: 0, undelivered: 1, attempts: 4 }),
  );
  expect(second.delivered.map(({ recipient }) => recipient)).toEqual(['webhooks/retrying']);
  expect(second.attempts).toMatchObject([
    { number: 3, status: 200, messageId: messageIdOf(runId, 'webhooks/retrying', 'http_1') },
  ]);
  // It was due when its first sitting had said, not at once.
  const due = first.attempts.find(({ displayName, number }) => displayName === 'retrying' && number === 2);
  expect(second.attempts[0]?.startedAtMs).toBe(due?.nextAttemptAtMs);
  expect(second.recipients.get('webhooks/retrying')?.id).toBe(first.recipients.get('webhooks/retrying')?.id);
});

test('after a crash between attempt and record, what was delivered is not sent again', async () => {
  const server = await statusServer();
  const directory = webhooksAt(server.port, { sent: '/200/a', denied: '/401/b', fresh: '/200/c' });
  const define = () => definitionOf(webhooksOnly);
  const first = runHarness(directory, testTransport(), { define });
  await first.coordinator.start(triggerOf(), runId).done;
  const kept = first.attempts.filter(({ displayName }) => displayName !== 'fresh');

  const second = runHarness(directory, testTransport(), { define });
  const { counts } = await second.coordinator.resume(triggerOf(), runId, resumeStateOf(kept, new Map())).done;
  expect(second.delivered.map(({ displayName }) => displayName)).toEqual(['fresh']);
  expect(counts).toMatchObject({ delivered: 2, undelivered: 1, skipped: 1, attempts: 3 });
  expect(second.recipients.get('webhooks/denied')?.reason?.code).toBe('final-status');
});

test('an aborted attempt is followed by the next number', async () => {
  const silent = await rawServer((socket) => socket.on('data', () => {}));
  const directory = webhooksAt(silent.port, { only: '/x' });
  const define = () => definitionOf(webhooksOnly);
  const first = runHarness(directory, testTransport(), { define });
  const handle = first.coordinator.start(triggerOf(), runId);
  await expect.poll(() => silent.received()).toContain('POST /x');
  handle.stop();
  await handle.done;
  const good = await rawServer(answering(ok));
  const second = runHarness(webhooksAt(good.port, { only: '/x' }), testTransport(), { define });
  await second.coordinator.resume(triggerOf(), runId, resumeStateOf(first.attempts, first.recipients)).done;
  expect(second.attempts).toMatchObject([{ number: 2, verdict: 'delivered' }]);
});

test.each(['attempt', 'recipientRuns'] as const)(
  'a log that refuses (%s) fails the run with its words',
  async (part) => {
    const server = await statusServer();
    const directory = webhooksAt(server.port, { a: '/200/a', b: '/500/b' });
    const { coordinator, ports, recipients } = runHarness(directory, testTransport(), {
      define: () => definitionOf(webhooksOnly),
    });
    const error = new Error('The disk is full.');
    ports.record = { ...ports.record, [part]: () => Promise.reject(error) };
    const result = await coordinator.start(triggerOf(), runId).done;
    expect(result).toMatchObject({ status: 'failed', statusMessage: 'The disk is full.', counts: { active: 0 } });
    if (part === 'recipientRuns') return;
    // It was answered 200, but must not stand there as done without the attempt that says so.
    const answered = () => [...recipients.values()].find(({ displayName }) => displayName === 'a')?.status;
    await expect.poll(answered).toBe('stopped');
  },
);

test('a fan-out that breaks fails the run after what was begun', async () => {
  const server = await statusServer();
  const directory = webhooksAt(server.port, { a: '/200/a' });
  const harness = runHarness(directory, testTransport(), {
    define: () => definitionOf(webhooksOnly),
    *expand() {
      yield* [];
      throw new Error('The data file vanished.');
    },
  });
  const result = await harness.coordinator.start(triggerOf(), runId).done;
  expect(result).toMatchObject({ status: 'failed', statusMessage: 'The data file vanished.' });
});

test('two messages for one recipient go side by side, and the worst decides', async () => {
  const server = await statusServer();
  const directory = webhooksAt(server.port, { both: '/500,200/a' });
  const denied = {
    ...sendStep,
    ref: 'http_2',
    template: { method: 'post', url: `http://127.0.0.1:${server.port}/401/z`, body: 'project.created' },
  };
  const { coordinator, recipients, attempts } = runHarness(directory, testTransport(), {
    define: () =>
      definitionOf({ steps: [...webhooksOnly.steps, { ...denied, conditions: webhooksOnly.steps[0]?.conditions }] }),
  });
  const { counts, status } = await coordinator.start(triggerOf(), runId).done;
  expect(status).toBe('completed');
  expect(counts).toMatchObject({ undelivered: 1, skipped: 1, attempts: 3 });
  expect(attempts.map(({ stepRef, number, status: answered }) => [stepRef, number, answered])).toEqual(
    expect.arrayContaining([
      ['http_1', 1, 500],
      ['http_1', 2, 200],
      ['http_2', 1, 401],
    ]),
  );
  expect(recipients.get('webhooks/both')).toMatchObject({
    status: 'undelivered',
    reason: { code: 'final-status' },
    steps: [
      { ref: 'http_1', reason: { code: 'delivered' } },
      { ref: 'http_2', reason: { code: 'final-status' } },
    ],
  });
});

test('the dry run sends and records nothing and decides the same', async () => {
  const server = await statusServer();
  const directory = webhooksAt(server.port, { a: '/200/a', b: '/200/b' });
  const { coordinator, recipients } = runHarness(directory, testTransport(), {
    define: () => definitionOf(webhooksOnly),
  });
  const planned = [];
  for await (const item of coordinator.plan(triggerOf(), runId, new AbortController().signal)) planned.push(item);
  expect(planned.map(({ recipient, willSend, reason }) => [recipient, willSend, reason?.code])).toEqual([
    ['projects/p1', false, 'step-conditions'],
    ['webhooks/a', true, undefined],
    ['webhooks/b', true, undefined],
  ]);
  expect(server.connections()).toBe(0);
  expect(recipients.size).toBe(0);
});

/** Compiles to what takes 30 ms for each recipient and then fails, as a template does that runs into its limit. */
const slowAndBroken = () => () => {
  const endsAt = performance.now() + 30;
  while (performance.now() < endsAt);
  return { ok: false as const, diagnostics: [] };
};

test('a run whose recipients each take long to decide leaves turns to others, and can be stopped', async () => {
  const directory = hugeDirectory(40, () => ({ url: 'http://127.0.0.1:1/' }));
  const { coordinator, recipients } = runHarness(directory, testTransport(), { compile: slowAndBroken });
  const handle = coordinator.start(triggerOf({ recipients: [{ collection: 'projects', id: 'acme' }] }), runId);
  setImmediate(() => handle.stop());
  const { status, counts } = await handle.done;
  expect(status).toBe('stopped');
  expect(counts.recipients).toBeLessThan(5);
  expect(recipients.size).toBe(counts.recipients);
});

test('a dry run whose recipients each take long to decide leaves turns to others', async () => {
  const directory = hugeDirectory(20, () => ({ url: 'http://127.0.0.1:1/' }));
  const { coordinator } = runHarness(directory, testTransport(), { compile: slowAndBroken });
  const abort = new AbortController();
  setImmediate(() => abort.abort());
  const planned = [];
  const trigger = triggerOf({ recipients: [{ collection: 'projects', id: 'acme' }] });
  for await (const item of coordinator.plan(trigger, runId, abort.signal)) planned.push(item.reason?.code);
  expect(planned.length).toBeGreaterThan(0);
  expect(planned.length).toBeLessThan(5);
  expect(new Set(planned)).toEqual(new Set(['template-error']));
});
