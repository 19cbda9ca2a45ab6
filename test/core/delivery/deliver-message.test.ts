import { expect, test } from 'vitest';
import {
  createVirtualClock,
  type DeliverableMessage,
  type DeliveryControl,
  type DeliveryPorts,
  deliverMessage,
  policyPresets,
} from '../../../core/delivery/index.ts';
import type { AttemptReport, DeliveryPolicy, SignedRequest } from '../../../core/model/index.ts';
import { rawServer } from './raw-servers.ts';
import { testTransport } from './transport-harness.ts';

/** Answers with one status after the other, over real sockets. */
function statusServer(statuses: number[]) {
  let count = 0;
  return rawServer((socket) => {
    socket.on('data', () => {
      const status = statuses[count] ?? 500;
      count += 1;
      socket.write(`HTTP/1.1 ${status} Whatever\r\ncontent-length: 0\r\n\r\n`);
    });
  });
}

interface Harness {
  ports: TestPorts;
  reports: AttemptReport[];
  waits: number[];
  signedAt: number[];
  stopper: AbortController;
}

/** All that the retry loop takes, in one object. */
type TestPorts = DeliveryPorts & DeliveryControl & Pick<DeliverableMessage, 'sign'>;

function harness(url: string, overrides: Partial<TestPorts> = {}): Harness {
  const clock = createVirtualClock(1_000_000);
  clock.hold();
  const transport = testTransport();
  const stopper = new AbortController();
  const reports: AttemptReport[] = [];
  const waits: number[] = [];
  const signedAt: number[] = [];
  const body = Buffer.from('{"a":1}');
  const ports: TestPorts = {
    send: transport.send,
    clock,
    random: () => 0,
    sign(number, timestampMs): SignedRequest {
      signedAt.push(timestampMs);
      return { method: 'POST', url, headers: [['x-attempt', String(number)]], body, signature: null };
    },
    onAttempt(report) {
      reports.push(report);
    },
    onWaiting: (atMs) => waits.push(atMs),
    signal: stopper.signal,
    ...overrides,
  };
  return { ports, reports, waits, signedAt, stopper };
}

const fresh = (policy: DeliveryPolicy) => ({ policy, firstAttemptNumber: 1, firstAttemptAtMs: null });

test('fails twice, then is delivered; each attempt is signed at its own time', async () => {
  const server = await statusServer([500, 503, 204]);
  const { ports, reports, waits, signedAt } = harness(`http://127.0.0.1:${server.port}/hook?x=1`);
  const outcome = await deliverMessage({ ...fresh(policyPresets.knock), sign: ports.sign }, ports, ports);
  expect(outcome).toEqual({
    status: 'delivered',
    reason: { code: 'delivered', message: 'The endpoint answered 204.' },
    attempts: 3,
  });
  expect(reports.map(({ number, status, verdict }) => [number, status, verdict])).toEqual([
    [1, 500, 'retry'],
    [2, 503, 'retry'],
    [3, 204, 'delivered'],
  ]);
  expect(signedAt).toEqual([1_000_000, 1_017_000, 1_036_000]);
  expect(waits).toEqual([1_017_000, 1_036_000]);
  expect(reports[0]).toMatchObject({
    endpoint: `http://127.0.0.1:${server.port}/hook`,
    startedAtMs: 1_000_000,
    nextAttemptAtMs: 1_017_000,
    requestSizeBytes: 7,
    responseSizeBytes: 0,
    reason: null,
    failureKind: null,
    isSigned: false,
  });
  // sha256 of {"a":1}
  expect(reports[0]?.request.bodySha256).toBe('015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862');
  expect(server.received()).toContain('x-attempt: 3\r\n');
});

test('the whole Standard Webhooks schedule of 75 hours plays without waiting', async () => {
  const server = await statusServer([]);
  const { ports, reports } = harness(`http://127.0.0.1:${server.port}/`, { random: () => 0.5 });
  const outcome = await deliverMessage(
    { ...fresh(policyPresets['standard-webhooks']), sign: ports.sign },
    ports,
    ports,
  );
  expect(outcome).toMatchObject({ status: 'undelivered', reason: { code: 'attempts-used-up' }, attempts: 10 });
  const hours = ((reports.at(-1)?.startedAtMs ?? 0) - 1_000_000) / 3_600_000;
  expect(hours).toBeCloseTo(75.585, 2);
});

test('a final status ends it after one attempt', async () => {
  const server = await statusServer([401]);
  const { ports, reports } = harness(`http://127.0.0.1:${server.port}/`);
  const outcome = await deliverMessage({ ...fresh(policyPresets.knock), sign: ports.sign }, ports, ports);
  expect(outcome).toMatchObject({ status: 'undelivered', reason: { code: 'final-status' }, attempts: 1 });
  expect(reports).toHaveLength(1);
  expect(reports[0]?.reason).toEqual(outcome.reason);
});

