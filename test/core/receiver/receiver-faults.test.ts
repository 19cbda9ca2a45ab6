import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import {
  type AnswerFault,
  answerFaults,
  type FailureKind,
  receiverSchema,
  responseBodyLimitBytes,
} from '../../../core/model/index.ts';
import { failureOf, post, responseOf, sending, testTransport } from '../delivery/transport-harness.ts';
import { aHost, aReceiver, exchange, portOf } from './receiver-fixtures.ts';

const plain = { status: 200, headers: [], body: '', latencyMs: 0 };
/** Long enough that also a busy machine has come to the phase that is meant when the time is over. */
const phaseMs = 1200;

/** What each fault looks like from the two sides: the sender's failure, and what is recorded in the end. */
const expected: Record<AnswerFault, [FailureKind, { answeredStatus: number | null; ending: string }]> = {
  'no-answer': ['headers-timeout', { answeredStatus: null, ending: 'sender-left' }],
  reset: ['connection-reset', { answeredStatus: null, ending: 'done' }],
  close: ['connection-closed', { answeredStatus: null, ending: 'done' }],
  truncate: ['response-incomplete', { answeredStatus: 200, ending: 'done' }],
  throttle: ['body-timeout', { answeredStatus: 200, ending: 'sender-left' }],
  garbage: ['protocol-error', { answeredStatus: null, ending: 'done' }],
  oversize: ['response-too-large', { answeredStatus: 200, ending: 'sender-left' }],
  'endless-headers': ['headers-too-large', { answeredStatus: 200, ending: 'sender-left' }],
};

test('every fault is another failure to the sender', () => {
  expect(new Set(answerFaults.map((fault) => expected[fault][0])).size).toBe(answerFaults.length);
});

test.each(answerFaults)('%s: what the sender sees, and what is recorded', async (fault) => {
  const { host, received, answered } = aHost();
  const { url } = await host.start('a', aReceiver({ answer: { ...plain, fault } }));
  const [kind, end] = expected[fault];
  const result = await testTransport().send(post(url ?? ''), sending({ timeoutMs: phaseMs }));
  expect(failureOf(result).kind).toBe(kind);
  await expect.poll(() => answered.at(-1)).toMatchObject({ id: 'req-1', fault, ...end, endedAtMs: 1_700_000_000_000 });
  // As it came it was told of once, as not answered; that object is not changed afterwards.
  expect(received).toHaveLength(1);
  expect(received[0]).toMatchObject({ fault, answeredStatus: null, ending: null, endedAtMs: null, bodySizeBytes: 7 });
  expect(host.request('req-1')).toMatchObject({ fault, ...end });
  expect(host.requests('a', null, 10).requests[0]).toMatchObject({ fault, ...end });
});

test.each(answerFaults)('%s does not keep its receiver from stopping', async (fault) => {
  const { host, answered, whenReceived } = aHost();
  const state = await host.start('a', aReceiver({ answer: { ...plain, fault } }));
  const socket = connect(portOf(state), '127.0.0.1');
  socket.on('error', () => {});
  const closed = new Promise((resolve) => socket.on('close', resolve));
  // It reads nothing: what is sent without end stays under way.
  socket.write('POST /hooks/a HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi');
  await whenReceived(1);
  await host.stop('a');
  socket.resume();
  await closed;
  const isHeld = ['no-answer', 'throttle', 'oversize', 'endless-headers'].includes(fault);
  expect(answered.at(-1)?.ending).toBe(isHeld ? 'receiver-stopped' : 'done');
  expect(host.request('req-1')?.ending).toBe(answered.at(-1)?.ending);
});

test('a sequence mixes statuses and faults, and goes on where it was when something else changes', async () => {
  const { host, answered } = aHost();
  const receiver = aReceiver({ statusSequence: [500, 'reset', 'close', 'garbage', 200], afterSequence: 'answer' });
  const { url } = await host.start('a', receiver);
  const transport = testTransport();
  const next = async () => {
    const { outcome } = await transport.send(post(url ?? ''), sending());
    return outcome.kind === 'failure' ? outcome.failure.kind : outcome.response.status;
  };
  expect([await next(), await next()]).toEqual([500, 'connection-reset']);
  await host.update('a', { ...receiver, answer: { ...receiver.answer, status: 202, fault: 'truncate' } });
  expect([await next(), await next(), await next()]).toEqual(['connection-closed', 'protocol-error', 200]);
  expect([await next(), await next()]).toEqual(['response-incomplete', 'response-incomplete']);
  expect(answered.at(-1)).toMatchObject({ fault: 'truncate', answeredStatus: 202 });
  await host.update('a', { ...receiver, statusSequence: [500, 'reset', 'close', 'garbage', 'reset'] });
  expect(await next()).toBe(500);
});

