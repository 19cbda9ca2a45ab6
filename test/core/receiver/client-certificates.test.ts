import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request as requestHttps } from 'node:https';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createTrust, readClientCertificate } from '../../../core/delivery/index.ts';
import { type ClientCertificateDemand, receiverSchema } from '../../../core/model/index.ts';
import { failureOf, post, responseOf, sending, testTransport } from '../delivery/transport-harness.ts';
import { aHost, anAuthority, aReceiver, portOf } from './receiver-fixtures.ts';

type Keyed = { certificate: string; privateKey: string };
const ofTests = (name: string): string =>
  readFileSync(resolve(import.meta.dirname, `../delivery/certificates/${name}.pem`), 'utf8');
/** Of an authority that receivers do not know. */
const foreign: Keyed = { certificate: ofTests('valid'), privateKey: ofTests('key') };

function askingHost(nowMs: () => number = Date.now) {
  const authority = anAuthority(nowMs);
  const hosting = aHost({ nowMs }, authority);
  const start = (clientCertificate: ClientCertificateDemand) =>
    hosting.host.start('a', aReceiver({ tls: 'good', clientCertificate }));
  const transportWith = (keyed: Keyed | null) => {
    const client = keyed === null ? null : readClientCertificate(keyed.certificate, keyed.privateKey, 'The key');
    if (client !== null && 'message' in client) throw new Error(client.message);
    return testTransport({ trust: createTrust({ loopbackAuthority: authority.known, clientCertificate: client }) });
  };
  const missed = () => hosting.host.states().map((state) => state.missed?.reason ?? null);
  return { ...hosting, authority, start, transportWith, missed };
}

describe('a delivery', () => {
  test('shows its certificate to a receiver that asks, on every connection, resumed ones too', async () => {
    const asking = askingHost();
    const { url } = await asking.start('local-authority');
    const transport = asking.transportWith(await asking.authority.clientCertificate());
    const send = () => transport.send(post(url ?? ''), sending());
    expect(responseOf(await send()).status).toBe(200);
    // Four at once: the others resume the session of the first.
    const more = await Promise.all([send(), send(), send(), send()]);
    expect(more.map((exchange) => responseOf(exchange).status)).toEqual([200, 200, 200, 200]);
    for (const { id } of asking.received) {
      expect(asking.host.request(id)?.clientCertificate).toEqual({
        subject: expect.stringMatching(/^CN=Hookbench client [0-9a-f]{6}$/),
        issuer: expect.stringMatching(/^CN=Hookbench receivers [0-9a-f]{6}$/),
        validToMs: expect.any(Number),
        problem: null,
      });
    }
    expect(asking.received).toHaveLength(5);
  });

  test.each<ClientCertificateDemand>(['any', 'local-authority'])(
    'without one is refused where one is needed (%s), and both sides say why',
    async (demand) => {
      const asking = askingHost();
      const { url } = await asking.start(demand);
      for (const size of [1, 300_000]) {
        const result = await asking.transportWith(null).send(post(url ?? '', 'x'.repeat(size)), sending());
        expect(failureOf(result)).toMatchObject({
          kind: 'tls-client-certificate',
          detail: expect.stringMatching(/^There was no client certificate to show\. .*certificate required/),
        });
      }
      await expect.poll(asking.missed).toEqual(['client-certificate-missing']);
      expect(asking.received).toEqual([]);
    },
  );

  test('with one of another authority is answered 403, and recorded with it', async () => {
    const asking = askingHost();
    const { url } = await asking.start('local-authority');
    const response = responseOf(await asking.transportWith(foreign).send(post(url ?? ''), sending()));
    expect(response.status).toBe(403);
    expect(JSON.parse(Buffer.from(response.body).toString())).toEqual({
      error: 'client-certificate',
      message: expect.stringMatching(/^The client certificate \(CN=.+\) is not of the authority/),
    });
    expect(asking.received[0]).toMatchObject({ answeredStatus: 403, decidedBy: 'client-certificate' });
    expect(asking.host.request('req-1')?.clientCertificate).toMatchObject({ problem: 'other-authority' });
  });

  test.each([
    ['any', foreign, null],
    ['optional', foreign, null],
    ['optional', null, 'none'],
  ] as const)('to a receiver that asks for %s goes through with what it has', async (demand, keyed, shown) => {
    const asking = askingHost();
    const { url } = await asking.start(demand);
    expect(responseOf(await asking.transportWith(keyed).send(post(url ?? ''), sending())).status).toBe(200);
    const found = asking.host.request('req-1')?.clientCertificate;
    if (shown === 'none') expect(found).toBe('none');
    else expect(found).toMatchObject({ subject: expect.stringMatching(/CN=/), problem: null });
  });

  test('to a receiver that does not ask shows nothing', async () => {
    const asking = askingHost();
    const { url } = await asking.host.start('a', aReceiver({ tls: 'good' }));
    const transport = asking.transportWith(await asking.authority.clientCertificate());
    expect(responseOf(await transport.send(post(url ?? ''), sending())).status).toBe(200);
    expect(asking.host.request('req-1')?.clientCertificate).toBeNull();
  });
});

test('a certificate of the local authority that has run out, or is for servers, does not do', async () => {
  let ms = Date.now() - 500 * 86_400_000;
  const authority = anAuthority(() => ms);
  const past = await authority.clientCertificate();
  ms = Date.now();
  const { host } = aHost({ nowMs: () => ms }, authority);
  const { url } = await host.start('a', aReceiver({ tls: 'good', clientCertificate: 'local-authority' }));
  const trust = (keyed: Keyed) => {
    const client = readClientCertificate(keyed.certificate, keyed.privateKey, 'The key');
    if ('message' in client) throw new Error(client.message);
    return createTrust({ loopbackAuthority: authority.known, clientCertificate: client });
  };
  for (const keyed of [past, await authority.portCertificate('good')]) {
    const result = await testTransport({ trust: trust(keyed) }).send(post(url ?? ''), sending());
    expect(responseOf(result).status).toBe(403);
  }
  expect(['req-1', 'req-2'].map((id) => host.request(id)?.clientCertificate)).toMatchObject([
    { problem: 'expired' },
    { problem: 'not-for-clients' },
  ]);
});

