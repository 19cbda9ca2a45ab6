import { join } from 'node:path';
import { noWorkspace } from './create-workspace.ts';
import { systemCode } from './disk-errors.ts';
import { settingsFile } from './document-layout.ts';
import { scanFolder } from './folder-scan.ts';
import { migrateFolder, newestVersion, versionOfFolder } from './migrate-folder.ts';
import { migrations as ownMigrations } from './migrations/index.ts';
import { realFiles } from './real-files.ts';
import type { DiskPorts } from './staged-files.ts';
import { realTimers } from './timer-port.ts';
import { WorkspaceFolder } from './workspace-folder.ts';
import type { Workspace, WorkspaceOptions } from './workspace-types.ts';

/**
 * Opens a folder as a workspace: clears what an interrupted write left, migrates an older layout (after a backup),
 * reads every file, and watches when asked to. Files that cannot be taken in are in `problems()`; the rest is open.
 * A folder that cannot be written, or has a newer layout, opens read-only (`info().readOnlyReason`).
 * Rejects with CommandError not-found when there is no `hookbench.json`.
 */
export async function openWorkspace(options: WorkspaceOptions): Promise<Workspace> {
  const { path, files = realFiles, timers = realTimers, migrations = ownMigrations } = options;
  const ports: DiskPorts = { root: path, files, timers, readHeavy: options.readHeavy };
  if ((await files.stamp(join(path, settingsFile))) === null) throw noWorkspace(path);
  const readOnlyReason = (await refuseFolder(ports)) ?? (await prepareFolder(ports, migrations));
  const newest = newestVersion(migrations);
  const folder = new WorkspaceFolder(ports, {
    onChange: options.onChange,
    onProblems: options.onProblems,
    readOnlyReason,
    refuseVersion: (version) => refuseVersion(version, newest),
  });
  await folder.open(options.watch);
  return folder;
}

async function refuseFolder({ root, files }: DiskPorts): Promise<string | null> {
  try {
    await files.checkWritable(root);
    return null;
  } catch (error) {
    const isReadOnlyDisk = systemCode(error) === 'EROFS';
    const reason = isReadOnlyDisk ? 'it is on a read-only disk' : 'this user may not write there';
    return `Nothing can be saved in "${root}": ${reason}. Copy the workspace to another folder, or change its permissions and open it again.`;
  }
}

/** Returns why the workspace has to stay as it is, or null. */
async function prepareFolder(
  ports: DiskPorts,
  migrations: Parameters<typeof migrateFolder>[1],
): Promise<string | null> {
  const { leftovers } = await scanFolder(ports.root, ports.files, () => {});
  for (const leftover of leftovers) await ports.files.removeFile(leftover).catch(() => {});
  const version = await versionOfFolder(ports);
  try {
    await migrateFolder(ports, migrations);
    return null;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return `The workspace could not be brought from layout ${version} to layout ${newestVersion(migrations)}: ${reason} Nothing was lost; it stays read-only.`;
  }
}

function refuseVersion(version: number | null, newest: number): string | null {
  if (version === null) {
    return `"${settingsFile}" cannot be read, so this build cannot tell how the workspace is laid out. Correct that file; until then nothing is saved.`;
  }
  if (version > newest) {
    return `The workspace was saved by a newer Hookbench (layout ${version}; this one knows ${newest}). Update Hookbench to edit it; until then nothing is saved.`;
  }
  if (version < newest) {
    return `The workspace has an older layout (${version}; this Hookbench writes ${newest}). Open it again to bring it up to date.`;
  }
  return null;
}
