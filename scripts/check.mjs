// The fast loop: format and lint, types, dead code, unit tests. Two at a time; each one's output only when it fails.
import { packageProgram, runCommand } from './run-command.mjs';

const node = process.execPath;
const biome = packageProgram('@biomejs/biome/bin/biome');
const tsc = packageProgram('typescript/bin/tsc');
const checks = [
  { name: 'unit tests', args: [packageProgram('vitest/vitest.mjs'), 'run', '--project', 'unit', '--reporter=dot'] },
  { name: 'format and lint', args: [biome, 'check', '--error-on-warnings', '.'] },
  { name: 'types', args: [tsc, '-p', 'tsconfig.json'] },
  { name: 'types of the contract', args: [tsc, '-p', 'core/tsconfig.json'] },
  { name: 'types of the renderer', args: [tsc, '-p', 'renderer/tsconfig.json'] },
  { name: 'dead code', args: [packageProgram('knip/bin/knip.js')] },
];
const lanes = 2;

let hasFailed = false;
const waiting = [...checks];
await Promise.all(Array.from({ length: lanes }, runLane));
process.exitCode = hasFailed ? 1 : 0;

async function runLane() {
  for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
    const startedAt = performance.now();
    const { exitCode, output } = await runCommand(node, check.args, {
      isCaptured: true,
      environment: { NO_COLOR: '1' },
    });
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    console.log(`${exitCode === 0 ? 'ok    ' : 'FAILED'} ${check.name} (${seconds} s)`);
    if (exitCode !== 0) {
      hasFailed = true;
      console.log(output);
    }
  }
}
