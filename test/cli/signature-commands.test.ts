import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { schemePresets, verifyRequest } from '../../core/signing/index.ts';
import { buildEntries } from '../support/build-entry.ts';

let built: Awaited<ReturnType<typeof buildEntries>>;
let folder: string;
let cli: string;

beforeAll(async () => {
  built = await buildEntries({ cli: 'cli/main.ts' });
  await writeFile(join(built.fileOf('cli'), '../package.json'), '{"type":"module"}');
  cli = built.fileOf('cli');
  folder = await mkdtemp(join(tmpdir(), 'hookbench-signature-cli-'));
  await writeFile(join(folder, 'secret.txt'), 'whsec_suite_key\n');
  await writeFile(join(folder, 'request.http'), 'POST /hook HTTP/1.1\r\nHost: h.test\r\n\r\n{"a":1}');
}, 60_000);
afterAll(async () => {
  await built.remove();
  await rm(folder, { recursive: true, force: true });
});

interface Result {
  code: number | null;
  stdout: string;
  stderr: string;
}

function hookbench(args: string[], input = '', environment: Record<string, string> = {}): Promise<Result> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [cli, ...args], {
      cwd: folder,
      env: { PATH: process.env.PATH, HOME: folder, STRIPE_SECRET: 'whsec_suite_key', ...environment },
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
    // A command that refuses its options ends before it reads.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

const at = '1700000000';
const stripe = ['--scheme', 'stripe', '--key-env', 'STRIPE_SECRET'];
const signed = () => hookbench(['sign', ...stripe, '--timestamp', at, '--file', 'request.http']);

describe('sign and verify', () => {
  test('sign prints the request as it goes over the wire, and verify takes it', async () => {
    const { code, stdout, stderr } = await signed();
    expect(code).toBe(0);
    expect(stderr).toContain('taken to be https');
    expect(stdout).toMatch(
      /^POST \/hook HTTP\/1\.1\r\nHost: h\.test\r\nStripe-Signature: t=1700000000,v1=[0-9a-f]{64}\r\n/,
    );
    const verified = await hookbench(['verify', ...stripe, '--now', at], stdout);
    expect(verified.stdout).toMatch(/^valid: The signature matches/);
    expect(verified.code).toBe(0);
  });

  test.each([
    ['from a file', ['--key-file', 'secret.txt']],
    ['from stdin', ['--key-stdin']],
    ['on the command line', ['--key', 'whsec_suite_key']],
  ])('the key may come %s', async (_, key) => {
    const { stdout } = await signed();
    const direct = await hookbench(
      ['sign', '--scheme', 'stripe', ...key, '--timestamp', at, '--file', 'request.http'],
      key[0] === '--key-stdin' ? 'whsec_suite_key\n' : '',
    );
    expect(direct.code).toBe(0);
    expect(direct.stdout).toBe(stdout);
    expect(direct.stderr.includes('others can read it')).toBe(key[0] === '--key');
  });

  test('as JSON it is what the engine gives, and as cURL it can be read again', async () => {
    const json = await hookbench(['sign', ...stripe, '--timestamp', at, '--file', 'request.http', '--json']);
    const document = JSON.parse(json.stdout) as { headers: [string, string][]; body: { text: string; base64: string } };
    expect(document.body).toEqual({ text: '{"a":1}', base64: 'eyJhIjoxfQ==' });
    const scheme = schemePresets.stripe;
    if (scheme === undefined) throw new Error('no such preset');
    const verdict = verifyRequest({
      scheme,
      key: 'whsec_suite_key',
      headers: document.headers,
      body: Buffer.from(document.body.base64, 'base64'),
      nowMs: Number(at) * 1000,
    });
    expect(verdict.code).toBe('valid');
    const curl = await hookbench(['sign', ...stripe, '--timestamp', at, '--file', 'request.http', '--output', 'curl']);
    expect((await hookbench(['verify', ...stripe, '--now', at], curl.stdout)).code).toBe(0);
    const headers = await hookbench(['sign', ...stripe, '--timestamp', at, '--file', 'request.http', '-o', 'headers']);
    expect(headers.stdout).toMatch(/^Host: h\.test\nStripe-Signature: t=/);
  });

  test('verify recognises the scheme, and exits 1 for what is not valid', async () => {
    const { stdout } = await signed();
    const spoiled = await hookbench(
      ['verify', '--key-env', 'STRIPE_SECRET', '--now', at],
      stdout.replace('"a":1', '"a":2'),
    );
    expect(spoiled.code).toBe(1);
    expect(spoiled.stderr).toContain('Scheme: Stripe (recognised)');
    expect(spoiled.stdout).toMatch(/^signature-mismatch: /);
    const json = await hookbench(['verify', '--key-env', 'STRIPE_SECRET', '--now', at, '--json'], stdout);
    expect(JSON.parse(json.stdout)).toMatchObject({
      isValid: true,
      code: 'valid',
      signedContent: { text: '1700000000.{"a":1}' },
    });
    expect(json.stderr).toBe('');
  });
});

describe('explain', () => {
  test('says what would have verified, and where the bytes part', async () => {
    const { stdout } = await signed();
    const broken = stdout.replace('{"a":1}', '{"a": 1}').replace(/Content-Length: \d+\r\n/, '');
    const { code, stdout: told } = await hookbench(['explain', ...stripe, '--now', at], broken);
    expect(code).toBe(1);
    expect(told).toContain('1. The JSON was signed without spaces');
    expect(told).toContain('This would have verified if the JSON had no spaces.');
    expect(told).toMatch(/First different byte: 16\n +signed +…000000\.\{"a":1}\n +verified …000000\.\{"a": 1}/);
    expect(told).not.toContain('\n2. ');
    const json = await hookbench(['explain', ...stripe, '--now', at, '--json'], broken);
    expect(JSON.parse(json.stdout)).toMatchObject({
      isExhausted: true,
      findings: [{ code: 'json-compact', isProven: true }],
    });
  });

  test('looks at other keys, and never prints one', async () => {
    const { stdout } = await signed();
    const environment = { NEW_SECRET: 'whsec_a_new_key' };
    const args = [
      'explain',
      '-s',
      'stripe',
      '--key-env',
      'NEW_SECRET',
      '--other-key-env',
      'STRIPE_SECRET',
      '--now',
      at,
    ];
    const { code, stdout: told, stderr } = await hookbench(args, stdout, environment);
    expect(code).toBe(1);
    expect(told).toContain('Signed with another of the keys');
    expect(told + stderr).not.toMatch(/whsec_a_new_key|whsec_suite_key/);
    const none = await hookbench(
      ['explain', '-s', 'stripe', '--key-env', 'NEW_SECRET', '--now', at],
      stdout,
      environment,
    );
    expect(none.stdout).toContain('None of the');
    expect((await hookbench(['explain', ...stripe, '--now', at], stdout)).code).toBe(0);
  });
});

describe('keys and schemes', () => {
  test('a generated key is fit for its scheme', async () => {
    const made = await hookbench(['keys', 'generate', '--scheme', 'standard-webhooks']);
    expect(made.stdout).toMatch(/^whsec_[A-Za-z0-9+/]{43}=\n$/);
    const args = ['keys', 'check', '--scheme', 'standard-webhooks', '--key-stdin'];
    expect(await hookbench(args, made.stdout)).toMatchObject({ code: 0, stdout: 'Nothing is wrong with this key.\n' });
    const weak = await hookbench([...args, '--json'], 'whsec_c2hvcnQ=');
    expect(weak.code).toBe(1);
    expect(JSON.parse(weak.stdout)).toMatchObject({ findings: [{ code: 'too-short' }] });
    const pair = await hookbench(['keys', 'generate', '--scheme', 'discord', '--json']);
    expect(JSON.parse(pair.stdout)).toMatchObject({ verifyingKey: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  test('schemes are listed, found by name, and described', async () => {
    const all = await hookbench(['schemes']);
    expect(all.stdout).toMatch(/^key +name +algorithm +headers\n/);
    expect(all.stdout).toContain('Without a signature:');
    const one = await hookbench(['schemes', 'paddle']);
    expect(one.stdout).toMatch(/^Paddle.*\(paddle\)\n/);
    expect(one.stdout).toContain('! ');
    const json = JSON.parse((await hookbench(['schemes', '--json'])).stdout) as { schemes: unknown[] };
    expect(json.schemes.length).toBe(Object.keys(schemePresets).length);
    expect(await hookbench(['schemes', 'nothing-like-it'])).toMatchObject({ code: 2 });
  });
});

describe('negative', () => {
  const secret = 'whsec_suite_key';
  const scheme = schemePresets.stripe;

  async function withConsumer(isCareful: boolean, work: (url: string) => Promise<void>): Promise<void> {
    const server = createServer((request, response) => {
      void bodyOf(request).then((body) => {
        const headers = Object.entries(request.headersDistinct).flatMap(([name, values]) =>
          (values ?? []).map((value): [string, string] => [name, value]),
        );
        const isValid =
          scheme !== undefined && verifyRequest({ scheme, key: secret, headers, body, nowMs: Date.now() }).isValid;
        response.writeHead(!isCareful || isValid ? 200 : 401).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`);
    } finally {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  }

  async function bodyOf(request: IncomingMessage): Promise<Uint8Array> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  }

  test('exits 0 with a table for a consumer that verifies', () =>
    withConsumer(true, async (url) => {
      const { code, stdout } = await hookbench(['negative', url, ...stripe]);
      expect(stdout).toMatch(/✓ +A valid request +200 +Accepted with 200/);
      expect(stdout).toMatch(/\d+ passed, 0 failed, \d+ for information\.\n$/);
      expect(code).toBe(0);
    }));

  test('exits 1 for one that does not, as JSON and as JUnit XML', () =>
    withConsumer(false, async (url) => {
      const json = await hookbench(['negative', url, ...stripe, '--report', 'json']);
      expect(json.code).toBe(1);
      expect(JSON.parse(json.stdout)).toMatchObject({ isPassed: false });
      const { code, stdout } = await hookbench([
        'negative',
        url,
        ...stripe,
        '--report',
        'junit',
        '--old-key-file',
        'secret.txt',
      ]);
      expect(code).toBe(1);
      expect(stdout).toMatch(/<testsuite name="hookbench negative" tests="\d+" failures="[1-9]\d*" errors="0"/);
      expect(stdout).toContain('<failure message="Accepted with 200: anybody can send here."/>');
      expect(stdout.trimEnd().endsWith('</testsuites>')).toBe(true);
    }));

  test('sends nothing elsewhere', async () => {
    const { code, stderr } = await hookbench(['negative', 'https://example.test/hook', ...stripe]);
    expect(code).toBe(2);
    expect(stderr).toContain('example.test is not on it');
  });
});

describe('bad input', () => {
  test.each([
    [['verify', '--key-env', 'MISSING'], 'POST / HTTP/1.1\n\n', 'environment variable MISSING is not set'],
    [['verify', '--key-env', 'STRIPE_SECRET', '--key', 'x'], '', 'in one way'],
    [['verify', '--scheme', 'stripe'], '', 'Give the key'],
    [['verify', ...stripe], '', 'nothing to read'],
    [['verify', ...stripe], 'POST / HTTP/1.1\nno header', 'stdin:2:1'],
    [['verify', ...stripe, '--file', 'gone.http'], '', 'no file gone.http'],
    [
      ['verify', '--scheme', 'stripes', '--key-env', 'STRIPE_SECRET'],
      'POST / HTTP/1.1\n\n',
      'no signature scheme of that name: "stripes". `hookbench schemes` lists them',
    ],
    [['verify', '--key-env', 'STRIPE_SECRET'], 'POST / HTTP/1.1\n\n', 'speak for no known scheme'],
    [['verify', '--scheme', 'stripe', '--key-stdin'], 'x', 'give the request with --file'],
    [['verify', ...stripe, '--now', 'soon'], 'POST / HTTP/1.1\n\n', '"soon" is no time'],
    [['sign', '--key-env', 'STRIPE_SECRET'], '', 'Name a scheme'],
    [['sign', '--scheme', 'standard-webhooks', '--key-env', 'STRIPE_SECRET'], 'POST / HTTP/1.1\n\n', 'not base64'],
    [['sign', '--scheme-file', 'request.http', '--key-env', 'STRIPE_SECRET'], '', 'not valid JSON'],
  ])('%j exits 2 and says: %s %s', async (args, input, words) => {
    const { code, stderr, stdout } = await hookbench(args, input);
    expect(stderr).toContain(words);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).not.toMatch(/\n +at /);
  });

  test('with --json the error is JSON too', async () => {
    const { code, stdout } = await hookbench(['verify', '--key-env', 'MISSING', '--json']);
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'invalid-input' } });
  });

  test('several requests of a HAR have to be chosen from', async () => {
    const entry = (path: string) => ({ request: { method: 'POST', url: `https://h.test/${path}`, headers: [] } });
    const har = JSON.stringify({ log: { entries: [entry('a'), entry('b')] } });
    const { code, stderr } = await hookbench(['verify', ...stripe], har);
    expect(code).toBe(2);
    expect(stderr).toContain('2  POST https://h.test/b');
    expect((await hookbench(['verify', ...stripe, '--number', '2'], har)).code).toBe(1);
    const negative = ['negative', 'http://127.0.0.1:1/', ...stripe];
    expect((await hookbench([...negative, '--sample', '-'], har)).stderr).toContain('choose one with --number');
    expect((await hookbench([...negative, '--sample', '-', '--number', '2'], har)).code).toBe(1);
    expect((await hookbench([...negative, '--number', '2'])).stderr).toContain(
      '--number is for the file that --sample',
    );
  });

  test.each(['sign', 'verify', 'explain', 'keys', 'schemes', 'negative'])(
    '%s --help tells what it does',
    async (name) => {
      const { code, stdout } = await hookbench([name, '--help']);
      expect(code).toBe(0);
      expect(stdout).toMatch(new RegExp(`^Usage: hookbench ${name}`));
    },
  );
});

describe('what cannot be meant is refused with the way out', () => {
  const file = ['--file', 'request.http'];
  test.each([
    [
      'a setting without a value',
      ['sign', ...stripe, ...file, '--setting', 'webhookId'],
      'Give name and value, such as webhookId=',
    ],
    [
      'a setting of another scheme',
      ['sign', ...stripe, ...file, '--setting', 'webhookId=1'],
      'The scheme "Stripe" has no setting "webhookId". It has none.',
    ],
    [
      'a setting with a slip',
      ['sign', '--scheme', 'paypal', '--key-env', 'STRIPE_SECRET', ...file, '--setting', 'webhookid=1'],
      'has no setting "webhookid". It has: webhookId,',
    ],
    [
      'a setting of no scheme',
      ['verify', '--key-env', 'STRIPE_SECRET', ...file, '--setting', 'a=b'],
      '--setting is for the scheme that',
    ],
    ['a number that is none', ['sign', ...stripe, ...file, '--number', 'first'], 'Give a number from 1.'],
    ['an address that is none', ['sign', ...stripe, ...file, '--url', 'example'], 'Give an address such as https://'],
    ['a folder in place of a file', ['sign', ...stripe, '--file', '.'], '. is a folder. Name a file.'],
    ['a blank name of a file', ['sign', ...stripe, '--file', ''], 'Name a file.'],
    [
      'a blank name of a variable',
      ['sign', '--scheme', 'stripe', '--key-env', ' ', ...file],
      'Name an environment variable.',
    ],
    ['two forms at once', ['sign', ...stripe, ...file, '--json', '--output', 'curl'], "'--json' cannot be used with"],
    [
      'two old keys',
      ['negative', 'http://127.0.0.1:1/', ...stripe, '--old-key-env', 'STRIPE_SECRET', '--old-key-file', 'secret.txt'],
      'Give the old key in one way',
    ],
  ])('%s', async (_, args, words) => {
    const { code, stdout, stderr } = await hookbench(args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(words);
  });

  test('an option without effect is named', async () => {
    const args = ['sign', '--scheme', 'github-sha256', '--key-env', 'STRIPE_SECRET', ...file];
    const { code, stderr } = await hookbench([...args, '--id', 'msg_1', '--timestamp', at]);
    expect(code).toBe(0);
    expect(stderr).toContain('--id has no effect: the scheme "GitHub (SHA-256)" does not use it.');
    expect(stderr).toContain('--timestamp has no effect');
    expect((await hookbench(['sign', ...stripe, ...file, '--timestamp', at])).stderr).not.toContain('no effect');
  });
});
