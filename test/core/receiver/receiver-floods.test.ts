import { connect, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { maxBodiesUnderWayBytes, maxBodyBytes } from '../../../core/receiver/index.ts';
import { createRecording, type Recording } from '../../../core/receiver/recording.ts';
import { keepWithin } from '../../../core/receiver/recording-bound.ts';
import { maxWaitingRequests } from '../../../core/receiver/waiting-requests.ts';
import { aHost, aReceiver, portOf } from './receiver-fixtures.ts';

const plain = { status: 200, headers: [], body: '', latencyMs: 0 };

/** A connection on which a test writes what it likes; `ended` gives all that came back. */
function bareConnection(port: number): { socket: Socket; ended: Promise<string> } {
  const socket = connect(port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  let answer = '';
  socket.setEncoding('latin1');
  socket.on('data', (chunk) => {
    answer += chunk;
  });
  // Cut off by the receiver, which is what some of these are about.
  socket.on('error', () => {});
  return { socket, ended: new Promise((resolve) => socket.on('close', () => resolve(answer))) };
}

function head(path: string, sizeBytes: number): string {
  return `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: ${sizeBytes}\r\nConnection: close\r\n\r\n`;
}

test('bodies under way share one room over all receivers: who no longer fits is told 503 and when to come again', async () => {
  const { host, received, whenReceived } = aHost();
  const states = [await host.start('a', aReceiver()), await host.start('b', aReceiver({ path: '/hooks/b' }))];
  const ports = states.map(portOf);
  // Up to one byte of each is on its way, and then all the room is taken.
  const held = Array.from({ length: maxBodiesUnderWayBytes / maxBodyBytes }, (_, place) => {
    const connection = bareConnection(ports[place % 2] ?? 0);
    connection.socket.write(head(place % 2 === 0 ? '/hooks/a' : '/hooks/b', maxBodyBytes));
    connection.socket.write(Buffer.alloc(maxBodyBytes - 1));
    return connection;
  });
  const send = () => fetch(states[0]?.url ?? '', { method: 'POST', body: new Uint8Array(1024 * 1024) });
  await expect.poll(async () => (await send()).status).toBe(503);
  const refused = await send();
  expect(refused.headers.get('retry-after')).toBe('1');
  expect(await refused.json()).toMatchObject({ error: 'no-room', message: expect.stringContaining('Send it again') });
  expect(received.at(-1)).toMatchObject({
    receiver: 'a',
    bodySizeBytes: 1024 * 1024,
    answeredStatus: 503,
    refusal: 'no-room',
    ending: 'done',
    verdict: null,
  });
  expect(host.request(received.at(-1)?.id ?? '')?.body).toHaveLength(0);

  // Who leaves gives its part back, and so does who is through.
  const count = received.length;
  held[0]?.socket.destroy();
  await expect.poll(async () => (await send()).status).toBe(200);
  for (const { socket } of held.slice(1)) socket.write('.');
  for (const { ended } of held.slice(1)) expect(await ended).toContain('HTTP/1.1 200');
  await whenReceived(count + held.length);
}, 30_000);

function record(recording: Recording, sizeBytes: number): void {
  const number = recording.nextNumber();
  recording.add({
    summary: {
      id: `r${number}`,
      number,
      receiver: 'a',
      receivedAtMs: 0,
      method: 'POST',
      target: '/',
      bodySizeBytes: sizeBytes,
      answeredStatus: null,
      fault: 'no-answer',
      refusal: null,
      decidedBy: 'answer',
      ending: null,
      endedAtMs: null,
      verdict: null,
    },
    rawHeaders: ['Host', 'x'],
    body: new Uint8Array(sizeBytes),
    connection: { remoteAddress: '', tlsVersion: null, clientCertificate: null },
    verifier: null,
    judgedAtMs: 0,
    rules: null,
  });
}

test('all recordings together are bounded: the largest gives up its oldest', () => {
  const recordings = [createRecording(), createRecording()] as const;
  for (let count = 0; count < 3; count += 1) record(recordings[0], 300);
  record(recordings[1], 300);
  const holders = recordings.map((recording) => ({ recording }));
  keepWithin(holders, 1600);
  expect(recordings.map(({ kept }) => kept)).toEqual([3, 1]);
  keepWithin(holders, 1200);
  expect(recordings.map(({ kept }) => kept)).toEqual([2, 1]);
});

const pipelined = 'GET /hooks/a HTTP/1.1\r\nHost: x\r\n\r\n';

test('requests sent behind one without an answer end with their connection, each of them', async () => {
  const { host, answered, whenReceived } = aHost();
  const state = await host.start('a', aReceiver({ answer: { ...plain, fault: 'no-answer' } }));
  const { socket } = bareConnection(portOf(state));
  socket.write(pipelined.repeat(3));
  await whenReceived(3);
  socket.destroy();
  await expect.poll(() => answered.map(({ ending }) => ending)).toEqual(Array(3).fill('sender-left'));
});

test('a fault is played on a request that was sent behind another, when its turn comes', async () => {
  const { host, answered } = aHost();
  const state = await host.start('a', aReceiver({ statusSequence: [200, 'garbage'] }));
  const { socket, ended } = bareConnection(portOf(state));
  socket.write(pipelined.repeat(2));
  expect(await ended).toMatch(/^HTTP\/1\.1 200 .*ok.*this is not HTTP/s);
  expect(answered.at(-1)).toMatchObject({ number: 2, fault: 'garbage', ending: 'done' });
});

test('a connection with too many requests behind one without an answer is cut off, and the list says so', async () => {
  const { host, received, answered } = aHost();
  const state = await host.start('a', aReceiver({ answer: { ...plain, fault: 'no-answer' } }));
  const { socket, ended } = bareConnection(portOf(state));
  socket.write(pipelined.repeat(maxWaitingRequests * 3));
  expect(await ended).toBe('');
  await expect.poll(() => answered.length).toBe(maxWaitingRequests + 1);
  expect(received).toHaveLength(maxWaitingRequests + 1);
  expect(new Set(answered.map(({ ending }) => ending))).toEqual(new Set(['cut-off']));
});
