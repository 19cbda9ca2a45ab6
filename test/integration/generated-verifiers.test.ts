import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { SignatureScheme } from '../../core/model/index.ts';
import { findPreset, generateKey, schemePresets, signRequest } from '../../core/signing/index.ts';
import { verifierCode } from '../../core/signing/lab.ts';
import { differentPresets } from '../core/signing/verifier-code/different-presets.ts';
import {
  failuresOf,
  isInstalled,
  send,
  startVerifier,
  writeFiles,
} from '../core/signing/verifier-code/run-verifier.ts';
import { rustStandIns } from '../core/signing/verifier-code/rust-stand-ins.ts';

function keysOf(preset: string, scheme: SignatureScheme) {
  const form = findPreset(preset)?.keyForm ?? 'text';
  const current = generateKey(form);
  const old = generateKey(form);
  return {
    suite: { scheme, key: current.signingKey, oldKey: old.signingKey },
    secrets: { current: current.verifyingKey ?? current.signingKey },
    rotation: { current: current.verifyingKey ?? current.signingKey, previous: old.verifyingKey ?? old.signingKey },
    old: old.signingKey,
  };
}

const presets = differentPresets();
const pairless = presets.filter(([, { algorithm }]) => !/^(ed25519|ecdsa|rsa)/.test(algorithm));
const some = presets.filter(([key]) =>
  [
    'standard-webhooks',
    'stripe',
    'box',
    'discord',
    'sendgrid',
    'hubspot-v3',
    'hubspot-v2',
    'adyen-platform',
    'outpost',
    'paypal',
    'gitlab-token',
  ].includes(key),
);

const runtimes = [
  {
    language: 'node',
    command: [process.execPath, 'server.mjs'],
    check: [process.execPath, '--version'],
    cases: presets,
  },
  {
    language: 'python',
    command: ['python3', 'server.py'],
    check: ['python3', '--version'],
    cases: isInstalled('python3', '-c', 'import cryptography') ? presets : pairless,
  },
  { language: 'java', command: ['java', 'VerifyWebhook.java'], check: ['java', '--version'], cases: some },
  { language: 'go', command: ['go', 'run', 'main.go'], check: ['go', 'version'], cases: some },
  { language: 'ruby', command: ['rackup', '-p', '0'], check: ['rackup', '--version'], cases: some },
] as const;

for (const { language, command, check, cases } of runtimes) {
  const [program, ...args] = check;
  // Said in the report as skipped: without the runtime nothing is proven.
  describe.skipIf(!isInstalled(program, ...args))(`the ${language} verifier, run`, () => {
    test.each(cases.map(([key, scheme]) => [key, scheme] as const))(
      '%s: passes the negative suite',
      async (preset, scheme) => {
        const { suite, secrets } = keysOf(preset, scheme);
        const verifier = await startVerifier(scheme, language, [...command], secrets);
        try {
          expect(await failuresOf(suite, verifier.port)).toEqual([]);
        } finally {
          await verifier.stop();
        }
      },
      60_000,
    );

    test('takes the previous secret too while secrets are being changed', async () => {
      const scheme = schemePresets['standard-webhooks'];
      if (scheme === undefined) throw new Error('no such preset');
      const { rotation, old } = keysOf('standard-webhooks', scheme);
      const verifier = await startVerifier(scheme, language, [...command], rotation);
      try {
        const request = {
          method: 'POST',
          url: `http://127.0.0.1:${verifier.port}/webhooks`,
          headers: [],
          body: Buffer.from('{}'),
        };
        const signed = signRequest({ scheme, key: old, request, messageId: 'msg_1', timestampMs: Date.now() });
        expect(await send(signed)).toEqual({ status: 204 });
      } finally {
        await verifier.stop();
      }
    }, 60_000);
  });
}

