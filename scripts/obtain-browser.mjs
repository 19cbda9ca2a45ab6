// Finds a Chromium to test with; run directly it prints its path, and nothing where there is none.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { packageProgram, runCommand } from './run-command.mjs';

const installTimeoutMs = 300_000;
const programNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const applicationPaths = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** Path of a Chromium that is installed: named by HOOKBENCH_BROWSER, the system's, or Playwright's own; or null. */
export async function findBrowser() {
  const named = process.env.HOOKBENCH_BROWSER;
  if (named !== undefined && named !== '') return existsSync(named) ? named : null;
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = programNames.flatMap((name) => folders.map((folder) => join(folder, name)));
  const found = [...onPath, ...applicationPaths].find((path) => existsSync(path));
  if (found !== undefined) return found;
  const { chromium } = await import('@playwright/test');
  const own = chromium.executablePath();
  return existsSync(own) ? own : null;
}

/** A Chromium that starts, installed when there is none: `{ program }` or `{ reason }`. */
export async function obtainBrowser() {
  const installed = await startable(await findBrowser());
  if (installed !== null) return { program: installed };

  console.log('No Chromium found; fetching the one of Playwright…');
  const playwright = packageProgram('@playwright/test/cli.js');
  await runCommand(process.execPath, [playwright, 'install', 'chromium'], {
    isCaptured: true,
    timeoutMs: installTimeoutMs,
  });
  const fetched = await startable(await findBrowser());
  if (fetched !== null) return { program: fetched };

  if (process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('That one does not start here; installing the chromium package of this system…');
    await runCommand('apt-get', ['update', '-q'], { isCaptured: true, timeoutMs: installTimeoutMs });
    await runCommand('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], {
      isCaptured: true,
      environment: { DEBIAN_FRONTEND: 'noninteractive' },
      timeoutMs: installTimeoutMs,
    });
    const packaged = await startable(await findBrowser());
    if (packaged !== null) return { program: packaged };
  }
  return { reason: 'no Chromium starts here: install chromium or Google Chrome, or name one in HOOKBENCH_BROWSER' };
}

/** A browser can be there and lack the system's libraries. */
async function startable(program) {
  if (program === null) return null;
  // Chrome on Windows opens a window instead of printing its version.
  if (process.platform === 'win32') return program;
  const { exitCode } = await runCommand(program, ['--version'], { isCaptured: true, timeoutMs: 30_000 });
  return exitCode === 0 ? program : null;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const program = await findBrowser();
  if (program !== null) console.log(program);
}
