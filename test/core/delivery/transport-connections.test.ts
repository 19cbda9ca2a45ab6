import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { createProxyRules, createTrust } from '../../../core/delivery/index.ts';
import { freePort } from '../../support/free-port.ts';
import { answering, type RawServer, rawServer, rawTlsServer } from './raw-servers.ts';
import { failureOf, lookupOf, post, responseOf, sending, testTransport } from './transport-harness.ts';

const ok = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok';
const certificate = (name: string): string =>
  readFileSync(resolve(import.meta.dirname, `certificates/${name}.pem`), 'utf8');
const key = certificate('key');
const trustOfTests = createTrust({ certificates: [certificate('authority')] });
const acceptsAny = createTrust({ acceptsAnyOnLoopback: true });

const endpoint = (name: string): Promise<RawServer> => rawTlsServer({ key, cert: certificate(name) }, answering(ok));

/** Opens every tunnel it is asked for to the same port of this machine, whatever host it is asked for. */
const proxyTo = (port: number): Promise<RawServer> =>
  rawServer((socket) => {
    socket.once('data', () => {
      const onward = connect(port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        socket.pipe(onward).pipe(socket);
      });
      onward.on('error', () => socket.destroy());
      socket.on('close', () => onward.destroy());
    });
  });

const by = (setting: string) => ({ findProxy: createProxyRules({ setting, variables: {} }) });

test.each(['self-signed', 'expired', 'other-host'])(
  'a certificate that is %s will do on this machine when told so',
  async (name) => {
    const server = await endpoint(name);
    for (const host of ['localhost', '127.0.0.1', 'endpoint.test']) {
      const transport = testTransport({ trust: acceptsAny, lookup: lookupOf('127.0.0.1') });
      const exchange = await transport.send(post(`https://${host}:${server.port}/`), sending());
      expect(responseOf(exchange).status).toBe(200);
    }
  },
);

