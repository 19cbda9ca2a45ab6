import { expect, test } from 'vitest';
import { responseBodyCapBytes } from '../../../core/model/index.ts';
import { answering, rawServer } from './raw-servers.ts';
import { failureOf, post, responseOf, sending, testTransport } from './transport-harness.ts';

const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-MiXed: Yes\r\nset-cookie: a\r\nset-cookie: b\r\n\r\nok';

test('the headers told are the bytes on the wire, in order and spelling', async () => {
  const server = await rawServer(answering(ok));
  const exchange = await testTransport().send(
    post(`http://127.0.0.1:${server.port}/hooks/a%20b?x=1#part`, '{"n":1.00}', [
      ['Content-Type', 'application/json'],
      ['X-Twice', '1'],
      ['x-twice', '2'],
      ['X-Webhook-Signature', 't=1,s=abc='],
    ]),
    sending(),
  );
  const head = exchange.requestHeaders.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  expect(server.received()).toBe(`POST /hooks/a%20b?x=1 HTTP/1.1\r\n${head}\r\n{"n":1.00}`);
  expect(exchange.requestHeaders).toEqual([
    ['host', `127.0.0.1:${server.port}`],
    ['connection', 'keep-alive'],
    ['Content-Type', 'application/json'],
    ['X-Twice', '1'],
    ['x-twice', '2'],
    ['X-Webhook-Signature', 't=1,s=abc='],
    ['user-agent', 'hookbench/test'],
    ['content-length', '10'],
  ]);
});

test.each([
  [
    'own host, user-agent and close',
    'POST',
    [
      ['Host', 'api.example'],
      ['Connection', 'close'],
      ['User-Agent', 'mine'],
    ],
    'x',
  ],
  ['own content-length', 'PUT', [['Content-Length', '1']], 'x'],
  [
    "a content-length that is not the body's",
    'POST',
    [
      ['Content-Length', '99'],
      ['content-length', 'x'],
    ],
    'abc',
  ],
  [
    'two hosts',
    'POST',
    [
      ['Host', 'a.example'],
      ['host', 'b.example'],
    ],
    'abc',
  ],
  ['an empty POST', 'POST', [], ''],
  ['a GET without a body', 'GET', [['Accept', '*/*']], ''],
  ['a DELETE without a body', 'DELETE', [], ''],
  ['a DELETE with a body', 'DELETE', [], '{}'],
  ['a PATCH with bytes beyond ASCII', 'PATCH', [['X-Name', 'caf\u00e9']], 'é'],
] as const)('wire and log agree for %s', async (_name, method, headers, body) => {
  const server = await rawServer(answering(ok));
  const request = {
    ...post(
      `http://127.0.0.1:${server.port}/`,
      body,
      headers.map(([n, v]) => [n, v] as const),
    ),
    method,
  };
  const exchange = await testTransport().send(request, sending());
  expect(responseOf(exchange).status).toBe(200);
  const head = exchange.requestHeaders.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  const bodyOnWire = Buffer.from(body).toString('latin1');
  expect(server.received()).toBe(`${method} / HTTP/1.1\r\n${head}\r\n${bodyOnWire}`);
});

test('response headers keep spelling, order and repetition', async () => {
  const server = await rawServer(answering(ok));
  const response = responseOf(await testTransport().send(post(`http://127.0.0.1:${server.port}/`), sending()));
  expect(response.headers).toEqual([
    ['Content-Length', '2'],
    ['X-MiXed', 'Yes'],
    ['set-cookie', 'a'],
    ['set-cookie', 'b'],
  ]);
  expect(Buffer.from(response.body).toString()).toBe('ok');
  expect(response).toMatchObject({ bodySizeBytes: 2, isTruncated: false });
});

test('redirects are not followed, and an informational response is not the response', async () => {
  const server = await rawServer(
    answering(
      'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\nHTTP/1.1 302 Found\r\nlocation: /b\r\ncontent-length: 0\r\n\r\n',
    ),
  );
  const response = responseOf(await testTransport().send(post(`http://127.0.0.1:${server.port}/`), sending()));
  expect(response.status).toBe(302);
  expect(response.headers).toEqual([
    ['location', '/b'],
    ['content-length', '0'],
  ]);
  expect(server.connections()).toBe(1);
});

test('phases are timed, and a second request reuses the socket', async () => {
  const server = await rawServer(answering(ok));
  const transport = testTransport({ connectionsPerOrigin: 1 });
  const first = await transport.send(post(`http://127.0.0.1:${server.port}/`), sending());
  const second = await transport.send(post(`http://127.0.0.1:${server.port}/`), sending());

  expect(first.isSocketReused).toBe(false);
  expect(first.timings.connectMs).toBeGreaterThan(0);
  expect(first.timings.dnsMs).toBeNull();
  expect(first.timings.tlsMs).toBeNull();
  expect(second.isSocketReused).toBe(true);
  expect(second.timings.connectMs).toBeNull();
  expect(server.connections()).toBe(1);
  for (const { timings, durationMs, remoteAddress } of [first, second]) {
    expect(remoteAddress).toBe(`127.0.0.1:${server.port}`);
    expect(timings.firstByteMs).toBeGreaterThan(0);
    expect(timings.downloadMs).toBeGreaterThanOrEqual(0);
    const { queueMs, connectMs, sendMs, firstByteMs, downloadMs, totalMs } = timings;
    const phases = [queueMs, connectMs, sendMs, firstByteMs, downloadMs].map((phase) => phase ?? 0);
    const sum = phases.reduce((a, b) => a + b, 0);
    // Phases never overlap; only the hand-over of a fresh socket lies between them.
    expect(sum).toBeLessThanOrEqual(totalMs + 0.001);
    expect(durationMs).toBeCloseTo(totalMs - (queueMs ?? 0), 6);
  }
});

