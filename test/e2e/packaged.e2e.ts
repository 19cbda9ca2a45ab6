import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Browser, chromium, expect, type Page, test } from '@playwright/test';
import { callOverPort, engineStatus } from '../support/bridge-page.ts';
import { makeTestFolders, type TestFolders } from '../support/electron-app.ts';
import { containerSwitches, electronProblem, projectRoot } from '../support/find-electron.ts';

test.skip(process.platform !== 'linux', 'the packed folder is made and read as on Linux');
test.skip(electronProblem() !== null, electronProblem() ?? '');

const program = join(projectRoot, 'release/linux-unpacked/hookbench');
let folders: TestFolders;
let running: ChildProcess;
let browser: Browser;
let page: Page;

test.beforeAll(async () => {
  // Fails by its exit code when the archive holds what it should not.
  execFileSync(process.execPath, [join(projectRoot, 'scripts/package.mjs'), '--linux', 'dir'], {
    cwd: projectRoot,
    stdio: 'inherit',
  });
  folders = await makeTestFolders();
  // Playwright's own way of starting Electron needs Node's inspector, which the fuses of the packed app turn off.
  running = spawn(program, [...containerSwitches, '--remote-debugging-port=0'], {
    env: { ...process.env, HOOKBENCH_USER_DATA: folders.userData },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const address = await debuggingAddress(running);
  // Electron tells a connection only of the pages that were there before it, and one that is still on its way to its first
  // document would be waited for without end: it has a title when it is there.
  await expect.poll(() => pageTitles(address)).toEqual([expect.stringContaining('Hookbench')]);
  browser = await chromium.connectOverCDP(address);
  const found = browser.contexts()[0]?.pages()[0];
  if (found === undefined) throw new Error('the packed app has no window');
  page = found;
  await engineStatus(page, 'running');
});

test.afterAll(async () => {
  const hasExited = once(running, 'exit');
  running.kill('SIGTERM');
  await hasExited;
  await browser.close();
  folders.remove();
});

async function debuggingAddress(child: ChildProcess): Promise<string> {
  if (child.stderr === null) throw new Error('stderr is not piped');
  for await (const line of createInterface(child.stderr)) {
    const address = /^DevTools listening on (ws:\S+)/.exec(line)?.[1];
    if (address !== undefined) return address;
  }
  throw new Error('the packed app ended before it listened');
}

async function pageTitles(address: string): Promise<string[]> {
  const answer = await fetch(`http://${new URL(address).host}/json/list`);
  const targets = (await answer.json()) as { type: string; title: string }[];
  return targets.filter(({ type }) => type === 'page').map(({ title }) => title);
}

/** The files that each process of the packed app has mapped into its memory. */
function mappedFiles(): string[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid) => {
    try {
      if (readlinkSync(`/proc/${pid}/exe`) !== program) return [];
      return readFileSync(`/proc/${pid}/maps`, 'utf8').split('\n');
    } catch {
      // Ended since it was listed, or belongs to somebody else.
      return [];
    }
  });
}

test('the packed app opens a copy of the example that came with it', async () => {
  const answer = await callOverPort(page, 'workspace.get');
  expect(answer).toMatchObject({
    kind: 'result',
    output: { path: join(folders.userData, 'workspaces/customer-webhooks') },
  });
});

test('its engine has loaded the native file from beside the archive', () => {
  const native = mappedFiles().filter((line) => line.endsWith('.node'));
  expect(native.length).toBeGreaterThan(0);
  for (const line of native) expect(line).toContain('/resources/app.asar.unpacked/node_modules/@libsql/');
});

test('its thread for heavy documents runs from the archive', async () => {
  const text = JSON.stringify({ type: 'object', title: 'x'.repeat(300_000) });
  const answer = await callOverPort(page, 'eventTypes.checkSchema', { text });
  expect(answer).toEqual(expect.objectContaining({ kind: 'result', output: { findings: [] } }));
});

test('its page shows the app', async () => {
  await expect(page.getByRole('main')).toBeVisible();
  const hasNode = await page.evaluate(() => typeof Reflect.get(globalThis, 'require') !== 'undefined');
  expect(hasNode).toBe(false);
});

test('its fuses keep it from being used as Node', () => {
  expect(existsSync(join(projectRoot, 'release/linux-unpacked/resources/app'))).toBe(false);
  // The fuse wire: a sentinel, version, length, then one character per fuse (@electron/fuses documents it).
  const binary = readFileSync(program);
  const start = binary.indexOf('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX') + 32;
  const length = binary[start + 1] ?? 0;
  const fuses = binary.subarray(start + 2, start + 2 + length).toString('latin1');
  // RunAsNode, cookie encryption, NODE_OPTIONS, --inspect: off. Archive integrity, only from the archive: on.
  // The browser's own V8 snapshot, privileges for file: addresses: off.
  expect(fuses).toMatch(/^00001100/);
});
