import { spawn } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildEntries } from '../support/build-entry.ts';
import { copyExample } from '../support/example-copy.ts';

let built: Awaited<ReturnType<typeof buildEntries>>;
let example: Awaited<ReturnType<typeof copyExample>>;
let home: string;

beforeAll(async () => {
  built = await buildEntries({ cli: 'cli/main.ts', 'log-worker': 'core/log/log-worker.ts' });
  await cp(built.fileOf('log-worker'), built.fileOf('log-worker').replace(/mjs$/, 'js'));
  await writeFile(join(built.fileOf('cli'), '../package.json'), '{"type":"module"}');
  example = await copyExample();
  home = await mkdtemp(join(tmpdir(), 'hookbench-home-'));
}, 60_000);
afterAll(async () => {
  await built.remove();
  await rm(example.folder, { recursive: true, force: true });
  await rm(home, { recursive: true, force: true });
});

function lint(...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [built.fileOf('cli'), 'lint', ...args], {
      env: { PATH: process.env.PATH, HOME: home, TMPDIR: home },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

test('the example is clean: exit code 0', async () => {
  const { code, stdout } = await lint('--workspace', example.workspacePath);
  expect([code, stdout.trimEnd().split('\n').at(-1)]).toEqual([
    0,
    expect.stringMatching(/^0 errors, 0 warnings in 1 channel; \d+ renderings\.$/),
  ]);
});

test('errors are printed as file:line:col: exit code 1', async () => {
  const file = join(example.workspacePath, 'channels/customer-webhook/body.liquid');
  await writeFile(file, '{\n  "type": {{ data.eventType }},\n  "x": {{ data.payload | upcas }}\n}\n');
  const text = await lint('--workspace', example.workspacePath, '--environment', 'development');
  expect(text.code).toBe(1);
  expect(text.stdout).toContain(
    'channels/customer-webhook/body.liquid:3:26: error: There is no filter "upcas". [unknown-filter]',
  );
  const json = await lint('--workspace', example.workspacePath, '--json');
  expect(json.code).toBe(1);
  expect(JSON.parse(json.stdout)).toMatchObject({
    errorCount: 1,
    findings: expect.arrayContaining([expect.objectContaining({ line: 3, column: 26 })]),
  });
});

test('an environment without webhooks is named before what follows from it', async () => {
  const { stdout } = await lint('--workspace', example.workspacePath, '--environment', 'production');
  expect(stdout.split('\n')[0]).toBe(
    'The environment "production" has no webhooks: everything was rendered without a recipient.',
  );
});

test('bad input is said in words: exit code 2', async () => {
  const noEnvironment = await lint('--workspace', example.workspacePath, '--environment', 'gone');
  expect([noEnvironment.code, noEnvironment.stdout]).toEqual([2, '']);
  expect(noEnvironment.stderr).toContain('has no environment "gone". It has: development, production.');
  expect((await lint('--workspace', home)).code).toBe(2);
  expect((await lint('--nonsense')).code).toBe(2);
  const json = await lint('--workspace', home, '--json');
  expect([json.code, JSON.parse(json.stdout)]).toMatchObject([2, { error: { code: 'invalid-input' } }]);
});
