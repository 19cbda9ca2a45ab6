// The fast loop: format and lint, types, dead code, and the unit tests that are fast (`npm test` runs them all). Two at a time; each one's output only when it fails.
// `--static`: without the tests, where they are all run next.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './build-targets.mjs';
import { packageProgram, runCommand } from './run-command.mjs';
import { printFlakyTests, readFlakyTests } from './test-reports.mjs';

const node = process.execPath;
const biome = packageProgram('@biomejs/biome/bin/biome');
const tsc = packageProgram('typescript/bin/tsc');
const flakyFile = join(projectRoot, 'test-results/check-flaky.json');
const unitTests = [
  packageProgram('vitest/vitest.mjs'),
  ...['run', '--project', 'unit', '--reporter=dot', '--reporter=./scripts/flaky-reporter.mjs'],
];
const checks = [
  { name: 'unit tests', args: unitTests },
  { name: 'format and lint', args: [biome, 'check', '--error-on-warnings', '.'] },
  { name: 'types', args: typesOf('tsconfig.json', 'all') },
  { name: 'types of the contract', args: typesOf('core/tsconfig.json', 'contract') },
  { name: 'types of the renderer', args: typesOf('renderer/tsconfig.json', 'renderer') },
  { name: 'dead code', args: [packageProgram('knip/bin/knip.js')] },
];
const lanes = 2;

/** What has not changed since the last check is not checked again. */
function typesOf(project, name) {
  return [
    tsc,
    '-p',
    project,
    '--incremental',
    '--tsBuildInfoFile',
    `node_modules/.cache/hookbench/${name}.tsbuildinfo`,
  ];
}

let hasFailed = false;
rmSync(flakyFile, { force: true });
const waiting = checks.filter(({ args }) => args !== unitTests || !process.argv.includes('--static'));
await Promise.all(Array.from({ length: lanes }, runLane));
printFlakyTests(readFlakyTests(flakyFile));
process.exitCode = hasFailed ? 1 : 0;

async function runLane() {
  for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
    const startedAt = performance.now();
    const { exitCode, output } = await runCommand(node, check.args, {
      isCaptured: true,
      environment: { NO_COLOR: '1', HOOKBENCH_FLAKY_REPORT: flakyFile },
    });
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    console.log(`${exitCode === 0 ? 'ok    ' : 'FAILED'} ${check.name} (${seconds} s)`);
    if (exitCode !== 0) {
      hasFailed = true;
      console.log(output);
    }
  }
}
