// Everything: Vitest, a build, and Playwright in Chromium and, where a runtime and a display can be had, in Electron.
// HOOKBENCH_REQUIRE_E2E=1 turns a part that cannot run here into a failure (continuous integration).
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { buildStale, projectRoot } from './build-targets.mjs';
import { displayProblem, installedElectron } from './electron-runtime.mjs';
import { obtainBrowser } from './obtain-browser.mjs';
import { packageProgram, runCommand } from './run-command.mjs';
import { printFlakyTests, readPlaywrightCounts, readVitestCounts } from './test-reports.mjs';

const resultsFolder = join(projectRoot, 'test-results');
const isEverythingRequired = process.env.HOOKBENCH_REQUIRE_E2E === '1';
const parts = [];

mkdirSync(resultsFolder, { recursive: true });
await runVitest();
await buildStale();
await runBrowserTests();
await runElectronTests();
report();

async function runVitest() {
  const file = join(resultsFolder, 'vitest.json');
  const flakyFile = join(resultsFolder, 'vitest-flaky.json');
  for (const old of [file, flakyFile]) rmSync(old, { force: true });
  const { exitCode } = await runCommand(
    process.execPath,
    [
      packageProgram('vitest/vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
      '--reporter=./scripts/flaky-reporter.mjs',
    ],
    { environment: { HOOKBENCH_FLAKY_REPORT: flakyFile } },
  );
  record('vitest', exitCode, readVitestCounts(file, flakyFile));
}

async function runBrowserTests() {
  const browser = await obtainBrowser();
  if (browser.program === undefined) recordNotRun('chromium', browser.reason);
  else await runPlaywright('chromium', { HOOKBENCH_BROWSER: browser.program }, []);
}

async function runElectronTests() {
  if (installedElectron() === null) {
    recordNotRun('electron, packaged', "Electron's runtime is not here: `npm start` fetches it");
    return;
  }
  const hasDisplay = displayProblem() === null;
  if (!hasDisplay && !isOnPath('xvfb-run')) {
    recordNotRun('electron, packaged', 'there is neither a display nor xvfb-run');
    return;
  }
  const prefix = hasDisplay ? [] : ['xvfb-run', '-a'];
  await runPlaywright('electron', {}, prefix);
  // Packing needs a runtime folder to pack; without one electron-builder would fetch it.
  if (process.env.ELECTRON_OVERRIDE_DIST_PATH) await runPlaywright('packaged', {}, prefix);
  else recordNotRun('packaged', 'ELECTRON_OVERRIDE_DIST_PATH names no runtime to pack');
}

async function runPlaywright(project, environment, prefix) {
  const file = join(resultsFolder, `playwright-${project}.json`);
  rmSync(file, { force: true });
  const [program, ...args] = [
    ...prefix,
    process.execPath,
    packageProgram('@playwright/test/cli.js'),
    'test',
    `--project=${project}`,
    '--pass-with-no-tests',
  ];
  const { exitCode } = await runCommand(program, args, {
    environment: { ...environment, HOOKBENCH_E2E_REPORT: file },
  });
  record(project, exitCode, readPlaywrightCounts(file));
}

/** A part that ended badly without a failed test (it crashed, or could not begin) counts as one failure. */
function record(name, exitCode, counts) {
  const failed = exitCode !== 0 && counts.failed === 0 ? 1 : counts.failed;
  parts.push({ name, ...counts, failed });
}

function recordNotRun(name, reason) {
  parts.push({ name, passed: 0, failed: isEverythingRequired ? 1 : 0, skipped: 0, flaky: [], reason });
}

function report() {
  const sum = (key) => parts.reduce((total, part) => total + part[key], 0);
  const total = { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
  const flaky = parts.flatMap((part) => part.flaky);
  console.log('');
  for (const part of parts) {
    const words = part.reason === undefined ? countWords(part) : `NOT RUN: ${part.reason}`;
    console.log(`${part.name.padEnd(20)} ${words}`);
  }
  console.log(`${'all'.padEnd(20)} ${countWords({ ...total, flaky })}`);
  printFlakyTests(flaky);
  writeFileSync(join(resultsFolder, 'summary.json'), `${JSON.stringify({ ...total, flaky, parts }, null, 2)}\n`);
  process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
}

function countWords({ passed, failed, skipped, flaky }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped, ${flaky.length} flaky`;
}

function isOnPath(program) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));
}
