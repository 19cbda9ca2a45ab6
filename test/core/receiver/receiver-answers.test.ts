import { createHmac } from 'node:crypto';
import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import { aHost, aReceiver, exchange, portOf } from './receiver-fixtures.ts';

async function statuses(url: string, count: number): Promise<number[]> {
  const found: number[] = [];
  for (let sent = 0; sent < count; sent += 1) found.push((await fetch(url, { method: 'POST', body: 'x' })).status);
  return found;
}

describe('an answer', () => {
  test('has the status, headers and body of the receiver', async () => {
    const { host } = aHost();
    const answer = { status: 202, headers: [{ key: 'X-Kind', value: 'test' }], body: 'gödel', latencyMs: 0 };
    const { url } = await host.start('a', aReceiver({ answer }));
    const response = await fetch(url ?? '', { method: 'POST', body: 'x' });
    expect(response.status).toBe(202);
    expect(response.headers.get('x-kind')).toBe('test');
    expect(response.headers.get('content-length')).toBe('6');
    expect(await response.text()).toBe('gödel');
  });

  test.each([
    ['plain', 'plain'],
    ['plain', 'gödel'],
    ['gödel', 'plain'],
    ['gödel', 'gödel'],
  ])('writes a header "%s" as Latin-1 and a body "%s" as UTF-8', async (value, body) => {
    const { host } = aHost();
    const answer = { status: 200, headers: [{ key: 'X-Kind', value }], body, latencyMs: 0 };
    const state = await host.start('a', aReceiver({ answer }));
    const text = await exchange(
      portOf(state),
      'POST /hooks/a HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n',
    );
    expect(text).toContain(`X-Kind: ${value}\r\n`);
    expect(text.slice(text.indexOf('\r\n\r\n') + 4)).toBe(Buffer.from(body).toString('latin1'));
  });

  test.each([
    ['repeat-last', [500, 503, 503, 503, 503]],
    ['restart', [500, 503, 500, 503, 500]],
    ['answer', [500, 503, 200, 200, 200]],
  ] as const)('follows the status sequence, then: %s', async (afterSequence, expected) => {
    const { host, received } = aHost();
    const { url } = await host.start('a', aReceiver({ statusSequence: [500, 503], afterSequence }));
    expect(await statuses(url ?? '', 5)).toEqual(expected);
    expect(received.map(({ answeredStatus }) => answeredStatus)).toEqual(expected);
  });

  test('without content stays so', async () => {
    const { host } = aHost();
    const answer = { status: 204, headers: [], body: 'not sent', latencyMs: 0 };
    const state = await host.start('a', aReceiver({ answer }));
    const text = await exchange(
      portOf(state),
      'POST /hooks/a HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n',
    );
    expect(text).toMatch(/^HTTP\/1\.1 204 /);
    expect(text).not.toMatch(/content-length|not sent/i);
  });

  test('to HEAD has the length and no body; GET has both', async () => {
    const { host, received } = aHost();
    const { url } = await host.start('a', aReceiver());
    const head = await fetch(url ?? '', { method: 'HEAD' });
    expect([head.headers.get('content-length'), await head.text()]).toEqual(['2', '']);
    expect(await (await fetch(url ?? '')).text()).toBe('ok');
    expect(received.map(({ method }) => method)).toEqual(['HEAD', 'GET']);
  });

  test('comes on a kept-alive socket, request after request', async () => {
    const { host, received } = aHost();
    const state = await host.start('a', aReceiver());
    const one = 'POST /hooks/a HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi';
    const text = await exchange(portOf(state), one + one.replace('Host', 'Connection: close\r\nHost'));
    expect(text.match(/HTTP\/1\.1 200/g)).toHaveLength(2);
    expect(received.map(({ number }) => number)).toEqual([1, 2]);
  });

  test('waits for the latency, and the wait ends when the sender goes away', async () => {
    const { host, whenReceived } = aHost();
    const answer = { status: 200, headers: [], body: 'ok', latencyMs: 600_000 };
    const state = await host.start('a', aReceiver({ answer }));
    const socket = connect(portOf(state), '127.0.0.1');
    let bytes = 0;
    socket.on('data', (chunk) => {
      bytes += chunk.length;
    });
    socket.write('POST /hooks/a HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi');
    await whenReceived(1);
    await host.update('a', aReceiver());
    // The next one is answered at once: the first still waits.
    await expect(statuses(state.url ?? '', 1)).resolves.toEqual([200]);
    expect(bytes).toBe(0);
    socket.destroy();
  });
});

describe('verification', () => {
  const verification = { scheme: { preset: 'test' }, key: '{{ vars.key }}', onFailure: 'reject' as const };
  const signature = createHmac('sha256', 'secret').update('x').digest('hex');

  test('rejects with 401 and the reason, and takes no status of the sequence', async () => {
    const { host } = aHost();
    const { url } = await host.start('a', aReceiver({ verification, statusSequence: [500], afterSequence: 'answer' }));
    const bad = await fetch(url ?? '', { method: 'POST', body: 'x', headers: { 'x-signature': '00' } });
    expect([bad.status, await bad.json()]).toEqual([
      401,
      { error: 'signature-mismatch', message: 'The verdict is signature-mismatch.' },
    ]);
    const good = await fetch(url ?? '', { method: 'POST', body: 'x', headers: { 'x-signature': signature } });
    expect(good.status).toBe(500);
    expect(host.verdicts('a')).toEqual({ received: 2, valid: 1, invalid: 1, unverified: 0 });
    expect(host.verdicts('a', 1)).toEqual({ received: 1, valid: 1, invalid: 0, unverified: 0 });
    expect(host.states()[0]).toMatchObject({ receivedCount: 2, invalidCount: 1, lastReceivedAtMs: expect.any(Number) });
  });

  test('may only take note', async () => {
    const { host, received } = aHost();
    const { url } = await host.start('a', aReceiver({ verification: { ...verification, onFailure: 'record' } }));
    expect(await statuses(url ?? '', 1)).toEqual([200]);
    expect(received[0]?.verdict).toBe('missing-header');
    expect(host.request('req-1')?.verification?.message).toBe('The verdict is missing-header.');
  });

  test('is told as it was when the request came, also when the receiver has another key or none', async () => {
    const { host, received } = aHost();
    const { url } = await host.start('a', aReceiver({ verification }));
    const send = () => fetch(url ?? '', { method: 'POST', body: 'x', headers: { 'x-signature': signature } });
    await send();
    const before = host.request('req-1')?.verification;
    await host.update('a', aReceiver({ verification: { ...verification, key: 'another' } }));
    await send();
    await host.update('a', aReceiver());
    expect(received.map(({ verdict }) => verdict)).toEqual(['valid', 'signature-mismatch']);
    expect(host.request('req-1')?.verification).toEqual(before);
    expect(host.request('req-1')?.verification).toMatchObject({ code: 'valid', expectedSignature: signature });
    expect(host.request('req-2')?.verification).toMatchObject({ code: 'signature-mismatch' });
  });

  test('goes on when the key cannot be resolved', async () => {
    const { host, received } = aHost({
      resolveKey: () => {
        throw new Error('no such variable');
      },
    });
    const { url } = await host.start('a', aReceiver({ verification }));
    expect(await statuses(url ?? '', 1)).toEqual([401]);
    expect(received[0]?.verdict).toBe('missing-header');
  });
});
