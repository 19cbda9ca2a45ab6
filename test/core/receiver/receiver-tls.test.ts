import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request as requestHttps } from 'node:https';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createTrust } from '../../../core/delivery/index.ts';
import { type FailureKind, type ReceiverTls, receiverSchema, receiverTlsChoices } from '../../../core/model/index.ts';
import { failureOf, lookupOf, post, responseOf, sending, testTransport } from '../delivery/transport-harness.ts';
import { aHost, anAuthority, aReceiver, portOf } from './receiver-fixtures.ts';

/** As in Electron, on whose runtime this file passes as well. */
const isBoringSsl = process.versions.openssl === '0.0.0';

/** A host whose certificates a transport trusts as Hookbench's own deliveries do. */
function aSecureHost(nowMs: () => number = Date.now) {
  const authority = anAuthority(nowMs);
  const { portCertificate } = authority;
  const hosting = aHost({ portCertificate, nowMs });
  const trust = createTrust({ loopbackAuthority: authority.known });
  return { ...hosting, authority, transport: testTransport({ trust }) };
}

const missedOf = ({ host }: Pick<ReturnType<typeof aHost>, 'host'>) =>
  host.states().map(({ missed }) => missed?.reason ?? null);

/** What a delivery ends with at each of them. */
const expected: Record<ReceiverTls, FailureKind | 200> = {
  good: 200,
  expired: 'tls-expired',
  'not-yet-valid': 'tls-expired',
  'other-host': 'tls-wrong-host',
  'unknown-authority': 'tls-untrusted',
  'self-signed': 'tls-untrusted',
  'outdated-version': 'tls-handshake',
};

test.each(receiverTlsChoices)('%s: what a delivery ends with, and what is told of it', async (tls) => {
  const secure = aSecureHost();
  const { url } = await secure.host.start('a', aReceiver({ tls }));
  expect(url).toMatch(/^https:\/\/127\.0\.0\.1:\d+\/hooks\/a$/);
  const end = expected[tls];
  for (const address of [url ?? '', (url ?? '').replace('127.0.0.1', 'localhost')]) {
    const result = await secure.transport.send(post(address), sending());
    if (end === 200) expect(responseOf(result).status).toBe(200);
    else expect(failureOf(result).kind).toBe(end);
  }
  const missed = end === 200 ? null : tls === 'outdated-version' ? 'tls-version' : 'left-at-certificate';
  await expect.poll(() => missedOf(secure)).toEqual([missed]);
  expect(secure.received).toHaveLength(end === 200 ? 2 : 0);
});

test('a request says by which TLS it came, and its signed URL is https', async () => {
  const urls: string[] = [];
  const verification = { scheme: { preset: 'test' }, key: 'secret', onFailure: 'record' as const };
  const authority = anAuthority();
  const verdict = {
    isValid: true,
    code: 'valid' as const,
    message: '',
    schemeName: '',
    signedContent: null,
    expectedSignature: null,
    receivedSignatures: [],
    timestamp: null,
    ageSeconds: null,
    keyFingerprint: null,
  };
  const verify = ({ url }: { url: string }) => {
    urls.push(url);
    return verdict;
  };
  const { host } = aHost({
    portCertificate: authority.portCertificate,
    verifierOf: () => ({ verify, judge: (parts, clockMs) => ({ verification: verify(parts), clockMs }) }),
  });
  const { url } = await host.start('a', aReceiver({ tls: 'good', verification }));
  const transport = testTransport({ trust: createTrust({ loopbackAuthority: authority.known }) });
  await transport.send(post(url ?? ''), sending());
  expect(host.request('req-1')).toMatchObject({
    tlsVersion: 'TLSv1.3',
    remoteAddress: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
  });
  expect(urls).toEqual([url, url]);
  const plain = await host.start('b', aReceiver());
  await fetch(plain.url ?? '');
  expect(host.request('req-2')?.tlsVersion).toBeNull();
});

