import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { listenError } from '../../../core/contract/errors.ts';
import { aHost, aReceiver, exchange, portOf } from './receiver-fixtures.ts';

async function occupiedPort(): Promise<number> {
  const server: Server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return (server.address() as AddressInfo).port;
}

/** Whether this machine can listen on ::1. */
async function hasV6(): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.on('error', () => resolve(false));
    server.listen(0, '::1', () => server.close(() => resolve(true)));
  });
}

describe('ports', () => {
  test('several receivers share one, told apart by exact path', async () => {
    const { host } = aHost();
    const first = await host.start('a', aReceiver());
    const port = portOf(first);
    const answer = { status: 201, headers: [], body: '', latencyMs: 0 };
    const second = await host.start('b', aReceiver({ port, path: '/hooks/b c', answer }));
    expect(second.url).toBe(`http://127.0.0.1:${port}/hooks/b%20c`);
    expect((await fetch(first.url ?? '')).status).toBe(200);
    expect((await fetch(`${second.url}?q=/hooks/a`)).status).toBe(201);
    const unknown = await fetch(`http://127.0.0.1:${port}/hooks/a/`);
    expect([unknown.status, await unknown.json()]).toEqual([
      404,
      {
        error: 'no-receiver',
        message: 'No receiver listens at /hooks/a/ on this port. See "paths" for those that do.',
        paths: ['/hooks/a', '/hooks/b%20c'],
      },
    ]);
    expect(await exchange(port, `GET http://proxied/hooks/a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 200/,
    );
    await host.stop('a');
    expect((await fetch(first.url ?? '')).status).toBe(404);
    expect((await fetch(second.url ?? '')).status).toBe(201);
  });

  test('answer on ::1 too', async (context) => {
    if (!(await hasV6())) context.skip();
    const { host } = aHost();
    const state = await host.start('a', aReceiver());
    expect((await fetch(`http://[::1]:${portOf(state)}/hooks/a`)).status).toBe(200);
  });

  test('in use by another program: says which and what to do', async () => {
    const { host, states } = aHost();
    const port = await occupiedPort();
    await expect(host.start('a', aReceiver({ port }))).rejects.toMatchObject({
      code: 'port-in-use',
      field: 'port',
      message: `Port ${port} on 127.0.0.1 is used by another program. End that program, or give the receiver another port (0 takes any free one).`,
    });
    expect(states.map(({ status }) => status)).toEqual(['starting', 'failed']);
    expect(host.states()[0]).toMatchObject({
      status: 'failed',
      url: null,
      problem: expect.stringContaining(`${port}`),
    });
    await expect(host.start('a', aReceiver())).resolves.toMatchObject({ status: 'running', problem: null });
  });

  test('that the system refuses', () => {
    const error = listenError(Object.assign(new Error('listen EACCES'), { code: 'EACCES' }), 80, { host: '127.0.0.1' });
    expect([error.code, error.message]).toEqual([
      'port-refused',
      'This system does not let Hookbench listen on port 80. Choose a port of 1024 or above.',
    ]);
  });

  test('with the same path twice: the second receiver is refused', async () => {
    const { host } = aHost();
    const first = await host.start('a', aReceiver());
    const twin = host.start('b', aReceiver({ port: portOf(first) }));
    await expect(twin).rejects.toMatchObject({ code: 'conflict', field: 'path' });
    expect((await fetch(first.url ?? '')).status).toBe(200);
  });

  test('started at the same time end up on one server', async () => {
    const { host } = aHost();
    const seed = await host.start('seed', aReceiver());
    const port = portOf(seed);
    await host.stop('seed');
    const started = await Promise.all(
      ['x', 'y', 'z'].map((key) => host.start(key, aReceiver({ port, path: `/${key}` }))),
    );
    expect(started.map(portOf)).toEqual([port, port, port]);
  });
});

describe('a refused receiver', () => {
  test.each([
    ['name', { key: 'X Bad', value: '1' }, 'has a name that HTTP does not allow'],
    ['value', { key: 'X-Bad', value: 'a\r\nb' }, 'has a value that HTTP cannot carry'],
    ['length', { key: 'Content-Length', value: '1' }, 'is set by Hookbench from the body'],
  ])('has a header whose %s is impossible', async (_, header, words) => {
    const { host } = aHost();
    const answer = { status: 200, headers: [{ key: 'X-Fine', value: '1' }, header], body: '', latencyMs: 0 };
    await expect(host.start('a', aReceiver({ answer }))).rejects.toMatchObject({
      code: 'invalid-input',
      field: 'answer.headers.1',
      message: expect.stringContaining(words),
    });
    expect(host.states()[0]?.status).toBe('failed');
  });

  test('has a path with a query', async () => {
    const { host } = aHost();
    await expect(host.start('a', aReceiver({ path: '/a?b' }))).rejects.toMatchObject({ field: 'path' });
  });
});

describe('a running receiver', () => {
  test('takes on a changed behaviour without a restart, and keeps its place in the sequence', async () => {
    const { host } = aHost();
    const receiver = aReceiver({ statusSequence: [500, 502, 503] });
    const { url } = await host.start('a', receiver);
    expect((await fetch(url ?? '')).status).toBe(500);
    const answer = { ...receiver.answer, body: 'changed' };
    expect((await host.update('a', { ...receiver, answer })).url).toBe(url);
    const response = await fetch(url ?? '');
    expect([response.status, await response.text()]).toEqual([502, 'changed']);
    await host.start('a', receiver);
    expect((await fetch(url ?? '')).status).toBe(500);
    expect(host.states()[0]?.receivedCount).toBe(3);
  });

  test('moves to another path and keeps what it recorded', async () => {
    const { host } = aHost();
    const { url } = await host.start('a', aReceiver());
    await fetch(url ?? '');
    const moved = await host.update('a', aReceiver({ path: '/elsewhere' }));
    expect((await fetch(moved.url ?? '')).status).toBe(200);
    expect(host.requests('a', null, 10).total).toBe(2);
  });

  test('that is stopped ends open connections at once, also one that waits for its answer', async () => {
    const { host, whenReceived, states } = aHost();
    const answer = { status: 200, headers: [], body: '', latencyMs: 600_000 };
    const state = await host.start('a', aReceiver({ answer }));
    const other = await host.start('b', aReceiver({ port: portOf(state), path: '/b' }));
    const closed = exchange(portOf(state), 'POST /hooks/a HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n');
    await whenReceived(1);
    await host.stop('a');
    expect(await closed).toBe('');
    expect(states.at(-1)).toMatchObject({ receiver: 'a', status: 'stopped', url: null, receivedCount: 1 });
    expect(host.requests('a', null, 10).total).toBe(1);
    expect((await fetch(other.url ?? '')).status).toBe(200);
  });

  test('that is the last on its port frees it', async () => {
    const { host } = aHost();
    const state = await host.start('a', aReceiver());
    const idle = connect(portOf(state), '127.0.0.1');
    await new Promise((resolve) => idle.once('connect', resolve));
    const ended = new Promise((resolve) => idle.once('close', resolve));
    idle.on('error', () => {});
    await host.close();
    await ended;
    await expect(fetch(state.url ?? '')).rejects.toThrow();
    await expect(host.start('a', aReceiver())).rejects.toMatchObject({ code: 'unavailable' });
  });

  test('that was never started can be stopped and updated', async () => {
    const { host } = aHost();
    expect((await host.stop('none')).status).toBe('stopped');
    expect((await host.update('none', aReceiver())).status).toBe('stopped');
    expect(host.states()).toEqual([]);
  });
});

describe('what comes to a port and to no receiver', () => {
  /** Sends, and gives what came back once the receiver's side has closed the connection. */
  const rawSend = (port: number, bytes: string | Uint8Array): Promise<string> =>
    new Promise((resolve) => {
      let answer = '';
      const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
      socket.on('data', (chunk) => {
        answer += chunk.toString('latin1');
      });
      socket.on('error', () => {});
      socket.on('close', () => resolve(answer));
    });
  const lastMiss = (test: ReturnType<typeof aHost>) => test.host.states().map(({ missed }) => missed);

  test('is told with the states of all that share the port, and counted', async () => {
    const test = aHost();
    const state = await test.host.start('a', aReceiver());
    const port = portOf(state);
    await test.host.start('b', aReceiver({ port, path: '/b' }));
    expect(state.missed).toBeNull();
    await fetch(`http://127.0.0.1:${port}/hooks/a/?x=1`, { method: 'POST', body: 'x' });
    const expected = {
      count: 1,
      reason: 'no-receiver',
      method: 'POST',
      target: '/hooks/a/?x=1',
      atMs: 1_700_000_000_000,
    };
    expect(test.states.slice(-2).map(({ receiver, missed }) => [receiver, missed])).toEqual([
      ['a', expected],
      ['b', expected],
    ]);
    await fetch(`http://127.0.0.1:${port}/nothing`);
    expect(lastMiss(test)).toMatchObject([
      { count: 2, method: 'GET', target: '/nothing' },
      { count: 2, method: 'GET', target: '/nothing' },
    ]);
    test.host.clear('a');
    expect(lastMiss(test)).toEqual([null, null]);
    expect(test.received).toEqual([]);
  });

  test.each([
    ['no HTTP', 'hello\r\n\r\n', 'not-http', /^HTTP\/1\.1 400 /],
    ['a TLS handshake', Uint8Array.of(0x16, 3, 1, 0, 200, 1, 0, 0, 196), 'tls', /^HTTP\/1\.1 400 /],
    [
      'too many headers',
      `GET /hooks/a HTTP/1.1\r\nX: ${'x'.repeat(70_000)}\r\n\r\n`,
      'headers-too-large',
      /^HTTP\/1\.1 431 /,
    ],
    [
      'a chunk without a size',
      'POST /hooks/a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n',
      'not-http',
      /^HTTP\/1\.1 400 /,
    ],
  ])('%s: refused, and told once', async (_name, bytes, reason, answer) => {
    const test = aHost();
    const port = portOf(await test.host.start('a', aReceiver()));
    expect(await rawSend(port, bytes)).toMatch(answer);
    await expect.poll(() => lastMiss(test)).toMatchObject([{ count: 1, reason, method: null, target: null }]);
    expect(test.received).toEqual([]);
    expect((await fetch(`http://127.0.0.1:${port}/hooks/a`)).status).toBe(200);
  });

  test('a sender that leaves before its body is whole is told of; a receiver that is stopped is not', async () => {
    const test = aHost();
    const port = portOf(await test.host.start('a', aReceiver()));
    const half = 'POST /hooks/a HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf';
    const socket = connect(port, '127.0.0.1', () => socket.end(half));
    await expect
      .poll(() => lastMiss(test))
      .toMatchObject([{ count: 1, reason: 'cut-off', method: 'POST', target: '/hooks/a' }]);
    const told = test.states.length;
    // Half a body that was asked for: the request has been taken up.
    const asked = half.replace('\r\n\r\n', '\r\nExpect: 100-continue\r\n\r\n');
    const held = connect(port, '127.0.0.1', () => held.write(asked));
    held.on('error', () => {});
    held.once('data', () => void test.host.stop('a'));
    const closed = new Promise((resolve) => held.on('close', resolve));
    await closed;
    expect(test.states.slice(told).map(({ missed }) => missed)).toEqual([null]);
  });
});
