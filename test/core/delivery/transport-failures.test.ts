import { readFileSync } from 'node:fs';
import type { LookupFunction } from 'node:net';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { createTrust } from '../../../core/delivery/index.ts';
import type { FailureKind } from '../../../core/model/index.ts';
import { freePort } from '../../support/free-port.ts';
import { answering, rawServer, rawTlsServer } from './raw-servers.ts';
import { failureOf, lookupOf, post, responseOf, sending, testTransport } from './transport-harness.ts';

const ok = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok';
const certificate = (name: string): string =>
  readFileSync(resolve(import.meta.dirname, `certificates/${name}.pem`), 'utf8');
const key = certificate('key');
const authority = certificate('authority');

/** A name look-up that fails as the system's would. */
function failingLookup(code: string): LookupFunction {
  return (hostname, _options, callback) => {
    const error = Object.assign(new Error(`getaddrinfo ${code} ${hostname}`), {
      code,
      syscall: 'getaddrinfo',
      hostname,
    });
    process.nextTick(() => callback(error, ''));
  };
}

test('a port without a listener refuses', async () => {
  const port = await freePort();
  const exchange = await testTransport().send(post(`http://127.0.0.1:${port}/`), sending());
  expect(failureOf(exchange)).toEqual({
    kind: 'connection-refused',
    detail: `connect ECONNREFUSED 127.0.0.1:${port}`,
    code: 'ECONNREFUSED',
  });
  expect(exchange.isSocketReused).toBeNull();
  expect(exchange.remoteAddress).toBeNull();
  expect(exchange.timings.connectMs).toBeNull();
});

test('when both addresses of a name refuse, both are named', async () => {
  const port = await freePort();
  const transport = testTransport({ lookup: lookupOf('127.0.0.1', '127.0.0.2') });
  const failure = failureOf(await transport.send(post(`http://localhost:${port}/`), sending()));
  expect(failure.kind).toBe('connection-refused');
  expect(failure.code).toBe('ECONNREFUSED');
  expect(failure.detail).toContain(`127.0.0.1:${port}`);
  expect(failure.detail).toContain(`127.0.0.2:${port}`);
});

test('a name whose first address refuses is reached at its second', async () => {
  const server = await rawServer(answering(ok));
  const transport = testTransport({ lookup: lookupOf('127.0.0.2', '127.0.0.1') });
  const exchange = await transport.send(post(`http://localhost:${server.port}/`), sending());
  expect(responseOf(exchange).status).toBe(200);
  expect(exchange.remoteAddress).toBe(`127.0.0.1:${server.port}`);
  expect(exchange.timings.dnsMs).toBeGreaterThanOrEqual(0);
});

test.each<[string, FailureKind]>([
  ['ENOTFOUND', 'dns-not-found'],
  ['EAI_AGAIN', 'dns-failed'],
  ['ESERVFAIL', 'dns-failed'],
])('a look-up that ends in %s is %s', async (code, kind) => {
  const transport = testTransport({ lookup: failingLookup(code) });
  const exchange = await transport.send(post('https://hooks.example/'), sending());
  expect(failureOf(exchange)).toMatchObject({ kind, code, detail: `getaddrinfo ${code} hooks.example` });
});