describe('bodies', () => {
  const one = 'POST /hooks/a HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi';

  test('that are truncated end half-way, with the whole length promised', async () => {
    const { host } = aHost();
    const state = await host.start('a', aReceiver({ answer: { ...plain, body: '0123456789', fault: 'truncate' } }));
    const text = await exchange(portOf(state), one);
    expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\n[\s\S]*Content-Length: 10\r\n[\s\S]*\r\n\r\n01234$/);
  });

  test('that are throttled come whole to a sender that waits', async () => {
    const { host, answered } = aHost();
    const body = 'gödel '.repeat(20);
    const answer = { ...plain, status: 202, body, fault: 'throttle' as const, bytesPerSecond: 500 };
    const { url } = await host.start('a', aReceiver({ answer }));
    const result = await testTransport().send(post(url ?? ''), sending());
    expect(responseOf(result)).toMatchObject({ status: 202, body: new Uint8Array(Buffer.from(body)) });
    // 140 bytes at 500 a second are done with the third tenth of a second.
    expect(result.timings.downloadMs).toBeGreaterThan(150);
    expect(answered.map(({ answeredStatus, ending }) => [answeredStatus, ending])).toEqual([
      [202, null],
      [202, 'done'],
    ]);
  });

  test('that are oversized come whole to a sender that takes them, and keep the connection', async () => {
    const { host, answered } = aHost();
    const { url } = await host.start('a', aReceiver({ statusSequence: ['oversize', 200], answer: plain }));
    const response = await fetch(url ?? '', { method: 'POST', body: 'x' });
    let sizeBytes = 0;
    for await (const chunk of response.body ?? []) sizeBytes += chunk.length;
    expect(sizeBytes).toBe(2 * responseBodyLimitBytes);
    await expect.poll(() => answered.at(-1)?.ending).toBe('done');
    expect((await fetch(url ?? '', { method: 'POST', body: 'x' })).status).toBe(200);
  });

  test('that are headers without end have one for a sender that takes them all, and no head comes of it', async () => {
    const { host, answered, whenReceived } = aHost();
    const state = await host.start('a', aReceiver({ answer: { ...plain, status: 503, fault: 'endless-headers' } }));
    const socket = connect(portOf(state), '127.0.0.1');
    let [head, sizeBytes] = ['', 0];
    const isWhole = new Promise<void>((resolve) => {
      socket.on('data', (chunk) => {
        head = (head + chunk).slice(0, 100);
        sizeBytes += chunk.length;
        if (sizeBytes > 1024 * 1024) resolve();
      });
    });
    socket.write('POST /hooks/a HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi');
    await whenReceived(1);
    await isWhole;
    expect(head).toMatch(/^HTTP\/1\.1 503 Service Unavailable\r\nX-Endless: \.+$/);
    expect(sizeBytes).toBeLessThan(1024 * 1024 + 4096);
    socket.destroy();
    await expect.poll(() => answered.at(-1)).toMatchObject({ answeredStatus: 503, ending: 'sender-left' });
  });

  test('are what HEAD has none of: it gets the ordinary answer', async () => {
    const { host, received } = aHost();
    const { url } = await host.start('a', aReceiver({ answer: { ...plain, body: 'ok', fault: 'truncate' } }));
    const head = await fetch(url ?? '', { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length')]).toEqual([200, '2']);
    expect(received[0]).toMatchObject({ fault: null, answeredStatus: 200, ending: 'done' });
  });
});

describe('latency', () => {
  test('is waited for without an answer, which is then told of', async () => {
    const { host, received, answered } = aHost();
    const { url } = await host.start('a', aReceiver({ answer: { ...plain, latencyMs: 20 }, statusSequence: [503] }));
    expect((await fetch(url ?? '', { method: 'POST', body: 'x' })).status).toBe(503);
    expect(received[0]).toMatchObject({ answeredStatus: null, ending: null, fault: null });
    expect(answered).toMatchObject([{ answeredStatus: 503, ending: 'done', fault: null }]);
  });

  test('that a sender does not wait for ends without an answer', async () => {
    const { host, answered, whenReceived } = aHost();
    const { url } = await host.start('a', aReceiver({ answer: { ...plain, latencyMs: 600_000, fault: 'reset' } }));
    const leave = new AbortController();
    const sent = fetch(url ?? '', { method: 'POST', body: 'x', signal: leave.signal });
    await whenReceived(1);
    leave.abort();
    await expect(sent).rejects.toThrow();
    await expect.poll(() => answered).toMatchObject([{ answeredStatus: null, ending: 'sender-left', fault: 'reset' }]);
  });
});

test('a refused signature is answered 401, and takes nothing of the sequence', async () => {
  const { host, received } = aHost();
  const verification = { scheme: { preset: 'test' }, key: 'secret', onFailure: 'reject' as const };
  const { url } = await host.start('a', aReceiver({ verification, statusSequence: ['reset'] }));
  expect((await fetch(url ?? '', { method: 'POST', body: 'x' })).status).toBe(401);
  expect(received[0]).toMatchObject({ answeredStatus: 401, fault: null, ending: 'done' });
});

describe('receiverSchema', () => {
  test('takes files of before, and what faults add', () => {
    expect(receiverSchema.safeParse(aReceiver({ statusSequence: [500, 200] })).success).toBe(true);
    const answer = { ...plain, fault: 'throttle' as const, bytesPerSecond: 1 };
    expect(receiverSchema.safeParse(aReceiver({ answer, statusSequence: [500, 'no-answer'] })).success).toBe(true);
  });

  test('refuses words that are no fault, and body faults of a status without body', () => {
    for (const entry of ['hang', 99, 600, 200.5, null]) {
      const { error } = receiverSchema.safeParse({ ...aReceiver(), statusSequence: [500, entry] });
      expect(error?.issues).toMatchObject([
        {
          path: ['statusSequence', 1],
          message: expect.stringMatching(/^must be a status from 200 to 599, or a fault: /),
        },
      ]);
    }
    const answer = { ...plain, status: 204 };
    expect(receiverSchema.safeParse(aReceiver({ answer, statusSequence: ['reset', 204] })).success).toBe(true);
    for (const receiver of [
      aReceiver({ answer, statusSequence: ['reset', 'truncate'] }),
      aReceiver({ answer: { ...answer, fault: 'oversize' } }),
    ]) {
      const { error } = receiverSchema.safeParse(receiver);
      expect(error?.issues[0]).toMatchObject({ path: ['answer', 'status'] });
    }
  });
});