describe('the TypeScript verifier', () => {
  test('passes the type check in its strictest form, and its route handler verifies', async () => {
    const files = presets.map(([key, scheme]) => ({
      name: `${key}.ts`,
      content: verifierCode(scheme, 'typescript-express').files[0]?.content ?? '',
    }));
    const folder = await writeFiles(files);
    const root = resolve(import.meta.dirname, '../..');
    const config = {
      compilerOptions: {
        target: 'ES2022',
        module: 'ESNext',
        moduleResolution: 'bundler',
        strict: true,
        noUncheckedIndexedAccess: true,
        noUnusedLocals: true,
        skipLibCheck: true,
        types: ['node'],
        typeRoots: [join(root, 'node_modules/@types')],
        outDir: 'out',
        lib: ['ES2022'],
      },
      include: ['*.ts', 'next/*.ts'],
    };
    const next = verifierCode(schemePresets['standard-webhooks'] as SignatureScheme, 'next').files;
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
    const routes = await writeFiles(next.map(({ name, content }) => ({ name: name.replace(/^.*\//, ''), content })));
    try {
      const checked = spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder], {
        encoding: 'utf8',
      });
      expect(checked.stdout).toBe('');
      expect(checked.status).toBe(0);
      writeFileSync(join(routes, 'tsconfig.json'), JSON.stringify({ ...config, include: ['*.ts'] }));
      writeFileSync(join(routes, 'package.json'), '{"type":"module"}');
      const built = spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', routes], {
        encoding: 'utf8',
      });
      expect(built.stdout).toBe('');
      await expectRouteVerifies(join(routes, 'out'));
    } finally {
      await rm(folder, { recursive: true, force: true });
      await rm(routes, { recursive: true, force: true });
    }
  }, 60_000);
});

async function expectRouteVerifies(folder: string): Promise<void> {
  const { readFileSync } = await import('node:fs');
  const route = join(folder, 'route.js');
  // A bundler resolves the import without its extension; Node does not.
  writeFileSync(route, readFileSync(route, 'utf8').replace("'./verify-webhook'", "'./verify-webhook.js'"));
  const { POST } = (await import(pathToFileURL(route).href)) as { POST(request: Request): Promise<Response> };
  const scheme = schemePresets['standard-webhooks'] as SignatureScheme;
  const key = generateKey('whsec').signingKey;
  const request = { method: 'POST', url: 'http://127.0.0.1/webhooks', headers: [], body: Buffer.from('{"a":1}') };
  const signed = signRequest({ scheme, key, request, messageId: 'msg_1', timestampMs: Date.now() });
  process.env.WEBHOOK_SECRET = key;
  try {
    const post = (body: string) =>
      POST(
        new Request(signed.url, {
          method: 'POST',
          headers: signed.headers.map(([name, value]): [string, string] => [name, value]),
          body,
        }),
      );
    expect((await post('{"a":1}')).status).toBe(204);
    expect((await post('{"a":2}')).status).toBe(401);
  } finally {
    delete process.env.WEBHOOK_SECRET;
  }
}

describe.skipIf(!isInstalled('rustc', '--version'))('the Rust verifier', () => {
  test('compiles without a warning against stand-ins for its crates', async () => {
    const crates = Object.entries(rustStandIns);
    const modules = pairless.map(([key, scheme]) => ({
      name: `${key}.rs`,
      content: verifierCode(scheme, 'rust').files[0]?.content ?? '',
    }));
    const folder = await writeFiles([
      ...crates.map(([name, content]) => ({ name: `${name}.rs`, content })),
      ...modules,
    ]);
    const compile = (file: string, name: string, ...rest: string[]) =>
      spawnSync('rustc', ['--edition', '2021', '--crate-type', 'lib', '--crate-name', name, '-L', '.', ...rest, file], {
        cwd: folder,
        encoding: 'utf8',
      });
    try {
      for (const [name] of crates) expect(compile(`${name}.rs`, name).stderr).toBe('');
      const uses = crates.flatMap(([name]) => ['--extern', `${name}=lib${name}.rlib`]);
      for (const { name } of modules) {
        const checked = compile(name, 'webhook', '--emit=metadata', '-D', 'warnings', ...uses);
        expect(checked.stderr, name).toBe('');
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }, 120_000);
});
