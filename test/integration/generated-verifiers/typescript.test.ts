import { spawnSync } from 'node:child_process';
import { symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { verifierCode } from '../../../core/signing/lab.ts';
import { differentPresets } from '../../core/signing/verifier-code/different-presets.ts';
import { removeFolder, writeFiles } from '../../core/signing/verifier-code/run-verifier.ts';
import { testRunningVerifier } from './verifier-suite.ts';

const root = resolve(import.meta.dirname, '../../..');
const presets = differentPresets('typescript-express');

/** The compiler in its strictest form, over all files of the folder; what it writes is what is run. */
async function compile(folder: string): Promise<void> {
  const compilerOptions = {
    target: 'ES2022',
    module: 'ESNext',
    moduleResolution: 'bundler',
    rootDir: '.',
    outDir: 'out',
    lib: ['ES2022'],
    types: ['node'],
    strict: true,
    noUncheckedIndexedAccess: true,
    noUnusedLocals: true,
    noUnusedParameters: true,
    skipLibCheck: true,
    rewriteRelativeImportExtensions: true,
  };
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*/**/*.ts'] }));
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  const checked = spawnSync(process.execPath, [compiler, '-p', folder], { encoding: 'utf8' });
  expect(checked.stdout + checked.stderr).toBe('');
  expect(checked.status).toBe(0);
}

const named = (language: 'typescript-express' | 'next') =>
  presets.flatMap(([key, scheme]) =>
    verifierCode(scheme, language).files.map(({ name, content }) => ({ name: `${key}/${name}`, content })),
  );

test('Express: every verifier and its server pass the type check, and the real express passes the negative suite', async () => {
  const folder = await writeFiles(named('typescript-express'));
  try {
    await compile(folder);
    for (const [preset, scheme] of presets) {
      const command = [process.execPath, join(folder, 'out', preset, 'server.js')] as const;
      expect(await testRunningVerifier(preset, scheme, command), preset).toEqual([]);
    }
  } finally {
    await removeFolder(folder);
  }
}, 240_000);

/** What Next does for a route handler: the request as the Fetch standard has it, and its answer's status. */
const routeHost = `
import { createServer } from 'node:http';
const { POST } = await import(process.argv[2]);
createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const headers = new Headers();
  for (let at = 0; at < request.rawHeaders.length; at += 2) headers.append(request.rawHeaders[at], request.rawHeaders[at + 1]);
  const answer = await POST(new Request('http://' + request.headers.host + request.url, { method: 'POST', headers, body: Buffer.concat(chunks) }));
  response.writeHead(answer.status).end();
}).listen(Number(process.env.PORT), '127.0.0.1', () => console.log('listening'));
`;

test('Next: every route passes the type check and, called as Next calls it, the negative suite', async () => {
  const folder = await writeFiles([...named('next'), { name: 'host.mjs', content: routeHost }]);
  try {
    await compile(folder);
    for (const [preset, scheme] of presets) {
      const route = join(folder, 'out', preset, 'app/webhooks/route.js');
      const command = [process.execPath, '--import', resolver, join(folder, 'host.mjs'), route] as const;
      expect(await testRunningVerifier(preset, scheme, command), preset).toEqual([]);
    }
  } finally {
    await removeFolder(folder);
  }
}, 240_000);

/** A bundler resolves an import without its extension; Node does not. */
const hook = `export async function resolve(specifier, context, next) {
  return next(specifier === './verify-webhook' ? specifier + '.js' : specifier, context);
}`;
const register = `import { register } from 'node:module'; register(${JSON.stringify(dataUrl(hook))});`;
const resolver = dataUrl(register);

function dataUrl(code: string): string {
  return `data:text/javascript,${encodeURIComponent(code)}`;
}
