import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';

const finder = join(resolve(import.meta.dirname, '../..'), 'scripts/obtain-browser.mjs');

/** Path of the Chromium that browser tests use, or null. HOOKBENCH_BROWSER names one and saves the search. */
export function findBrowser(): string | null {
  const named = process.env.HOOKBENCH_BROWSER;
  if (named !== undefined && named !== '') return named;
  const found = execFileSync(process.execPath, [finder], { encoding: 'utf8' }).trim();
  return found === '' ? null : found;
}
