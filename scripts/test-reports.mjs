// What the reports of Vitest and Playwright say, counted in one way. A test that passed only when it was tried again has
// passed, and is named as flaky as well.
import { existsSync, readFileSync } from 'node:fs';

const nothing = { passed: 0, failed: 0, skipped: 0, flaky: [] };

/** Counts of Vitest's JSON report, with the names that `flaky-reporter.mjs` wrote beside it. */
export function readVitestCounts(file, flakyFile) {
  const report = readJson(file);
  if (report === null) return nothing;
  return {
    passed: report.numPassedTests,
    // A file that does not even load has failed, though no test in it did.
    failed: Math.max(report.numFailedTests, report.numFailedTestSuites),
    skipped: report.numPendingTests + report.numTodoTests,
    flaky: readFlakyTests(flakyFile),
  };
}

/** The names that `flaky-reporter.mjs` wrote; none where it did not come to an end. */
export function readFlakyTests(file) {
  return readJson(file) ?? [];
}

/** Counts of Playwright's JSON report. */
export function readPlaywrightCounts(file) {
  const report = readJson(file);
  if (report === null) return nothing;
  const { expected, unexpected, flaky, skipped } = report.stats;
  return {
    passed: expected + flaky,
    failed: unexpected + report.errors.length,
    skipped,
    flaky: report.suites.flatMap((suite) => flakySpecs(suite, [])),
  };
}

/** Says plainly which tests passed only when they were tried again. */
export function printFlakyTests(names) {
  if (names.length === 0) return;
  console.log(`\nFlaky: ${names.length} passed only when tried again.`);
  for (const name of names) console.log(`  ${name}`);
}

function flakySpecs(suite, above) {
  const titles = [...above, suite.title];
  const own = suite.specs
    .filter(({ tests }) => tests.some(({ status }) => status === 'flaky'))
    .map(({ title }) => [...titles, title].join(' > '));
  return [...own, ...(suite.suites ?? []).flatMap((inner) => flakySpecs(inner, titles))];
}

function readJson(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}
