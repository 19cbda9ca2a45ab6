import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Environment } from '../../../core/contract/index.ts';
import { type EngineFixture, openExampleEngine, runToEnd } from '../../support/engine-fixture.ts';
import { putOneWebhook } from '../../support/one-webhook.ts';
import { taskDone } from '../../support/task-done.ts';

const certificate = (name: string): string =>
  readFileSync(resolve(import.meta.dirname, `../../core/delivery/certificates/${name}.pem`), 'utf8');
const environment = 'development';
/** An endpoint whose certificate is of an authority that only these tests know. */
const server = createServer({ key: certificate('key'), cert: certificate('valid') }, (_request, response) => {
  response.end();
});
let fixture: EngineFixture;

beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  // Nothing listens there: what goes by way of it fails.
  fixture = await openExampleEngine({ environmentVariables: { HTTPS_PROXY: 'http://127.0.0.1:1' } });
});
afterAll(async () => {
  await fixture.close();
  await new Promise((done) => server.close(done));
});

async function connect(connections: Environment['connections']): Promise<void> {
  const value = { name: 'Development', variables: {}, secrets: [], ...(connections && { connections }) };
  await fixture.client.call('documents.put', { kind: 'environment', key: environment, value, baseRevision: null });
}

async function begin(url: string): Promise<{ runId: string }> {
  await putOneWebhook(fixture.client, environment, { url, signing_key: 'the-key' });
  return fixture.client.call('runs.start', taskDone([{ collection: 'project_webhooks', id: 'only' }]));
}

/** The status of the first attempt, or the kind of its failure. */
async function firstAttempt(url: string) {
  const { client } = fixture;
  const runId = await runToEnd(client, () => begin(url));
  const { attempts } = await client.call('deliveries.list', { filter: { runId }, beforeSequence: null, limit: 50 });
  const first = attempts.at(-1);
  return first?.status ?? first?.failureKind;
}

test('whom an environment trusts, its runs trust', async () => {
  const url = `https://localhost:${(server.address() as AddressInfo).port}/hooks`;
  await connect(undefined);
  expect(await firstAttempt(url)).toBe('tls-untrusted');
  await connect({ trustedCertificates: `The authority of these tests\n${certificate('authority')}` });
  expect(await firstAttempt(url)).toBe(200);
  await connect({ loopbackCertificates: 'accept' });
  expect(await firstAttempt(url)).toBe(200);
});

test('what is elsewhere goes by way of the proxy that the variables of the process name', async () => {
  await connect(undefined);
  expect(await firstAttempt('https://hooks.invalid/')).toBe('proxy-failed');
});

test('a certificate that cannot be read is named, and no run begins', async () => {
  const broken = certificate('authority').replace(/[A-Z]/, 'x').replace('MII', 'AAA');
  await connect({ trustedCertificates: `${certificate('authority')}\n${broken.replace('xEGIN', 'BEGIN')}` });
  await expect(begin('https://localhost:9/')).rejects.toMatchObject({
    code: 'invalid-input',
    message: expect.stringContaining('Trusted certificate 2 of the environment “Development” cannot be read.'),
  });
});

test('a text of certificates is read one by one: whose they are and until when', async () => {
  const pem = ['authority', 'expired'].map(certificate).join('and\n');
  const broken = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----';
  expect(await fixture.client.call('certificates.read', { pem: `${pem}${broken}` })).toEqual([
    {
      subject: 'Hookbench test authority',
      validFromMs: expect.any(Number),
      validToMs: Date.UTC(2126, 9, 30, 14, 30, 4),
    },
    { subject: 'expired', validFromMs: expect.any(Number), validToMs: expect.any(Number) },
    null,
  ]);
});

test.each([
  [{ trustedCertificates: 'a certificate' }, 'aste whole certificates in PEM'],
  [{ trustedCertificates: certificate('key') }, 'his holds a private key'],
  [{ trustedCertificates: certificate('authority').slice(0, -20) }, 'aste whole certificates in PEM'],
  [{ proxy: 'proxy.example:3128' }, 'rite the URL of a proxy'],
  [{ proxy: 'socks5://proxy.example:1080' }, 'nly proxies that are spoken to over http://'],
  [{ proxy: 'http://ada:secret@proxy.example:3128' }, 'password does not belong into a workspace'],
])('a setting that cannot be used is refused: %j', async (connections, words) => {
  await expect(connect(connections)).rejects.toMatchObject({
    code: 'invalid-input',
    message: expect.stringContaining(words),
  });
});