test('no more connections than allowed, and the wait for one is queue time', async () => {
  let open = 0;
  let mostOpen = 0;
  const pending: (() => void)[] = [];
  const server = await rawServer((socket) => {
    open += 1;
    mostOpen = Math.max(mostOpen, open);
    socket.on('close', () => {
      open -= 1;
    });
    socket.on('data', () => {
      pending.push(() => socket.write(ok));
      // Answered only when both allowed connections have a request, so that the rest must queue.
      if (pending.length === 2) for (const answer of pending.splice(0)) answer();
    });
  });
  const transport = testTransport({ connectionsPerOrigin: 2 });
  const exchanges = await Promise.all(
    Array.from({ length: 6 }, () => transport.send(post(`http://127.0.0.1:${server.port}/`), sending())),
  );
  expect(exchanges.map((exchange) => responseOf(exchange).status)).toEqual(Array(6).fill(200));
  expect(mostOpen).toBe(2);
  expect(exchanges.filter(({ isSocketReused }) => isSocketReused).length).toBe(4);
});

test('a long body is kept up to the cap and counted whole', async () => {
  const size = responseBodyCapBytes + 100_000;
  const server = await rawServer(answering(`HTTP/1.1 200 OK\r\ncontent-length: ${size}\r\n\r\n${'x'.repeat(size)}`));
  const response = responseOf(await testTransport().send(post(`http://127.0.0.1:${server.port}/`), sending()));
  expect(response.bodySizeBytes).toBe(size);
  expect(response.body.byteLength).toBe(responseBodyCapBytes);
  expect(response.isTruncated).toBe(true);
});

test('a server that closes after each answer gets a new connection each time', async () => {
  const server = await rawServer(
    answering('HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\nok', { end: true }),
  );
  const transport = testTransport({ connectionsPerOrigin: 1 });
  for (let count = 1; count <= 3; count++) {
    const exchange = await transport.send(post(`http://127.0.0.1:${server.port}/`), sending());
    expect(responseOf(exchange).status).toBe(200);
    expect(exchange.isSocketReused).toBe(false);
    expect(server.connections()).toBe(count);
  }
});

test('a failed request does not spoil its pool, and those in the queue go on', async () => {
  let requests = 0;
  const server = await rawServer((socket) => {
    socket.on('data', () => {
      requests += 1;
      if (requests % 3 === 0) socket.resetAndDestroy();
      else socket.write(ok);
    });
  });
  const transport = testTransport({ connectionsPerOrigin: 2 });
  const exchanges = await Promise.all(
    Array.from({ length: 30 }, () => transport.send(post(`http://127.0.0.1:${server.port}/`), sending())),
  );
  expect(requests).toBe(30);
  const failed = exchanges.filter(({ outcome }) => outcome.kind === 'failure');
  expect(failed.length).toBe(10);
  for (const exchange of failed) expect(failureOf(exchange).kind).toBe('connection-reset');
});

test('a queue of requests that cannot even begin is worked off', async () => {
  const transport = testTransport({ connectionsPerOrigin: 1 });
  const server = await rawServer(answering(ok));
  const bad = post(`http://127.0.0.1:${server.port}/`, '{}', [['x-bad', 'line\nbreak']]);
  const exchanges = await Promise.all(Array.from({ length: 5000 }, () => transport.send(bad, sending())));
  expect(new Set(exchanges.map((exchange) => failureOf(exchange).kind))).toEqual(new Set(['unknown']));
  expect(failureOf(exchanges[0] ?? (await transport.send(bad, sending()))).detail).toContain('x-bad');
});

test('closing the transport aborts what is under way and refuses what follows', async () => {
  const server = await rawServer((socket) => socket.on('data', () => {}));
  const transport = testTransport();
  const underWay = transport.send(post(`http://127.0.0.1:${server.port}/`), sending());
  await expect.poll(() => server.received()).toContain('POST / ');
  await transport.close();
  expect(failureOf(await underWay).kind).toBe('aborted');
  expect(failureOf(await transport.send(post(`http://127.0.0.1:${server.port}/`), sending())).kind).toBe('aborted');
});

test('10,000 requests over 50 connections arrive once each, whole', async () => {
  const seen = new Map<string, number>();
  const server = await rawServer((socket) => {
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      for (let match = /\r\n\r\nid=(\d+);/.exec(text); match !== null; match = /\r\n\r\nid=(\d+);/.exec(text)) {
        seen.set(match[1] ?? '', (seen.get(match[1] ?? '') ?? 0) + 1);
        text = text.slice(match.index + match[0].length);
        socket.write(ok);
      }
    });
  });
  const transport = testTransport({ connectionsPerOrigin: 50 });
  const options = sending({ timeoutMs: 60_000 });
  const exchanges = await Promise.all(
    Array.from({ length: 10_000 }, (_, id) =>
      transport.send(post(`http://127.0.0.1:${server.port}/`, `id=${id};`), options),
    ),
  );
  expect(exchanges.every(({ outcome }) => outcome.kind === 'response' && outcome.response.status === 200)).toBe(true);
  expect(seen.size).toBe(10_000);
  expect([...seen.values()].every((count) => count === 1)).toBe(true);
  expect(server.connections()).toBeLessThanOrEqual(50);
});
