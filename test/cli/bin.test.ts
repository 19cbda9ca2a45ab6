import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hookbench-bin-'));
  await mkdir(join(folder, 'cli'));
  await cp(resolve(import.meta.dirname, '../../cli/bin.mjs'), join(folder, 'cli/bin.mjs'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function runBin(...nodeArgs: string[]): Promise<{ code: unknown; stdout: string; stderr: string }> {
  return new Promise((done) => {
    execFile(process.execPath, [...nodeArgs, join(folder, 'cli/bin.mjs'), 'run', 'x'], (error, stdout, stderr) => {
      done({ code: error?.code ?? 0, stdout, stderr });
    });
  });
}

test('without a build it says what to do', async () => {
  expect(await runBin()).toEqual({
    code: 2,
    stdout: '',
    stderr: 'Hookbench has not been built yet. Run `npm run build` in its folder first.\n',
  });
});

test('on a Node that is too old it says which one is needed', async () => {
  const preload = join(folder, 'old-node.cjs');
  await writeFile(preload, "Object.defineProperty(process.versions, 'node', { value: '20.18.3' });");
  const { code, stderr } = await runBin('--require', preload);
  expect({ code, stderr }).toEqual({ code: 2, stderr: 'Hookbench needs Node 20.19 or newer; this is Node 20.18.3.\n' });
});

test('with a build it hands over the arguments', async () => {
  await mkdir(join(folder, 'dist/node'), { recursive: true });
  await writeFile(join(folder, 'dist/node/package.json'), '{"type":"module"}');
  const main = 'export async function main(argv) { console.log(argv.slice(2).join(" ")); }';
  await writeFile(join(folder, 'dist/node/cli.js'), main);
  expect(await runBin()).toEqual({ code: 0, stdout: 'run x\n', stderr: '' });
});
