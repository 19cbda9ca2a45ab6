import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { SecureVersion } from 'node:tls';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type ClientCertificate, createTrust, readClientCertificate } from '../../../core/delivery/index.ts';
import { freePort } from '../../support/free-port.ts';
import { anAuthority } from '../receiver/receiver-fixtures.ts';
import { rawTlsServer } from './raw-servers.ts';
import { failureOf, post, responseOf, sending, testTransport } from './transport-harness.ts';

const fileOf = (name: string): string => resolve(import.meta.dirname, `certificates/${name}.pem`);
const certificate = (name: string): string => readFileSync(fileOf(name), 'utf8');
const key = certificate('key');
const hasOpenSsl = spawnSync('openssl', ['version']).error === undefined;

function readable(certificatePem: string, keyPem = key): ClientCertificate {
  const read = readClientCertificate(certificatePem, keyPem, 'The key');
  if ('message' in read) throw new Error(read.message);
  return read;
}

const messageOf = (certificatePem: string, keyPem: string): string | null => {
  const read = readClientCertificate(certificatePem, keyPem, 'The secret “k”');
  return 'message' in read ? read.message : null;
};

describe('a certificate and its key', () => {
  test('go together, however the key lost its line breaks', () => {
    for (const text of [key, key.replaceAll('\n', ''), key.replaceAll('\n', ' '), key.replaceAll('\n', '\\n')]) {
      expect(readable(certificate('valid'), text).privateKey).toBe(readable(certificate('valid')).privateKey);
    }
  });

  test('a chain is shown whole, and what is around it is left out', () => {
    const read = readable(`Of Ada\n${certificate('valid')}\nof\n${certificate('authority')}`);
    expect(read.certificate.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
    expect(read.certificate).not.toContain('Ada');
  });

  const ofAnother = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const pem = (options: object) => ofAnother.export({ format: 'pem', type: 'pkcs8', ...options } as never).toString();
  const short = (): [string, string] => {
    const [file, keyFile] = ['short.pem', 'short-key.pem'].map((name) => join(scratch(), name));
    const args = ['req', '-x509', '-newkey', 'rsa:512', '-nodes', '-subj', '/CN=short', '-days', '1'];
    spawnSync('openssl', [...args, '-keyout', keyFile ?? '', '-out', file ?? '']);
    return [readFileSync(file ?? '', 'utf8'), readFileSync(keyFile ?? '', 'utf8')];
  };

  test.each<[string, string, string, RegExp]>([
    ['no key', certificate('valid'), 'a password, say, '.repeat(9), /holds no private key in PEM/],
    ['a certificate for a key', certificate('valid'), certificate('valid'), /holds no private key in PEM/],
    ['the key of another', certificate('valid'), pem({}), /holds the key of another certificate than this one/],
    [
      'a passphrase',
      certificate('valid'),
      pem({ cipher: 'aes-256-cbc', passphrase: 'pass' }),
      /passphrase.*openssl pkey/,
    ],
    [
      'a passphrase, as in files of before',
      certificate('valid'),
      '-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAAAA\n-----END RSA PRIVATE KEY-----',
      /passphrase/,
    ],
    [
      'a broken key',
      certificate('valid'),
      key.replace(/\n[^\n]+/, '\nAAAA'),
      /holds a private key that cannot be read/,
    ],
    ['a broken certificate', certificate('valid').replace('MII', 'AAA'), key, /Client certificate 1 cannot be read/],
  ])('%s is named, and no key is told', (_name, certificatePem, keyPem, words) => {
    expect(messageOf(certificatePem, keyPem)).toMatch(words);
    expect(messageOf(certificatePem, keyPem)).not.toContain(keyPem.slice(60, 80));
  });

  test('in the wrong order are told which comes first', async () => {
    const own = await anAuthority().clientCertificate();
    expect(messageOf(`${certificate('authority')}${own.certificate}`, own.privateKey)).toMatch(
      /holds the key of certificate 2\. Put that one first/,
    );
  });

  test('that TLS refuses are refused before anything is dialled', (context) => {
    if (!hasOpenSsl) return context.skip('openssl is not installed');
    expect(messageOf(...short())).toMatch(/^The client certificate cannot be shown: .*too small/);
  });
});

function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hookbench-client-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** `openssl s_server` that wants a certificate of our test authority, and ends the handshake over any other. */
async function opensslServer(version: string): Promise<number> {
  const port = await freePort();
  const own = ['-cert', fileOf('valid'), '-key', fileOf('key'), '-CAfile', fileOf('authority')];
  const args = ['s_server', '-accept', `127.0.0.1:${port}`, '-Verify', '1', '-verify_return_error', ...own];
  const server: ChildProcess = spawn('openssl', [...args, version, '-www'], { stdio: ['ignore', 'pipe', 'ignore'] });
  onTestFinished(() => void server.kill());
  await new Promise<void>((done) => {
    server.stdout?.on('data', (text: Buffer) => {
      if (text.includes('ACCEPT')) done();
    });
  });
  return port;
}

const withClient = (client: ClientCertificate | null) =>
  testTransport({ trust: createTrust({ acceptsAnyOnLoopback: true, clientCertificate: client }) });

describe.each(['-tls1_2', '-tls1_3'])('openssl, which wants a certificate (%s)', (version) => {
  test.skipIf(!hasOpenSsl)('takes the right one', async () => {
    const port = await opensslServer(version);
    const request = { method: 'GET', url: `https://127.0.0.1:${port}/`, headers: [], body: new Uint8Array() };
    const { status, body } = responseOf(await withClient(readable(certificate('valid'))).send(request, sending()));
    expect(status).toBe(200);
    expect(Buffer.from(body).toString()).toMatch(/Client certificate\s[\s\S]*Issuer: CN ?= ?Hookbench test authority/);
  });

  test.skipIf(!hasOpenSsl)('refuses none, however much is sent, and one of an authority it does not know', async () => {
    const port = await opensslServer(version);
    for (const size of [1, 1_000_000]) {
      const none = await withClient(null).send(post(`https://127.0.0.1:${port}/`, 'x'.repeat(size)), sending());
      expect(failureOf(none)).toMatchObject({
        kind: 'tls-client-certificate',
        detail: expect.stringMatching(/^There was no client certificate to show\. .*alert/),
      });
    }
    const own = await anAuthority().clientCertificate();
    const unknown = withClient(readable(own.certificate, own.privateKey));
    expect(failureOf(await unknown.send(post(`https://127.0.0.1:${port}/`), sending()))).toMatchObject({
      kind: 'tls-client-certificate',
      detail: expect.stringMatching(/^The client certificate to show was that of “Hookbench client .*unknown ca/),
    });
  });

  test.skipIf(!hasOpenSsl)('refuses one that has expired', async () => {
    const port = await opensslServer(version);
    const result = await withClient(readable(certificate('expired'))).send(
      post(`https://127.0.0.1:${port}/`),
      sending(),
    );
    expect(failureOf(result)).toMatchObject({
      kind: 'tls-client-certificate',
      code: expect.stringMatching(/CERTIFICATE_EXPIRED$/),
    });
  });
});

describe('Node, which wants a certificate', () => {
  const nodeServer = async (maxVersion: SecureVersion): Promise<number> => {
    const own = { key, cert: certificate('valid'), ca: certificate('authority'), requestCert: true, maxVersion };
    const server = createServer({ ...own, rejectUnauthorized: true }, (_request, response) => response.end());
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    onTestFinished(() => void server.close());
    return (server.address() as AddressInfo).port;
  };

  test.each<SecureVersion>(['TLSv1.2', 'TLSv1.3'])('is shown it, or says that it misses it (%s)', async (version) => {
    const url = `https://127.0.0.1:${await nodeServer(version)}/`;
    expect(responseOf(await withClient(readable(certificate('valid'))).send(post(url), sending())).status).toBe(200);
    expect(failureOf(await withClient(null).send(post(url), sending())).kind).toBe('tls-client-certificate');
  });
});

test('a handshake without anything in common is not taken for a missing certificate', async () => {
  const server = await rawTlsServer(
    { key, cert: certificate('valid'), ciphers: 'PSK', maxVersion: 'TLSv1.2' },
    () => {},
  );
  const result = await withClient(null).send(post(`https://127.0.0.1:${server.port}/`), sending());
  expect(failureOf(result).kind).toBe('tls-handshake');
});
