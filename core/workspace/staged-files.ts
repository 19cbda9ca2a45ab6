import { basename, dirname, join } from 'node:path';
import { CommandError } from '../contract/errors.ts';
import { systemCode, writeError } from './disk-errors.ts';
import type { FileStamp, FileSystemPort } from './file-system-port.ts';
import type { FileText, HeavyDocument } from './heavy-document.ts';
import { type TimerPort, waitFor } from './timer-port.ts';

/** Ends the name of a file that is not yet what it shall replace; whatever bears it when a workspace opens is left over. */
export const temporarySuffix = '.hookbench-tmp';

/** Waits between tries when another program (virus scanner, indexer, sync client) holds a file. */
const retryDelaysMs = [10, 20, 50, 100, 200, 400];
const retriedCodes = ['EBUSY', 'EPERM', 'EACCES', 'ENOENT'];

export interface DiskPorts {
  /** Absolute path of the workspace. */
  root: string;
  files: FileSystemPort;
  timers: TimerPort;
  /** `readFileText` on another thread, for files that hold up everything else for long; absent = they are read here. */
  readHeavy?: ((file: FileText) => Promise<HeavyDocument>) | undefined;
}

/**
 * Replaces files as one step, as far as a file system can: all new contents are made durable under temporary names
 * first (a full disk is met here, with every old file untouched), then they are renamed, then removals happen, then
 * the folders are synced. Paths are relative to the root, with "/".
 *
 * @returns the stamps of the written files. Rejects with CommandError.
 */
export async function replaceFiles(
  ports: DiskPorts,
  contents: ReadonlyMap<string, Uint8Array>,
  removals: readonly string[] = [],
): Promise<Map<string, FileStamp>> {
  const { root, files } = ports;
  const staged: string[] = [];
  const stamps = new Map<string, FileStamp>();
  const touchedFolders = new Set<string>();
  await refuseWithoutRoot(ports);
  try {
    for (const [path, bytes] of contents) {
      const target = join(root, path);
      staged.push(temporaryPath(target));
      await inWords(path, async () => {
        await makeFolderDurably(files, dirname(target));
        await files.writeSynced(temporaryPath(target), bytes);
      });
    }
    for (const [path, bytes] of contents) {
      const target = join(root, path);
      await inWords(path, () => renameWithPatience(ports, target, bytes));
      touchedFolders.add(dirname(target));
      // A rename changes neither inode nor time of modification.
      const stamp = await files.stamp(target);
      if (stamp) stamps.set(path, stamp);
    }
    for (const path of removals) {
      await inWords(path, () => files.removeFile(join(root, path)));
      touchedFolders.add(dirname(join(root, path)));
    }
  } catch (error) {
    for (const path of staged) await files.removeFile(path).catch(() => {});
    throw error;
  }
  for (const folder of touchedFolders) await inWords(folder, () => files.syncFolder(folder));
  return stamps;
}

/** A new folder with one file in it would be taken for the whole workspace, and everything else for removed. */
async function refuseWithoutRoot({ root, files }: DiskPorts): Promise<void> {
  if ((await inWords(root, () => files.stamp(root))) !== null) return;
  const message = `Nothing was saved: the folder "${root}" is not there any more. Put it back, or open the workspace where it is now.`;
  throw new CommandError('disk-error', message);
}

export function temporaryPath(target: string): string {
  return join(dirname(target), `.${basename(target)}.${process.pid}${temporarySuffix}`);
}

async function renameWithPatience({ files, timers }: DiskPorts, target: string, bytes: Uint8Array): Promise<void> {
  const from = temporaryPath(target);
  for (const delayMs of [...retryDelaysMs, null]) {
    try {
      await files.rename(from, target);
      return;
    } catch (error) {
      const code = systemCode(error);
      if (delayMs === null || !retriedCodes.includes(code)) throw error;
      await waitFor(timers, delayMs);
      // Another process that opened this workspace took the temporary file for a left-over.
      if (code === 'ENOENT') await files.writeSynced(from, bytes);
    }
  }
}

async function makeFolderDurably(files: FileSystemPort, folder: string): Promise<void> {
  if ((await files.listFolder(folder)) !== null) return;
  await makeFolderDurably(files, dirname(folder));
  await files.makeFolder(folder);
  await files.syncFolder(dirname(folder));
}

async function inWords<T>(file: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw writeError(error, file);
  }
}
