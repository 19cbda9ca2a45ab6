import { createHash } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import { maxBodyBytes } from '../../../core/receiver/index.ts';
import { createRecording } from '../../../core/receiver/recording.ts';
import { aHost, aReceiver, exchange, portOf } from './receiver-fixtures.ts';

describe('a recorded request', () => {
  test('has the raw bytes, and headers in their order and spelling', async () => {
    const { host, received } = aHost();
    const state = await host.start('a', aReceiver());
    await exchange(
      portOf(state),
      'POST /hooks/a?x=1&x=2 HTTP/1.1\r\nhOsT: x\r\nX-Twice: 1\r\nx-twice:  2 \r\nContent-Length: 4\r\nConnection: close\r\n\r\n\x01{}\n',
    );
    expect(received).toEqual([
      {
        id: 'req-1',
        number: 1,
        receiver: 'a',
        receivedAtMs: 1_700_000_000_000,
        method: 'POST',
        target: '/hooks/a?x=1&x=2',
        bodySizeBytes: 4,
        answeredStatus: 200,
        fault: null,
        refusal: null,
        decidedBy: 'answer',
        ending: 'done',
        endedAtMs: 1_700_000_000_000,
        verdict: null,
      },
    ]);
    const whole = host.request('req-1');
    expect(whole?.headers).toEqual([
      ['hOsT', 'x'],
      ['X-Twice', '1'],
      ['x-twice', '2'],
      ['Content-Length', '4'],
      ['Connection', 'close'],
    ]);
    expect([...(whole?.body ?? [])]).toEqual([1, 123, 125, 10]);
    expect(whole?.body.buffer.byteLength).toBe(4);
    expect(whole?.bodySha256).toBe(createHash('sha256').update('\x01{}\n').digest('hex'));
    expect(whole?.remoteAddress).toMatch(/^127\.0\.0\.1:\d+$/);
  });

  test('may come in chunks and pieces', async () => {
    const { host, received } = aHost();
    const state = await host.start('a', aReceiver());
    await exchange(
      portOf(state),
      'POST /hooks/a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n',
    );
    expect(Buffer.from(host.request(received[0]?.id ?? '')?.body ?? []).toString()).toBe('abcde');
  });

  test('is listed newest first, in pages', async () => {
    const { host } = aHost();
    const { url } = await host.start('a', aReceiver());
    for (let sent = 0; sent < 5; sent += 1) await fetch(url ?? '', { method: 'POST', body: String(sent) });
    const numbers = (before: number | null) => host.requests('a', before, 2).requests.map(({ number }) => number);
    expect([numbers(null), numbers(4), numbers(2), numbers(1)]).toEqual([[5, 4], [3, 2], [1], []]);
    expect(host.requests('a', null, 2).total).toBe(5);
    expect(host.requests('unknown', null, 2)).toEqual({ requests: [], total: 0 });
  });

  test('is forgotten by clear: counts and sequence start again, numbers go on', async () => {
    const { host, received } = aHost();
    const { url } = await host.start('a', aReceiver({ statusSequence: [500], afterSequence: 'answer' }));
    await fetch(url ?? '', { method: 'POST', body: 'x' });
    host.clear('a');
    expect(host.request('req-1')).toBeNull();
    expect(host.states()[0]?.receivedCount).toBe(0);
    expect((await fetch(url ?? '', { method: 'POST', body: 'x' })).status).toBe(500);
    expect(received.map(({ number }) => number)).toEqual([1, 2]);
  });
});

describe('what cannot be kept', () => {
  test('a body past the limit is answered with 413, counted and not kept', async () => {
    const { host, received } = aHost();
    const { url } = await host.start('a', aReceiver());
    const response = await fetch(url ?? '', { method: 'POST', body: new Uint8Array(maxBodyBytes + 1) });
    expect(response.status).toBe(413);
    expect(received[0]).toMatchObject({
      bodySizeBytes: maxBodyBytes + 1,
      answeredStatus: 413,
      refusal: 'body-too-large',
    });
    expect(host.request('req-1')?.body.length).toBe(0);
    const atLimit = await fetch(url ?? '', { method: 'POST', body: new Uint8Array(maxBodyBytes) });
    expect(atLimit.status).toBe(200);
  });

  test('an upload that breaks off is not recorded, and the receiver goes on', async () => {
    const { host, received } = aHost();
    const state = await host.start('a', aReceiver());
    const port = portOf(state);
    await new Promise<void>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.write('POST /hooks/a HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf', () =>
          socket.resetAndDestroy(),
        );
      });
      socket.on('close', () => resolve());
    });
    expect((await exchange(port, 'NONSENSE\r\n\r\n')).startsWith('HTTP/1.1 400')).toBe(true);
    const answered = await new Promise<number | undefined>((resolve) => {
      httpRequest(state.url ?? '', { method: 'POST' }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).end('whole');
    });
    expect(answered).toBe(200);
    expect(received.map(({ bodySizeBytes }) => bodySizeBytes)).toEqual([5]);
  });

  test('the oldest go when there are too many or they are too large', () => {
    // Beside its body, each costs a little for its target.
    const recording = createRecording({ requests: 3, bytes: 150 });
    const add = (sizeBytes: number, target = '/', rawHeaders: string[] = []) => {
      const number = recording.nextNumber();
      recording.add({
        summary: {
          id: `r${number}`,
          number,
          receiver: 'a',
          receivedAtMs: 0,
          method: 'POST',
          target,
          bodySizeBytes: sizeBytes,
          answeredStatus: 200,
          fault: null,
          refusal: null,
          decidedBy: 'answer',
          ending: 'done',
          endedAtMs: 0,
          verdict: null,
        },
        rawHeaders,
        body: new Uint8Array(sizeBytes),
        connection: { remoteAddress: '', tlsVersion: null, clientCertificate: null },
        verifier: null,
        judgedAtMs: 0,
        rules: null,
      });
    };
    const kept = () => recording.page(null, 10).map(({ number }) => number);
    for (let count = 0; count < 5; count += 1) add(10);
    expect(kept()).toEqual([5, 4, 3]);
    expect(recording.find('r2')).toBeNull();
    add(85);
    expect(kept()).toEqual([6, 5]);
    add(500);
    expect(kept()).toEqual([7]);
    expect(recording.verdicts.received).toBe(7);
    add(1);
    add(1);
    // Long targets and many short headers count too.
    add(0, `/${'a'.repeat(120)}`);
    expect(kept()).toEqual([10]);
    add(0);
    add(0, '/', ['a', 'b', 'c', 'd', 'e', 'f']);
    expect(kept()).toEqual([12]);
  });
});
