import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HeaderPair, NegativeCaseResult, SchemeChoice, SignatureScheme } from '../../core/contract/index.ts';
import { buildEntries } from '../support/build-entry.ts';
import { type EngineFixture, openExampleEngine } from '../support/engine-fixture.ts';

/** The command line and the window's commands are asked the same: both have to give the same answer. */

let built: Awaited<ReturnType<typeof buildEntries>>;
let fixture: EngineFixture;

const own: SignatureScheme = {
  name: 'Acme',
  description: 'Ours.',
  source: '',
  headers: [{ name: 'X-Acme', value: 'ts={timestamp};v={signature}' }],
  signedContent: '{timestamp}|{setting:tenant}|{body}',
  algorithm: 'hmac-sha384',
  encoding: 'base64url',
  key: { stripPrefix: 'ak_', decoding: 'hex' },
  timestamp: { unit: 'milliseconds', tolerancePastSeconds: 60, toleranceFutureSeconds: null },
  signatureSeparator: null,
  settings: { tenant: 'one' },
};
const nowMs = 1_700_000_000_000;

beforeAll(async () => {
  built = await buildEntries({ cli: 'cli/main.ts' });
  await writeFile(join(built.fileOf('cli'), '../package.json'), '{"type":"module"}');
  fixture = await openExampleEngine();
  await fixture.client.call('documents.put', { kind: 'signature-scheme', key: 'acme', value: own, baseRevision: null });
}, 60_000);
afterAll(async () => {
  await fixture.close();
  await built.remove();
});

interface Result {
  code: number | null;
  stdout: string;
  stderr: string;
}

