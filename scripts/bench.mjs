// Runs the benchmarks of bench/ in turn: all of them, or those whose names are given (`npm run bench -- fan-out`).
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'vite';
import { buildStale, projectRoot } from './build-targets.mjs';
import { runCommand } from './run-command.mjs';

const folder = join(projectRoot, 'bench');
const wanted = process.argv.slice(2);
// Inside the project, so that what is not bundled is found in its node_modules.
const outDir = join(projectRoot, 'dist/bench');

const files = (existsSync(folder) ? readdirSync(folder) : [])
  .filter((file) => file.endsWith('.bench.ts'))
  .filter((file) => wanted.length === 0 || wanted.includes(basename(file, '.bench.ts')))
  .sort();
if (files.length === 0) {
  console.error(
    wanted.length === 0 ? 'There are no benchmarks in bench/.' : `No benchmark is named ${wanted.join(', ')}.`,
  );
  process.exit(1);
}

await buildStale();
await build({
  configFile: false,
  root: projectRoot,
  logLevel: 'warn',
  ssr: { noExternal: true, external: ['libsql', 'electron', '@playwright/test', 'vite'] },
  build: {
    ssr: true,
    target: 'node20',
    outDir,
    emptyOutDir: true,
    rolldownOptions: {
      input: Object.fromEntries(files.map((file) => [basename(file, '.ts'), join(folder, file)])),
      output: { entryFileNames: '[name].mjs', chunkFileNames: 'chunks/[name]-[hash].mjs' },
    },
  },
});

let hasFailed = false;
for (const file of files) {
  const name = basename(file, '.ts');
  console.log(`\n# ${basename(name, '.bench')}`);
  const { exitCode } = await runCommand(process.execPath, ['--expose-gc', join(outDir, `${name}.mjs`)]);
  if (exitCode !== 0) hasFailed = true;
}
process.exitCode = hasFailed ? 1 : 0;
