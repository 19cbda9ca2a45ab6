import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './build-targets.mjs';
import { packageProgram, runCommand } from './run-command.mjs';

const packageFolder = join(projectRoot, 'node_modules/electron');
const downloadTimeoutMs = 300_000;

/** The program of a runtime that is on this machine already, or null. */
export function installedElectron() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const folder = override === undefined || override === '' ? join(packageFolder, 'dist') : override;
  const program = join(folder, programName());
  return existsSync(program) ? program : null;
}

/** The runtime's program, downloaded by Electron's own installer when it has to be: `{ program }` or `{ reason }`. */
export async function obtainElectron() {
  const installed = installedElectron();
  if (installed !== null) return { program: installed };
  if (!existsSync(join(packageFolder, 'package.json'))) return { reason: 'the electron package is not installed' };
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
  console.log(`Fetching Electron ${version} (once, about 120 MB)…`);
  const { exitCode, output, isTimedOut } = await runCommand(process.execPath, [packageProgram('electron/install.js')], {
    isCaptured: true,
    timeoutMs: downloadTimeoutMs,
  });
  const program = installedElectron();
  if (exitCode === 0 && program !== null) return { program };
  if (isTimedOut) return { reason: `Electron's runtime did not arrive within ${downloadTimeoutMs / 60_000} minutes` };
  const cause = output.split('\n').find((line) => /error/i.test(line)) ?? 'its installer failed';
  return { reason: `Electron's runtime could not be fetched (${cause.trim()})` };
}

/** Why no window can be opened here, or null. */
export function displayProblem() {
  if (process.platform !== 'linux') return null;
  return process.env.DISPLAY || process.env.WAYLAND_DISPLAY ? null : 'there is no display';
}

/** Chromium refuses to run as root with its sandbox, and the sandbox is not given up unasked. */
export function rootProblem(args) {
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
  if (!isRoot || args.includes('--no-sandbox')) return null;
  return 'Electron does not run as root with its sandbox (npm start -- --no-sandbox runs it without)';
}

function programName() {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}