test('a request goes by way of the proxy; TLS is with the endpoint, which is held to the name of the URL', async () => {
  const server = await endpoint('other-host');
  const proxy = await proxyTo(server.port);
  const transport = testTransport({ trust: trustOfTests, ...by(`http://127.0.0.1:${proxy.port}`) });
  const send = (host: string) => transport.send(post(`https://${host}:${server.port}/`), sending());
  const first = await send('other.example');
  expect(responseOf(first).status).toBe(200);
  expect(first.timings.tlsMs).toBeGreaterThan(0);
  const target = `other.example:${server.port}`;
  expect(proxy.received()).toContain(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`);
  expect(proxy.received()).not.toContain('POST');
  expect((await send('other.example')).isSocketReused).toBe(true);
  expect(failureOf(await send('hooks.example')).kind).toBe('tls-wrong-host');
});

test('plain http goes through a tunnel too; what was dialled is said to be a proxy', async () => {
  const server = await rawServer(answering(ok));
  const proxy = await proxyTo(server.port);
  const transport = testTransport(by(`http://127.0.0.1:${proxy.port}`));
  const send = () => transport.send(post('http://hooks.example/events'), sending({ plainHttp: 'always' }));
  const first = await send();
  expect(responseOf(first).status).toBe(200);
  expect(first.remoteAddress).toBe(`via 127.0.0.1:${proxy.port}`);
  expect(first.timings.connectMs).toBeGreaterThan(0);
  expect(server.received()).toContain('POST /events HTTP/1.1\r\n');
  expect((await send()).isSocketReused).toBe(true);
  expect(proxy.received()).toContain('CONNECT hooks.example:80 HTTP/1.1\r\n');
});

test('that any certificate will do on this machine says nothing of what a proxy leads to', async () => {
  const server = await endpoint('self-signed');
  const proxy = await proxyTo(server.port);
  const transport = testTransport({ trust: acceptsAny, ...by(`http://127.0.0.1:${proxy.port}`) });
  const exchange = await transport.send(post(`https://hooks.example:${server.port}/`), sending());
  expect(failureOf(exchange).kind).toBe('tls-untrusted');
});

test('a password of the variables is sent to the proxy, and told to nobody', async () => {
  const proxy = await rawServer(answering('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n'));
  const variables = { HTTPS_PROXY: `http://ada:s%40fe@127.0.0.1:${proxy.port}` };
  const transport = testTransport({ findProxy: createProxyRules({ setting: undefined, variables }) });
  const failure = failureOf(await transport.send(post('https://hooks.example/'), sending()));
  expect(proxy.received()).toContain(`Proxy-Authorization: Basic ${Buffer.from('ada:s@fe').toString('base64')}\r\n`);
  expect(failure).toEqual({
    kind: 'proxy-failed',
    code: 'HOOKBENCH_PROXY',
    detail: `The proxy http://127.0.0.1:${proxy.port} answered 407 Proxy Authentication Required when asked for hooks.example:443.`,
  });
});

test.each([
  ['is no proxy at all', 'SSH-2.0-OpenSSH_9.2\r\n\r\n', 'something that is not HTTP'],
  ['never ends its head', 'x'.repeat(20_000), 'something that is not HTTP'],
  ['hangs up', '', 'closed the connection'],
])('a proxy that %s has failed', async (_name, answer, words) => {
  const proxy = await rawServer((socket) => socket.once('data', () => socket.end(answer)));
  const transport = testTransport(by(`http://127.0.0.1:${proxy.port}`));
  const failure = failureOf(await transport.send(post('https://hooks.example/'), sending()));
  expect(failure).toMatchObject({ kind: 'proxy-failed', detail: expect.stringContaining(words) });
});

test('a proxy that nobody answers for has failed, not the endpoint', async () => {
  const port = await freePort();
  const exchange = await testTransport(by(`http://127.0.0.1:${port}`)).send(post('https://hooks.example/'), sending());
  expect(failureOf(exchange)).toMatchObject({
    kind: 'proxy-failed',
    detail: `The proxy http://127.0.0.1:${port} cannot be reached: connect ECONNREFUSED 127.0.0.1:${port}.`,
  });
});

test('a proxy of another kind is refused before anything is sent', async () => {
  const findProxy = createProxyRules({ setting: undefined, variables: { ALL_PROXY: 'socks5://proxy.example:1080' } });
  const failure = failureOf(await testTransport({ findProxy }).send(post('https://hooks.example/'), sending()));
  expect(failure).toMatchObject({
    kind: 'proxy-failed',
    detail: expect.stringContaining('socks5://proxy.example:1080'),
  });
});

test.each<[string, Record<string, string>, string, string | null]>([
  ['nothing is set', {}, 'https://hooks.example', null],
  ['https has one', { HTTPS_PROXY: 'http://p:1' }, 'https://hooks.example', 'p:1'],
  ['https has one, http has none', { HTTPS_PROXY: 'http://p:1' }, 'http://hooks.example', null],
  ['small letters go first', { https_proxy: 'q:2', HTTPS_PROXY: 'http://p:1' }, 'https://hooks.example', 'q:2'],
  ['all have one', { ALL_PROXY: 'p:1' }, 'http://hooks.example', 'p:1'],
  ['this machine', { ALL_PROXY: 'p:1' }, 'https://localhost:8443', null],
  ['this machine, by a name of its own', { ALL_PROXY: 'p:1' }, 'https://app.localhost', null],
  ['this machine, by address', { ALL_PROXY: 'p:1' }, 'https://[::1]:8443', null],
  ['a host is excepted', { ALL_PROXY: 'p:1', NO_PROXY: 'a.example, hooks.example' }, 'https://hooks.example', null],
  ['with those below it', { ALL_PROXY: 'p:1', NO_PROXY: 'example' }, 'https://hooks.example', null],
  ['a dot makes no difference', { ALL_PROXY: 'p:1', NO_PROXY: '.hooks.example' }, 'https://hooks.example', null],
  ['but not what merely ends so', { ALL_PROXY: 'p:1', NO_PROXY: 'oks.example' }, 'https://hooks.example', 'p:1'],
  ['at one port', { ALL_PROXY: 'p:1', NO_PROXY: 'hooks.example:443' }, 'https://hooks.example', null],
  ['at another port', { ALL_PROXY: 'p:1', NO_PROXY: 'hooks.example:8443' }, 'https://hooks.example', 'p:1'],
  ['everything is', { ALL_PROXY: 'p:1', NO_PROXY: '*' }, 'https://hooks.example', null],
])('variables say which proxy leads there: %s', (_name, variables, origin, expected) => {
  const found = createProxyRules({ setting: undefined, variables })(origin);
  expect(found === null ? null : 'hostname' in found && `${found.hostname}:${found.port}`).toBe(expected);
});

test('a password with a stray percent sign is taken as it is written', () => {
  const findProxy = createProxyRules({ setting: undefined, variables: { HTTPS_PROXY: 'http://ada:50%@p:1' } });
  expect(findProxy('https://hooks.example')).toMatchObject({
    name: 'http://p:1',
    authorization: `Basic ${Buffer.from('ada:50%').toString('base64')}`,
  });
});

test('a setting goes before the variables, and none means none', () => {
  const variables = { HTTPS_PROXY: 'http://p:1' };
  expect(createProxyRules({ setting: 'none', variables })('https://hooks.example')).toBeNull();
  expect(createProxyRules({ setting: 'http://q:2', variables })('https://hooks.example')).toMatchObject({
    hostname: 'q',
  });
});
