// Packages the app for this platform: `npm run package`, or with electron-builder's own arguments: `-- --linux dir`.
// With ELECTRON_OVERRIDE_DIST_PATH that runtime is packed, offline, instead of the one that would be downloaded.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getRawHeader, listPackage } from '@electron/asar';
import { buildStale, projectRoot } from './build-targets.mjs';
import { packageProgram, runCommand } from './run-command.mjs';

const args = process.argv.slice(2);
/** What an archive may hold; anything else is a mistake in electron-builder.yml. */
const allowedInArchive = /^(dist|package\.json|node_modules\/(libsql|@libsql|@neon-rs|detect-libc))(\/|$)/;

await buildStale();
const runtime = copyRuntime(process.env.ELECTRON_OVERRIDE_DIST_PATH);
try {
  const { exitCode } = await runCommand(process.execPath, [
    packageProgram('electron-builder/cli.js'),
    ...args,
    '--publish=never',
    ...(runtime === null ? [] : [`-c.electronDist=${runtime.folder}`, `-c.electronVersion=${runtime.version}`]),
  ]);
  if (exitCode !== 0) process.exit(exitCode);
} finally {
  if (runtime !== null) rmSync(runtime.folder, { recursive: true, force: true });
}
process.exitCode = inspectArchives() ? 0 : 1;

/** A copy of a runtime without an app of its own in it; null = electron-builder fetches the runtime. */
function copyRuntime(source) {
  if (source === undefined || source === '') return null;
  const folder = mkdtempSync(join(tmpdir(), 'hookbench-runtime-'));
  const standIns = [join(source, 'resources/app'), join(source, 'resources/default_app.asar')];
  cpSync(source, folder, { recursive: true, filter: (path) => !standIns.includes(path) });
  return { folder, version: readFileSync(join(source, 'version'), 'utf8').trim().replace(/^v/, '') };
}

/** Prints what went into each archive; false when something is in it that should not be, or a native file is not out. */
function inspectArchives() {
  const archives = readdirSync(join(projectRoot, 'release'), { recursive: true })
    .filter((path) => path.endsWith('app.asar'))
    .map((path) => join(projectRoot, 'release', path));
  return archives.map(inspectArchive).every((isLean) => isLean);
}

function inspectArchive(archive) {
  const sizes = [];
  const unpacked = [];
  const visit = (node, path) => {
    for (const [name, entry] of Object.entries(node.files ?? {})) {
      const child = path === '' ? name : `${path}/${name}`;
      if (entry.files !== undefined) visit(entry, child);
      else if (entry.size !== undefined) (entry.unpacked ? unpacked : sizes).push({ path: child, size: entry.size });
    }
  };
  visit(getRawHeader(archive).header, '');
  const total = (files) => files.reduce((sum, file) => sum + file.size, 0);
  const megabytes = (size) => `${(size / 1e6).toFixed(1)} MB`;
  console.log(
    `${archive}: ${sizes.length} files, ${megabytes(total(sizes))}, and ${megabytes(total(unpacked))} beside it`,
  );
  const groups = new Map();
  for (const { path, size } of sizes) {
    const group = path.split('/').slice(0, 2).join('/');
    groups.set(group, (groups.get(group) ?? 0) + size);
  }
  for (const [group, size] of [...groups].sort(([, a], [, b]) => b - a))
    console.log(`  ${megabytes(size).padStart(9)}  ${group}`);
  for (const { path, size } of unpacked) console.log(`  ${megabytes(size).padStart(9)}  ${path} (unpacked)`);

  const strange = listPackage(archive, { isPack: false })
    .map((path) => path.replaceAll('\\', '/').replace(/^\//, ''))
    .filter((path) => path !== 'node_modules' && !allowedInArchive.test(path));
  for (const path of strange) console.error(`  does not belong there: ${path}`);
  const packedNative = sizes.filter(({ path }) => path.endsWith('.node'));
  for (const { path } of packedNative) console.error(`  cannot be loaded from inside the archive: ${path}`);
  const native = unpacked.filter(({ path }) => path.endsWith('.node'));
  if (native.length !== 1) console.error(`  one native file is expected beside the archive, not ${native.length}`);
  return strange.length === 0 && packedNative.length === 0 && native.length === 1;
}
