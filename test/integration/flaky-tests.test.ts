import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { projectRoot } from '../support/find-electron.ts';

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
  flaky: string[];
}
interface TestReports {
  readVitestCounts(file: string, flakyFile: string): Counts;
  readPlaywrightCounts(file: string): Counts;
}

const scriptOf = (name: string) => join(projectRoot, 'scripts', name);
const reports: TestReports = await import(pathToFileURL(scriptOf('test-reports.mjs')).href);

/** Four tests of one file: one for each thing that can become of a test where it may be tried once more. */
const testsOf = (library: string, triesBefore: string) => `
import * as library from '${library}';
const { expect, test } = library;
const describe = library.describe ?? test.describe;
let tries = 0;
test('passes', () => expect(1).toBe(1));
describe('a group', () => {
  test('passes the second time', ({}, info) => expect(${triesBefore}).toBe(1));
});
test('fails each time', () => expect(1).toBe(2));
test.skip('is left out', () => {});
`;

let folder: string;
beforeEach(async () => {
  // Inside the project, so that the libraries resolve from its node_modules.
  folder = await mkdtemp(join(projectRoot, 'node_modules/.hookbench-test-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Resolves with the exit code. */
function runProgram(file: string, args: string[], environment: Record<string, string>): Promise<number> {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(VITEST|TEST|NODE_OPTIONS|CI$)/.test(name));
  return new Promise((resolve) => {
    const env = { ...Object.fromEntries(inherited), ...environment };
    execFile(process.execPath, [join(projectRoot, 'node_modules', file), ...args], { cwd: folder, env }, (error) =>
      resolve(error === null ? 0 : Number(error.code)),
    );
  });
}

test('a test of Vitest that passes only the second time has passed, and is named', { timeout: 120_000 }, async () => {
  await writeFile(join(folder, 'vitest.config.mjs'), 'export default {};');
  await writeFile(join(folder, 'four.test.mjs'), testsOf('vitest', 'tries++'));
  const [file, flakyFile] = [join(folder, 'report.json'), join(folder, 'flaky.json')];
  const run = (retries: number) =>
    runProgram(
      'vitest/vitest.mjs',
      [
        ...['run', `--retry=${retries}`],
        ...['--reporter=json', `--outputFile.json=${file}`, `--reporter=${scriptOf('flaky-reporter.mjs')}`],
      ],
      { HOOKBENCH_FLAKY_REPORT: flakyFile },
    );
  expect(await run(1)).toBe(1);
  expect(reports.readVitestCounts(file, flakyFile)).toEqual({
    passed: 2,
    failed: 1,
    skipped: 1,
    flaky: ['four.test.mjs > a group > passes the second time'],
  });
  await run(0);
  expect(reports.readVitestCounts(file, flakyFile)).toEqual({ passed: 1, failed: 2, skipped: 1, flaky: [] });
});

test('a test of Playwright that passes only the second time has passed, and is named', {
  timeout: 120_000,
}, async () => {
  // Where no folder is named, what git ignores is left out, and the project's own results are cleared away.
  const config = "export default { testDir: '.', outputDir: 'artifacts' };";
  await writeFile(join(folder, 'playwright.config.mjs'), config);
  await writeFile(join(folder, 'four.spec.mjs'), testsOf('@playwright/test', 'info.retry'));
  const file = join(folder, 'report.json');
  const run = (retries: number) =>
    runProgram('@playwright/test/cli.js', ['test', `--retries=${retries}`, '--reporter=json'], {
      PLAYWRIGHT_JSON_OUTPUT_NAME: file,
    });
  expect(await run(1)).toBe(1);
  expect(reports.readPlaywrightCounts(file)).toEqual({
    passed: 2,
    failed: 1,
    skipped: 1,
    flaky: ['four.spec.mjs > a group > passes the second time'],
  });
  await run(0);
  expect(reports.readPlaywrightCounts(file)).toEqual({ passed: 1, failed: 2, skipped: 1, flaky: [] });
});

test('what left no report behind has counted nothing', () => {
  const nothing = { passed: 0, failed: 0, skipped: 0, flaky: [] };
  expect(reports.readVitestCounts(join(folder, 'none.json'), join(folder, 'none.json'))).toEqual(nothing);
  expect(reports.readPlaywrightCounts(join(folder, 'none.json'))).toEqual(nothing);
});