test.each<[string, FailureKind, string]>([
  ['reset after the request', 'connection-reset', 'reset'],
  ['closed after the request', 'connection-closed', 'close'],
  ['closed in the head', 'response-incomplete', 'HTTP/1.1 200 OK\r\nconte'],
  ['closed in a body of known length', 'response-incomplete', 'HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf'],
  ['closed in a chunked body', 'response-incomplete', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhal'],
  ['not HTTP at all', 'protocol-error', 'SSH-2.0-OpenSSH_9.2\r\n\r\n'],
  ['a status below 100', 'protocol-error', 'HTTP/1.1 099 Odd\r\ncontent-length: 0\r\n\r\n'],
  ['a bad chunk size', 'protocol-error', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n'],
  ['an unasked upgrade', 'protocol-error', 'HTTP/1.1 101 Switching\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n'],
  ['an endless head', 'headers-too-large', `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`],
])('%s is %s', async (_name, kind, behaviour) => {
  const server = await rawServer((socket) => {
    socket.once('data', () => {
      if (behaviour === 'reset') socket.resetAndDestroy();
      else if (behaviour === 'close') socket.end();
      else socket.end(behaviour, 'latin1');
    });
  });
  const failure = failureOf(await testTransport().send(post(`http://127.0.0.1:${server.port}/`), sending()));
  expect(failure.kind).toBe(kind);
  expect(failure.detail).not.toBe('');
});

test.each<[string, FailureKind]>([
  ['self-signed', 'tls-untrusted'],
  ['expired', 'tls-expired'],
  ['other-host', 'tls-wrong-host'],
])('a certificate that is %s gives %s', async (name, kind) => {
  const server = await rawTlsServer({ key, cert: certificate(name) }, answering(ok));
  const transport = testTransport({ trust: createTrust({ certificates: [authority] }) });
  const exchange = await transport.send(post(`https://localhost:${server.port}/`), sending());
  expect(failureOf(exchange).kind).toBe(kind);
  expect(exchange.remoteAddress).toBe(`127.0.0.1:${server.port}`);
});

test('a certificate from an authority that nobody told of is not trusted', async () => {
  const server = await rawTlsServer({ key, cert: certificate('valid') }, answering(ok));
  const exchange = await testTransport().send(post(`https://localhost:${server.port}/`), sending());
  expect(failureOf(exchange).kind).toBe('tls-untrusted');
});

test('a good certificate is accepted, by name and by address, and TLS is timed', async () => {
  const server = await rawTlsServer({ key, cert: certificate('valid') }, answering(ok));
  const transport = testTransport({ trust: createTrust({ certificates: [authority] }) });
  for (const host of ['localhost', '127.0.0.1']) {
    const exchange = await transport.send(post(`https://${host}:${server.port}/`), sending());
    expect(responseOf(exchange).status).toBe(200);
    expect(exchange.timings.tlsMs).toBeGreaterThan(0);
    expect(exchange.timings.connectMs).toBeGreaterThan(0);
  }
});

test('TLS to a port that speaks plain HTTP fails in the handshake', async () => {
  const server = await rawServer((socket) => socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')));
  const exchange = await testTransport().send(post(`https://127.0.0.1:${server.port}/`), sending());
  expect(failureOf(exchange).kind).toBe('tls-handshake');
});

test('a connection cut during the handshake is a handshake failure', async () => {
  const server = await rawServer((socket) => socket.once('data', () => socket.resetAndDestroy()));
  const exchange = await testTransport().send(post(`https://127.0.0.1:${server.port}/`), sending());
  expect(failureOf(exchange).kind).toBe('tls-handshake');
});

test('no connection in time is a connect timeout: a look-up that never ends', async () => {
  const transport = testTransport({ lookup: () => {} });
  const exchange = await transport.send(post('https://hooks.example/'), sending({ timeoutMs: 30 }));
  expect(failureOf(exchange)).toMatchObject({ kind: 'connect-timeout', code: 'HOOKBENCH_TIMEOUT' });
});

test('a TLS handshake that never ends is a connect timeout', async () => {
  const server = await rawServer(() => {});
  const exchange = await testTransport().send(post(`https://127.0.0.1:${server.port}/`), sending({ timeoutMs: 60 }));
  expect(failureOf(exchange).kind).toBe('connect-timeout');
});

/** Long enough that also a busy machine has come to the phase that is meant when the time is over. */
const phaseMs = 1200;

test('no answer in time is a headers timeout', async () => {
  const server = await rawServer((socket) => socket.on('data', () => {}));
  const exchange = await testTransport().send(
    post(`http://127.0.0.1:${server.port}/`),
    sending({ timeoutMs: phaseMs }),
  );
  expect(failureOf(exchange).kind).toBe('headers-timeout');
  expect(exchange.durationMs).toBeGreaterThanOrEqual(phaseMs - 5);
  expect(exchange.remoteAddress).toBe(`127.0.0.1:${server.port}`);
});

test('an answer that does not end in time is a body timeout, and its connection is given up', async () => {
  const server = await rawServer((socket) => {
    socket.on('data', () => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf'));
  });
  const transport = testTransport({ connectionsPerOrigin: 1 });
  for (let count = 1; count <= 2; count++) {
    const exchange = await transport.send(post(`http://127.0.0.1:${server.port}/`), sending({ timeoutMs: phaseMs }));
    expect(failureOf(exchange).kind).toBe('body-timeout');
    expect(server.connections()).toBe(count);
  }
});

test('time in the queue does not count against the timeout', async () => {
  const server = await rawServer((socket) => {
    socket.on('data', () => {});
  });
  const transport = testTransport({ connectionsPerOrigin: 1 });
  const url = `http://127.0.0.1:${server.port}/`;
  const [first, second] = await Promise.all([
    transport.send(post(url), sending({ timeoutMs: phaseMs })),
    transport.send(post(url), sending({ timeoutMs: phaseMs })),
  ]);
  expect(failureOf(first).kind).toBe('headers-timeout');
  expect(failureOf(second).kind).toBe('headers-timeout');
  expect(second.timings.queueMs).toBeGreaterThanOrEqual(phaseMs - 10);
  expect(second.durationMs).toBeLessThan(second.timings.totalMs);
});

test('an answer past the limit is cut off', async () => {
  const chunk = Buffer.alloc(1024 * 1024, 'x');
  const server = await rawServer((socket) => {
    socket.once('data', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      const more = (): void => {
        while (!socket.destroyed && socket.write(chunk));
      };
      socket.on('drain', more);
      more();
    });
  });
  const exchange = await testTransport().send(post(`http://127.0.0.1:${server.port}/`), sending());
  expect(failureOf(exchange).kind).toBe('response-too-large');
});

test('aborting reaches the socket, in every phase', async () => {
  const silent = await rawServer((socket) => socket.on('data', () => {}));
  const half = await rawServer((socket) => {
    socket.on('data', () => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf'));
  });
  const transport = testTransport({ connectionsPerOrigin: 1, lookup: () => {} });
  const stopper = new AbortController();
  const options = sending({ signal: stopper.signal });
  const exchanges = [
    transport.send(post(`http://127.0.0.1:${silent.port}/waiting`), options),
    transport.send(post(`http://127.0.0.1:${silent.port}/queued`), options),
    transport.send(post(`http://127.0.0.1:${half.port}/receiving`), options),
    transport.send(post('https://hooks.example/connecting'), options),
  ];
  await expect
    .poll(() => [silent.received().includes('/waiting'), half.received().includes('/receiving')])
    .toEqual([true, true]);
  stopper.abort();
  for (const exchange of await Promise.all(exchanges)) {
    expect(failureOf(exchange)).toMatchObject({ kind: 'aborted', code: 'HOOKBENCH_ABORTED' });
  }
  expect(silent.received()).not.toContain('queued');
  expect(failureOf(await transport.send(post(`http://127.0.0.1:${silent.port}/late`), options)).kind).toBe('aborted');
});

test.each([
  '',
  'not a url',
  'https://exa mple.com/',
  'https://h/a b',
  'https://h/a\tb',
  '/relative',
  'ftp://host/x',
  'https://',
  'https://user:pw@host/',
  'mailto:a@b',
])('the URL "%s" is not valid', async (url) => {
  expect(failureOf(await testTransport().send(post(url), sending())).kind).toBe('invalid-url');
});

test.each([
  ['http://198.51.100.7/', 'loopback'],
  ['http://127.0.0.1/', 'never'],
  ['http://[2001:db8::1]/', 'loopback'],
  ['http://169.254.169.254/latest/meta-data', 'always'],
  ['https://169.254.169.254/', 'always'],
  ['http://[::ffff:169.254.169.254]/', 'always'],
  ['http://2852039166/', 'always'],
  ['http://[fd00:ec2::254]/', 'always'],
  ['http://metadata.google.internal/', 'always'],
  ['http://100.100.100.200/', 'always'],
] as const)('%s is blocked when plain http is allowed: %s', async (url, plainHttp) => {
  const failure = failureOf(await testTransport().send(post(url), sending({ plainHttp })));
  expect(failure.kind).toBe('blocked-by-policy');
});

test('a name is judged by the address that would be dialled', async () => {
  const server = await rawServer(answering(ok));
  const url = `http://intranet.example:${server.port}/`;
  const outside = testTransport({ lookup: lookupOf('127.0.0.1', '198.51.100.7') });
  expect(failureOf(await outside.send(post(url), sending())).kind).toBe('blocked-by-policy');
  const metadata = testTransport({ lookup: lookupOf('169.254.169.254') });
  expect(failureOf(await metadata.send(post('https://intranet.example/'), sending())).kind).toBe('blocked-by-policy');
  const here = testTransport({ lookup: lookupOf('127.0.0.1') });
  expect(responseOf(await here.send(post(url), sending())).status).toBe(200);
  expect(server.connections()).toBe(1);
});

test('a connection opened for "always" is not used for "loopback"', async () => {
  const server = await rawServer(answering(ok));
  const addresses = ['127.0.0.1'];
  const lookup: LookupFunction = (hostname, options, callback) => lookupOf(...addresses)(hostname, options, callback);
  const transport = testTransport({ lookup });
  const url = `http://moving.example:${server.port}/`;
  expect(responseOf(await transport.send(post(url), sending({ plainHttp: 'always' }))).status).toBe(200);
  addresses[0] = '198.51.100.7';
  expect(failureOf(await transport.send(post(url), sending())).kind).toBe('blocked-by-policy');
});
