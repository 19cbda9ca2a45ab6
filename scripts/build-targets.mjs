import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectRoot = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** What is built, from what, and how to tell that it is there. The names are the environments of vite.config.ts. */
const targets = [
  { name: 'client', output: 'dist/renderer/index.html', inputs: ['renderer', 'core/contract', 'core/model'] },
  { name: 'main', output: 'dist/main/main.cjs', inputs: ['electron', 'core/contract', 'core/model'] },
  { name: 'node', output: 'dist/node/engine-process.js', inputs: ['core', 'electron', 'cli'] },
  { name: 'preload', output: 'dist/preload/preload.cjs', inputs: ['electron', 'core/contract'] },
];
const sharedInputs = ['vite.config.ts', 'package.json', 'package-lock.json'];

/** Builds the targets whose inputs changed since they were last built; one line each. `isForced` builds them all. */
export async function buildStale({ isForced = false, isQuiet = false } = {}) {
  const stale = targets
    .map((target) => ({ ...target, digest: digestOf([...target.inputs, ...sharedInputs]) }))
    .filter((target) => isForced || !isFresh(target));
  const say = (text) => {
    if (!isQuiet) console.log(text);
  };
  if (stale.length === 0) {
    say('build: everything is up to date');
    return;
  }
  const { createBuilder } = await import('vite');
  const builder = await createBuilder({ configFile: join(projectRoot, 'vite.config.ts'), logLevel: 'warn' });
  for (const target of stale) {
    const environment = builder.environments[target.name];
    if (environment === undefined) throw new Error(`vite.config.ts has no environment ${target.name}`);
    const startedAt = performance.now();
    rmSync(stampOf(target.name), { force: true });
    await builder.build(environment);
    mkdirSync(dirname(stampOf(target.name)), { recursive: true });
    writeFileSync(stampOf(target.name), target.digest);
    say(`build: ${target.name} (${Math.round(performance.now() - startedAt)} ms)`);
  }
}

function isFresh(target) {
  const stamp = stampOf(target.name);
  return (
    existsSync(join(projectRoot, target.output)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === target.digest
  );
}

function stampOf(name) {
  return join(projectRoot, 'dist/.stamps', name);
}

/** Contents decide, not times: a checkout touches every file. */
function digestOf(paths) {
  const hash = createHash('sha256').update(process.version);
  for (const file of paths.flatMap((path) => filesUnder(join(projectRoot, path))).sort()) {
    hash.update(relative(projectRoot, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function filesUnder(path) {
  if (!existsSync(path)) return [];
  const entries = readdirSync(dirname(path), { withFileTypes: true });
  const self = entries.find((entry) => join(dirname(path), entry.name) === path);
  if (self?.isDirectory() !== true) return [path];
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => filesUnder(join(path, entry.name)));
}