describe('the authority', () => {
  test('is trusted by a Node client that is given it, and by no other', async () => {
    const { host, authority } = aSecureHost();
    const { url } = await host.start('a', aReceiver({ tls: 'good' }));
    const ask = (ca: string | undefined) =>
      new Promise((resolve) => {
        const agent = new Agent({ keepAlive: false, ...(ca === undefined ? {} : { ca }) });
        requestHttps(url ?? '', { agent }, (response) => resolve(response.resume().statusCode))
          .on('error', (error: NodeJS.ErrnoException) => resolve(error.code))
          .end();
      });
    expect(await ask(await authority.certificate())).toBe(200);
    expect(await ask(undefined)).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE');
  });

  test('is trusted by deliveries on this machine only', async () => {
    const { host, authority } = aSecureHost();
    const state = await host.start('a', aReceiver({ tls: 'good' }));
    const asked: boolean[] = [];
    const trust = createTrust({ loopbackAuthority: authority.known });
    const transport = testTransport({
      trust: {
        ...trust,
        context(isLoopback) {
          asked.push(isLoopback);
          return trust.context(isLoopback);
        },
      },
      lookup: lookupOf('127.0.0.1'),
    });
    await transport.send(post(`https://localhost:${portOf(state)}/hooks/a`), sending());
    expect(asked).toEqual([true]);
    expect(trust.context(true)).not.toBe(trust.context(false));
    expect(trust.context(false)).toBe(createTrust({}).context(false));
  });

  test('passes an outside check, and may vouch for nothing but this machine', async (context) => {
    if (spawnSync('openssl', ['version']).error) return context.skip('openssl is not installed');
    const folder = mkdtempSync(join(tmpdir(), 'hookbench-tls-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const { authority } = aSecureHost();
    const file = (name: string, text: string): string => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    const authorityFile = file('authority.pem', await authority.certificate());
    const verify = async (tls: ReceiverTls, host: string[]) => {
      const { certificate } = await authority.portCertificate(tls);
      const args = ['verify', '-x509_strict', '-CAfile', authorityFile, ...host, file(`${tls}.pem`, certificate)];
      const { stdout, stderr } = spawnSync('openssl', args, { encoding: 'utf8' });
      return /OK|error \d+[^\n]*/.exec(stdout + stderr)?.[0];
    };
    for (const host of [
      ['-verify_hostname', 'localhost'],
      ['-verify_ip', '127.0.0.1'],
      ['-verify_ip', '::1'],
    ]) {
      expect(await verify('good', host)).toBe('OK');
    }
    expect(await verify('good', ['-verify_hostname', 'example.com'])).toContain('hostname mismatch');
    expect(await verify('other-host', [])).toBe('OK');
    expect(await verify('expired', [])).toContain('certificate has expired');
    expect(await verify('not-yet-valid', [])).toContain('certificate is not yet valid');
    expect(await verify('unknown-authority', [])).toContain('unable to get local issuer certificate');
    expect(await verify('self-signed', [])).toContain('self-signed certificate');
    const text = spawnSync('openssl', ['x509', '-in', authorityFile, '-noout', '-text'], { encoding: 'utf8' }).stdout;
    expect(text).toMatch(/Name Constraints: critical\s+Permitted:\s+DNS:localhost\s+DNS:invalid\s/);
  });

  test('lets curl in that is given it, and no other curl', async (context) => {
    if (spawnSync('curl', ['--version']).error) return context.skip('curl is not installed');
    const folder = mkdtempSync(join(tmpdir(), 'hookbench-tls-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const secure = aSecureHost();
    const { url } = await secure.host.start('a', aReceiver({ tls: 'good' }));
    writeFileSync(join(folder, 'authority.pem'), await secure.authority.certificate());
    const curl = (...args: string[]) =>
      promisify(execFile)('curl', ['--silent', '--show-error', ...args, url ?? '']).then(
        ({ stdout }) => stdout,
        (error: { stderr: string }) => error.stderr,
      );
    expect(await curl('--cacert', join(folder, 'authority.pem'), '--data', '{}')).toBe('ok');
    expect(missedOf(secure)).toEqual([null]);
    expect(await curl('--data', '{}')).toContain('SSL certificate problem');
    // BoringSSL cannot read curl's alert.
    await expect.poll(() => missedOf(secure)).toEqual([isBoringSsl ? 'left-at-certificate' : 'certificate-untrusted']);
  });
});

describe('a port', () => {
  test('has one protocol and one certificate: another one names both receivers and what to do', async () => {
    const { host } = aSecureHost();
    const port = portOf(await host.start('a', aReceiver({ name: 'Careful', tls: 'good' })));
    const other = (tls?: ReceiverTls) =>
      host.start('b', aReceiver({ name: 'Other', port, path: '/b', ...(tls === undefined ? {} : { tls }) }));
    await expect(other()).rejects.toMatchObject({
      code: 'conflict',
      field: 'tls',
      message: `"Other" is to speak http on port ${port}, where "Careful" speaks https (good). A port has one protocol and one certificate: give one of them another port, or both the same.`,
    });
    await expect(other('expired')).rejects.toMatchObject({ code: 'conflict', field: 'tls' });
    expect((await other('good')).url).toBe(`https://127.0.0.1:${port}/b`);
    await expect(host.start('c', aReceiver({ port, tls: 'expired' }))).rejects.toMatchObject({ field: 'path' });
  });

  test('that a change made disagree is left, and the next change that agrees brings the receiver back', async () => {
    const { host } = aSecureHost();
    const first = await host.start('a', aReceiver());
    const port = portOf(first);
    await host.start('b', aReceiver({ port, path: '/b' }));
    await expect(host.update('b', aReceiver({ port, path: '/b', tls: 'good' }))).rejects.toMatchObject({
      field: 'tls',
    });
    expect(host.states()[1]).toMatchObject({ status: 'failed', url: null });
    expect((await fetch(first.url ?? '')).status).toBe(200);
    const moved = await host.update('b', aReceiver({ path: '/b', tls: 'good' }));
    expect(moved).toMatchObject({ status: 'running', url: expect.stringMatching(/^https:/) });
    await expect(host.update('b', aReceiver({ port, path: '/b', tls: 'good' }))).rejects.toThrow();
    await host.stop('b');
    expect((await host.update('b', aReceiver({ path: '/b' }))).status).toBe('stopped');
  });

  test('that a receiver could not start on is taken once that is mended, and not after a stop', async () => {
    const { host } = aSecureHost();
    const port = portOf(await host.start('a', aReceiver()));
    const wrong = aReceiver({ port, path: '/b', tls: 'good' });
    await expect(host.start('b', wrong)).rejects.toMatchObject({ field: 'tls' });
    expect((await host.update('b', aReceiver({ port, path: '/b' }))).status).toBe('running');
    await host.stop('b');
    await expect(host.start('b', wrong)).rejects.toMatchObject({ field: 'tls' });
    await host.stop('b');
    expect((await host.update('b', aReceiver({ port, path: '/b' }))).status).toBe('stopped');
  });

  test('goes over as a whole when its receivers are changed alike, one by one', async () => {
    const { host } = aSecureHost();
    const port = portOf(await host.start('a', aReceiver()));
    for (const key of ['b', 'c']) await host.start(key, aReceiver({ port, path: `/${key}` }));
    const change = (key: string, path: string) => host.update(key, aReceiver({ port, path, tls: 'good' }));
    await expect(change('a', '/hooks/a')).rejects.toMatchObject({ field: 'tls' });
    await expect(change('b', '/b')).rejects.toMatchObject({ field: 'tls' });
    await change('c', '/c');
    expect(host.states().map(({ status, url }) => [status, url])).toEqual([
      ['running', `https://127.0.0.1:${port}/hooks/a`],
      ['running', `https://127.0.0.1:${port}/b`],
      ['running', `https://127.0.0.1:${port}/c`],
    ]);
  });

  test('is opened anew for another protocol or certificate, and ends the connections it has', async () => {
    const secure = aSecureHost();
    const { host, transport, received } = secure;
    const first = await host.start('a', aReceiver());
    const port = portOf(first);
    const idle = connect(port, '127.0.0.1');
    const idleEnd = new Promise((resolve) => idle.on('close', resolve));
    idle.on('error', () => {});
    await new Promise((resolve) => idle.once('connect', resolve));
    const good = await host.update('a', aReceiver({ port, tls: 'good' }));
    await idleEnd;
    expect(good).toMatchObject({ status: 'running', url: `https://127.0.0.1:${port}/hooks/a` });
    expect(responseOf(await transport.send(post(good.url ?? ''), sending())).status).toBe(200);
    // One that has not shaken hands, and one that is kept alive.
    const silent = connect(port, '127.0.0.1');
    silent.on('error', () => {});
    const silentEnd = new Promise((resolve) => silent.on('close', resolve));
    await new Promise((resolve) => silent.once('connect', resolve));
    await host.update('a', aReceiver({ port, tls: 'expired' }));
    await silentEnd;
    expect(failureOf(await transport.send(post(good.url ?? ''), sending())).kind).toBe('tls-expired');
    await host.update('a', aReceiver({ port, tls: 'good' }));
    const again = await transport.send(post(good.url ?? ''), sending());
    expect([responseOf(again).status, again.isSocketReused]).toEqual([200, false]);
    await host.update('a', aReceiver({ port, tls: 'good', answer: { ...aReceiver().answer, body: 'changed' } }));
    expect((await transport.send(post(good.url ?? ''), sending())).isSocketReused).toBe(true);
    expect(received).toHaveLength(3);
  });

  test('renews a certificate that is about to run out, without a restart', async () => {
    let ms = Date.now();
    const { host } = aSecureHost(() => ms);
    const port = portOf(await host.start('a', aReceiver({ tls: 'good' })));
    const validTo = () =>
      new Promise<number>((resolve, reject) => {
        const socket: TLSSocket = connectTls({ port, host: '127.0.0.1', rejectUnauthorized: false }, () => {
          resolve(Date.parse(socket.getPeerCertificate().valid_to));
          socket.destroy();
        });
        socket.on('error', reject);
      });
    const first = await validTo();
    ms = first - 31 * 86_400_000;
    expect(await validTo()).toBe(first);
    ms = first - 29 * 86_400_000;
    await expect.poll(validTo).toBeGreaterThan(first);
    // Its second server, on ::1, has the same one.
    expect((await host.update('a', aReceiver({ tls: 'good' }))).status).toBe('running');
  });
});

describe('what fails before there is a request', () => {
  test('plain http at a port that speaks https', async () => {
    const secure = aSecureHost();
    const port = portOf(await secure.host.start('a', aReceiver({ tls: 'good' })));
    for (const method of ['POST', 'PATCH', 'DELETE']) {
      await expect(fetch(`http://127.0.0.1:${port}/hooks/a`, { method })).rejects.toThrow();
      await expect.poll(() => missedOf(secure)).toEqual(['plain-http']);
      secure.host.clear('a');
    }
  });

  test('a handshake that is broken off; somebody who only looks whether the port is open is not told of', async () => {
    const secure = aSecureHost();
    const port = portOf(await secure.host.start('a', aReceiver({ tls: 'good' })));
    const send = (bytes: Uint8Array) =>
      new Promise((resolve) => {
        const socket = connect(port, '127.0.0.1', () => socket.end(bytes)).resume();
        socket.on('error', () => {});
        socket.on('close', resolve);
      });
    await send(Uint8Array.of());
    await send(Uint8Array.of(0x16, 3, 1, 0, 200, 1, 0, 0, 196));
    await expect.poll(() => secure.host.states()[0]?.missed).toMatchObject({ reason: 'tls-failed', count: 1 });
  });

  test.each([
    ['at once', ''],
    ['after a request', 'GET /hooks/a HTTP/1.1\r\nHost: x\r\n\r\n'],
  ])('what is no HTTP under TLS is told once, as what it is: %s', async (_when, before) => {
    const secure = aSecureHost();
    const port = portOf(await secure.host.start('a', aReceiver({ tls: 'good' })));
    const socket = connectTls({ port, host: '127.0.0.1', rejectUnauthorized: false }, () => {
      socket.write(`${before}hello\r\n\r\n`);
    });
    socket.on('error', () => {});
    await new Promise((resolve) => socket.resume().on('close', resolve));
    await expect.poll(() => secure.host.states()[0]?.missed).toMatchObject({ reason: 'not-http', count: 1 });
    expect(secure.received).toHaveLength(before === '' ? 0 : 1);
  });

  test('a sender that is too old or too new for the versions there are', async () => {
    const secure = aSecureHost();
    const port = portOf(await secure.host.start('a', aReceiver({ tls: 'good' })));
    const careless = isBoringSsl ? {} : { ciphers: 'DEFAULT@SECLEVEL=0' };
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ...careless } as const;
    const socket = connectTls({ port, host: '127.0.0.1', rejectUnauthorized: false, ...old });
    await new Promise((resolve) => socket.on('error', resolve));
    await expect.poll(() => missedOf(secure)).toEqual(['tls-version']);
    const outdated = portOf(await secure.host.start('b', aReceiver({ tls: 'outdated-version' })));
    const spoken = await new Promise((resolve, reject) => {
      const other: TLSSocket = connectTls(
        { port: outdated, host: '127.0.0.1', rejectUnauthorized: false, ...old },
        () => {
          resolve(other.getProtocol());
          other.destroy();
        },
      );
      other.on('error', reject);
    });
    expect(spoken).toBe('TLSv1.1');
  });
});

/** What is done to the connection itself, past the response. */
test.each(['reset', 'close', 'truncate', 'garbage', 'endless-headers'] as const)(
  '%s is the same failure over TLS',
  async (fault) => {
    const kinds: FailureKind[] = [];
    for (const tls of [undefined, 'good'] as const) {
      const { host, transport } = aSecureHost();
      const answer = { status: 200, headers: [], body: '', latencyMs: 0, fault };
      const { url } = await host.start('a', aReceiver({ answer, ...(tls === undefined ? {} : { tls }) }));
      kinds.push(failureOf(await transport.send(post(url ?? ''), sending())).kind);
    }
    expect(kinds[1]).toBe(kinds[0]);
  },
);

test('a file of before is plain http, and another word is refused', () => {
  expect(receiverSchema.parse(aReceiver())).toEqual(aReceiver());
  expect(receiverSchema.safeParse({ ...aReceiver(), tls: 'best' }).success).toBe(false);
});
