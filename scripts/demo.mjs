// Builds what is stale, then runs the example's first scenario on the command line.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildStale, projectRoot } from './build-targets.mjs';

await buildStale({ isQuiet: true });
const example = join(projectRoot, 'examples/customer-webhooks');
const child = spawn(
  process.execPath,
  [join(projectRoot, 'cli/bin.mjs'), 'run', 'task-completed', '--workspace', example, ...process.argv.slice(2)],
  { stdio: 'inherit' },
);
child.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