function hookbench(args: readonly string[], key: string, input = ''): Promise<Result> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [built.fileOf('cli'), ...args], {
      cwd: fixture.workspacePath,
      env: { PATH: process.env.PATH, HOME: fixture.dataPath, LAB_KEY: key },
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    child.on('close', (code) => resolve({ code, stdout, stderr }));
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const hexKey = `ak_${'0123456789abcdef'.repeat(4)}`;
const schemes: [name: string, args: string[], choice: SchemeChoice, key: string][] = [
  ['a preset', ['-s', 'stripe'], { preset: 'stripe' }, secret],
  ['a list of signatures', ['-s', 'standard-webhooks'], { preset: 'standard-webhooks' }, secret],
  ['a URL that is signed', ['-s', 'twilio-json'], { preset: 'twilio-json' }, 'token-of-some-length-0123'],
  ['the workspace', ['-s', 'acme', '-w', '.'], { own: 'acme' }, hexKey],
  [
    'the workspace, with a setting',
    ['-s', 'acme', '-w', '.', '--setting', 'tenant=two'],
    { own: 'acme', settings: { tenant: 'two' } },
    hexKey,
  ],
];

const request = {
  method: 'POST',
  url: 'https://example.test/hooks?a=1',
  headers: [['Content-Type', 'application/json']] as HeaderPair[],
  body: new TextEncoder().encode('{"id":9007199254740993,"title":"Café"}') as Uint8Array,
};
const asInput = ({ method, url, headers, body }: typeof request) =>
  JSON.stringify({ method, url, headers, body: Buffer.from(body).toString('utf8') });

async function signedBy(scheme: SchemeChoice, key: string): Promise<typeof request> {
  const input = { request: { ...request, headers: [...request.headers] }, scheme, key };
  const signed = await fixture.client.call('signatures.sign', { ...input, timestampMs: nowMs, messageId: 'msg_1' });
  return { method: signed.method, url: signed.url, headers: [...signed.headers], body: signed.body };
}

const changes: [name: string, change: (given: typeof request) => typeof request, atMs: number][] = [
  ['as it was signed', (given) => given, nowMs],
  [
    'with a newline behind its body',
    (given) => ({ ...given, body: Buffer.concat([given.body, Buffer.from('\n')]) }),
    nowMs,
  ],
  ['without its headers', (given) => ({ ...given, headers: [['Content-Type', 'application/json']] }), nowMs],
  ['much later', (given) => given, nowMs + 86_400_000],
  ['with the headers twice', (given) => ({ ...given, headers: [...given.headers, ...given.headers] }), nowMs],
];

describe.each(schemes)('the scheme of %s', (_name, args, scheme, key) => {
  test.each(changes)(
    'verify and explain a request %s',
    async (_change, change, atMs) => {
      const given = change(await signedBy(scheme, key));
      const input = { request: { ...given, headers: [...given.headers] }, scheme, nowMs: atMs };
      const common = [...args, '--key-env', 'LAB_KEY', '--now', String(atMs), '--json'];
      const verification = await fixture.client.call('signatures.verify', { ...input, key });
      const verified = await hookbench(['verify', ...common], key, asInput(given));
      const { notes: _notes, ...told } = JSON.parse(verified.stdout);
      expect(told).toMatchObject({
        isValid: verification.isValid,
        code: verification.code,
        message: verification.message,
      });
      expect(verified.code).toBe(verification.isValid ? 0 : 1);

      const explanation = await fixture.client.call('signatures.explain', { ...input, keys: [key] });
      const explained = await hookbench(['explain', ...common], key, asInput(given));
      const answer = JSON.parse(explained.stdout);
      expect(answer.findings).toEqual(JSON.parse(JSON.stringify(explanation.findings)));
      expect(explained.code).toBe(verification.isValid ? 0 : 1);
    },
    30_000,
  );

  test('sign', async () => {
    const signed = await signedBy(scheme, key);
    const args2 = ['sign', ...args, '--key-env', 'LAB_KEY', '--timestamp', String(nowMs), '--id', 'msg_1', '--json'];
    const { code, stdout } = await hookbench(args2, key, asInput(request));
    expect(code).toBe(0);
    const told = JSON.parse(stdout);
    expect(told.headers).toEqual(signed.headers);
    expect(told.url).toBe(signed.url);
  });

  test('check a key', async () => {
    for (const each of [key, 'secret', '', 'not hex or base64 ✗']) {
      const findings = await fixture.client.call('signatures.checkKey', { scheme, key: each, use: 'signing' });
      const { code, stdout } = await hookbench(['keys', 'check', ...args, '--key-stdin', '--json'], '', each);
      expect(JSON.parse(stdout).findings, each).toEqual(findings);
      expect(code).toBe(findings.length === 0 ? 0 : 1);
    }
  });

  test('a generated key has nothing wrong with it', async () => {
    const { stdout } = await hookbench(['keys', 'generate', ...args, '--json'], '');
    const { signingKey } = JSON.parse(stdout);
    expect(await fixture.client.call('signatures.checkKey', { scheme, key: signingKey, use: 'signing' })).toEqual([]);
  });

  test('the negative suite', async () => {
    const server = createServer((incoming, response) =>
      incoming.resume().on('end', () => {
        response.statusCode = incoming.headers['content-length'] === '0' ? 400 : 200;
        response.end();
      }),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
    const results: NegativeCaseResult[] = [];
    const suite = { target: { url }, scheme, key, oldKey: null, sample: null };
    for await (const result of fixture.client.stream('signatures.negativeSuite', suite)) results.push(result);
    const { code, stdout } = await hookbench(['negative', url, ...args, '--key-env', 'LAB_KEY', '-r', 'json'], key);
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
    expect(code).toBe(1);
    const told = JSON.parse(stdout);
    const essence = (all: NegativeCaseResult[]) =>
      all.map(({ code: each, outcome, status, expectation, why }) => ({
        code: each,
        outcome,
        status,
        expectation,
        why,
      }));
    expect(essence(told.results)).toEqual(essence(results));
    expect(told.isPassed).toBe(false);
  });
});

describe('schemes of a workspace', () => {
  test('are listed beside the presets, and described', async () => {
    const listed = await hookbench(['schemes', '-w', '.', '--json'], '');
    const all = JSON.parse(listed.stdout).schemes as { key: string }[];
    const catalogue = await fixture.client.call('catalogue.get', {});
    expect(all.map(({ key }) => key)).toEqual(['acme', ...catalogue.schemes.map(({ key }) => key)]);
    const check = await fixture.client.call('signatures.checkScheme', { scheme: { own: 'acme' } });
    const described = await hookbench(['schemes', 'acme', '-w', '.'], '');
    expect(described.stdout).toContain(check.words);
  });

  test('are not there without the workspace', async () => {
    const { code, stderr } = await hookbench(['keys', 'generate', '-s', 'acme'], '');
    expect(code).toBe(2);
    expect(stderr).toContain('no signature scheme of that name');
  });

  test('are recognised when no scheme is named', async () => {
    const signed = await signedBy({ own: 'acme' }, hexKey);
    const common = ['--key-env', 'LAB_KEY', '--now', String(nowMs), '--json'];
    const { code, stdout } = await hookbench(['verify', '-w', '.', ...common], hexKey, asInput(signed));
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ isValid: true, schemeName: 'Acme' });
  });

  test('a folder that is none is refused', async () => {
    const { code, stderr } = await hookbench(['schemes', '-w', 'receivers'], '');
    expect(code).toBe(2);
    expect(stderr).toContain('hookbench.json');
  });
});