describe('senders of others', () => {
  const folderOf = (files: Record<string, string>): string => {
    const folder = mkdtempSync(join(tmpdir(), 'hookbench-mtls-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    return folder;
  };
  const filesOf = async ({ authority }: ReturnType<typeof askingHost>) => {
    const { certificate, privateKey } = await authority.clientCertificate();
    return { 'ca.pem': await authority.certificate(), 'client.pem': certificate, 'client-key.pem': privateKey };
  };

  test('curl is let in with the two files, and not without', async (context) => {
    if (spawnSync('curl', ['--version']).error) return context.skip('curl is not installed');
    const asking = askingHost();
    const { url } = await asking.start('local-authority');
    const cwd = folderOf(await filesOf(asking));
    const curl = (...args: string[]) =>
      promisify(execFile)('curl', ['-sS', '--cacert', 'ca.pem', ...args, url ?? ''], { cwd }).then(
        ({ stdout }) => stdout,
        (error: { stderr: string }) => error.stderr,
      );
    expect(await curl('--cert', 'client.pem', '--key', 'client-key.pem', '-d', '{}')).toBe('ok');
    for (const version of ['1.2', '1.3']) {
      asking.host.clear('a');
      expect(await curl(`--tlsv${version}`, '--tls-max', version, '-d', '{}')).toMatch(
        /certificate required|handshake failure/,
      );
      await expect.poll(asking.missed).toEqual(['client-certificate-missing']);
    }
  });

  test('openssl finds the certificate to be for clients, and is told by the port whose is wanted', async (context) => {
    if (spawnSync('openssl', ['version']).error) return context.skip('openssl is not installed');
    const asking = askingHost();
    const port = portOf(await asking.start('local-authority'));
    const cwd = folderOf(await filesOf(asking));
    const verify = (purpose: string) =>
      spawnSync('openssl', ['verify', '-x509_strict', '-purpose', purpose, '-CAfile', 'ca.pem', 'client.pem'], {
        cwd,
        encoding: 'utf8',
      });
    expect(verify('sslclient').stdout).toContain('client.pem: OK');
    expect(verify('sslserver').stderr).toMatch(/unsupported|unsuitable certificate purpose/);
    const args = ['s_client', '-connect', `127.0.0.1:${port}`, '-CAfile', 'ca.pem', '-cert', 'client.pem'];
    const child = promisify(execFile)('openssl', [...args, '-key', 'client-key.pem'], { cwd });
    child.child.stdin?.end();
    expect((await child).stdout).toMatch(/Acceptable client certificate CA names\s+CN = Hookbench receivers/);
  });

  test('a Node client is let in with the certificate, by TLS 1.2 and 1.3', async () => {
    const asking = askingHost();
    const { url } = await asking.start('local-authority');
    const { certificate: cert, privateKey: key } = await asking.authority.clientCertificate();
    const ca = await asking.authority.certificate();
    const ask = (options: object) =>
      new Promise((done) => {
        requestHttps(url ?? '', { agent: new Agent({ keepAlive: false, ca, ...options }) }, (response) =>
          done(response.resume().statusCode),
        )
          .on('error', (error: NodeJS.ErrnoException) => done(error.code))
          .end();
      });
    for (const maxVersion of ['TLSv1.2', 'TLSv1.3'] as const) expect(await ask({ maxVersion, cert, key })).toBe(200);
    expect(await ask({})).not.toBe(200);
  });
});

describe('receivers of one port', () => {
  test('ask for the same', async () => {
    const { host } = askingHost();
    const first = aReceiver({ name: 'Careful', tls: 'good', clientCertificate: 'any' });
    const port = portOf(await host.start('a', first));
    const other = (change: object) =>
      host.start('b', aReceiver({ name: 'Other', port, path: '/b', tls: 'good', ...change }));
    await expect(other({})).rejects.toMatchObject({
      code: 'conflict',
      field: 'tls',
      message: expect.stringContaining(
        `"Other" is to speak https (good) on port ${port}, where "Careful" speaks https (good, client certificate: any).`,
      ),
    });
    expect((await other({ clientCertificate: 'any' })).status).toBe('running');
  });

  test('a change of what is asked for opens the port anew', async () => {
    const asking = askingHost();
    const first = await asking.start('optional');
    const url = first.url ?? '';
    const port = portOf(first);
    const send = () => asking.transportWith(null).send(post(url), sending());
    expect(responseOf(await send()).status).toBe(200);
    await asking.host.update('a', aReceiver({ port, tls: 'good', clientCertificate: 'any' }));
    expect(failureOf(await send()).kind).toBe('tls-client-certificate');
    await asking.host.update('a', aReceiver({ port, tls: 'good' }));
    expect(responseOf(await send()).status).toBe(200);
  });
});

test('over plain http nothing can be asked for', () => {
  const wrong = receiverSchema.safeParse(aReceiver({ clientCertificate: 'any' }));
  expect(wrong.error?.issues).toMatchObject([
    { path: ['clientCertificate'], message: expect.stringMatching(/over https only/) },
  ]);
  expect(receiverSchema.safeParse(aReceiver({ tls: 'good', clientCertificate: 'any' })).success).toBe(true);
});
