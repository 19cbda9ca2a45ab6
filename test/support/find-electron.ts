import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const projectRoot = resolve(import.meta.dirname, '../..');

/** Why tests in a real Electron are left out; null = they can run. */
export function electronProblem(): string | null {
  if (electronProgram() === null) {
    return 'no Electron runtime: set ELECTRON_OVERRIDE_DIST_PATH, or let `npm start` download it once';
  }
  if (process.platform === 'linux' && !process.env.DISPLAY) return 'no display: run under xvfb-run';
  return null;
}

/** The Electron program to test with, or null. */
export function electronProgram(): string | null {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const folder = override ? override : join(projectRoot, 'node_modules/electron/dist');
  const names = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' } as Record<string, string>;
  const program = join(folder, names[process.platform] ?? 'electron');
  return existsSync(program) ? program : null;
}

/** Chromium's sandbox needs what a container's root user lacks; the page's own `sandbox` setting stays on. */
export const containerSwitches = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'];