test('stopped while it waits for its turn: nothing is signed or sent, and the place is given back', async () => {
  let places = 0;
  const { ports, signedAt, stopper } = harness('http://127.0.0.1:1/', {
    clock: { ...createVirtualClock(0), sleep: async () => stopper.abort() },
    pace: { take: () => 500 },
    slots: {
      enter: () => {
        places += 1;
        return undefined;
      },
      leave: () => {
        places -= 1;
      },
    },
  });
  const outcome = await deliverMessage({ ...fresh(policyPresets.knock), sign: ports.sign }, ports, ports);
  expect(outcome).toMatchObject({ status: 'stopped', attempts: 0 });
  expect([signedAt, places]).toEqual([[], 0]);
});

test('stopped while an attempt is under way: the attempt is reported as aborted', async () => {
  const server = await rawServer((socket) => socket.on('data', () => {}));
  const { ports, reports, stopper } = harness(`http://127.0.0.1:${server.port}/`);
  const delivery = deliverMessage({ ...fresh(policyPresets.knock), sign: ports.sign }, ports, ports);
  await expect.poll(() => server.received()).toContain('POST');
  stopper.abort();
  expect(await delivery).toMatchObject({ status: 'stopped', reason: { code: 'stopped' }, attempts: 1 });
  expect(reports).toMatchObject([{ failureKind: 'aborted', verdict: 'final', status: null, nextAttemptAtMs: null }]);
});

test('stopped while it waits: no further attempt', async () => {
  const server = await statusServer([500]);
  const { ports, reports, stopper } = harness(`http://127.0.0.1:${server.port}/`, { onWaiting: () => stopper.abort() });
  expect(await deliverMessage({ ...fresh(policyPresets.knock), sign: ports.sign }, ports, ports)).toMatchObject({
    status: 'stopped',
    attempts: 1,
  });
  expect(reports).toHaveLength(1);
});

test('sent away from the slots: stopped without an attempt', async () => {
  const { ports, reports } = harness('http://127.0.0.1:9/', {
    slots: { enter: () => Promise.resolve(false), leave: () => {} },
  });
  expect(await deliverMessage({ ...fresh(policyPresets.knock), sign: ports.sign }, ports, ports)).toMatchObject({
    status: 'stopped',
    attempts: 0,
  });
  expect(reports).toEqual([]);
});

test('a slot is held during the exchange and not during the wait', async () => {
  const server = await statusServer([500, 200]);
  const events: string[] = [];
  const { ports } = harness(`http://127.0.0.1:${server.port}/`, {
    slots: {
      enter: () => {
        events.push('enter');
        return undefined;
      },
      leave: () => {
        events.push('leave');
      },
    },
    onWaiting: () => events.push('wait'),
    onAwake: () => events.push('awake'),
    onAttempt: () => {
      events.push('recorded');
    },
  });
  await deliverMessage({ ...fresh(policyPresets.knock), sign: ports.sign }, ports, ports);
  expect(events).toEqual(['enter', 'leave', 'recorded', 'wait', 'awake', 'enter', 'leave', 'recorded']);
});

test('a resumed message waits for its time and goes on counting', async () => {
  const server = await statusServer([500, 500]);
  const { ports, reports, waits } = harness(`http://127.0.0.1:${server.port}/`);
  const message = { policy: policyPresets.knock, firstAttemptNumber: 7, firstAttemptAtMs: 1_004_000 };
  expect(await deliverMessage({ ...message, sign: ports.sign }, ports, ports)).toMatchObject({
    status: 'undelivered',
    attempts: 8,
  });
  expect(reports.map(({ number, startedAtMs }) => [number, startedAtMs])).toEqual([
    [7, 1_004_000],
    [8, 1_147_000],
  ]);
  expect(waits).toEqual([1_004_000, 1_147_000]);
});

test('a key that cannot sign ends the message with a sentence and no attempt', async () => {
  const left: string[] = [];
  const { ports, reports } = harness('http://127.0.0.1:9/', {
    sign: () => {
      throw new Error('the key is not base64');
    },
    slots: { enter: () => undefined, leave: () => left.push('leave') },
  });
  expect(await deliverMessage({ ...fresh(policyPresets.knock), sign: ports.sign }, ports, ports)).toEqual({
    status: 'undelivered',
    reason: { code: 'template-error', message: 'The request could not be signed: the key is not base64' },
    attempts: 0,
  });
  expect(reports).toEqual([]);
  expect(left).toEqual(['leave']);
});

test('an attempt that cannot be recorded stops everything', async () => {
  const server = await statusServer([500]);
  const { ports } = harness(`http://127.0.0.1:${server.port}/`, {
    onAttempt: () => Promise.reject(new Error('disk full')),
  });
  await expect(deliverMessage({ ...fresh(policyPresets.knock), sign: ports.sign }, ports, ports)).rejects.toThrow(
    'disk full',
  );
});
