import { type FSWatcher, watch } from 'node:fs';
import { access, constants, type FileHandle, mkdir, open, readdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { systemCode } from './disk-errors.ts';
import type { FileSystemPort, FolderEntry } from './file-system-port.ts';

/** Below the size from which C libraries give each block its own mapping: see `readPieces`. */
const pieceSize = 64 * 1024;
/** Waiting for the writer of a pipe would take a thread for ever. */
const readWithoutWaiting = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** A link may lead to a file, or nowhere, in a circle, or to a pipe whose reading never ends. */
async function leadsToFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

/** Rejects for a pipe or a device, whose bytes may never come or never end. */
async function openFile(path: string): Promise<FileHandle> {
  const handle = await open(path, readWithoutWaiting);
  const found = await handle.stat();
  if (found.isFile() || found.isDirectory()) return handle;
  await handle.close();
  throw Object.assign(new Error(`${path} is no file.`), { code: 'EINVAL' });
}

/** The real disk. */
export const realFiles: FileSystemPort = {
  async readFile(path) {
    const handle = await openFile(path);
    try {
      return await handle.readFile();
    } finally {
      await handle.close();
    }
  },

  /** One small buffer for all pieces: a large one, once freed, leads glibc to keep tens of megabytes of later garbage. */
  async *readPieces(path) {
    const handle = await openFile(path);
    try {
      const piece = new Uint8Array(pieceSize);
      for (;;) {
        const { bytesRead } = await handle.read(piece);
        if (bytesRead === 0) return;
        yield piece.subarray(0, bytesRead);
      }
    } finally {
      await handle.close();
    }
  },
  rename,
  // Elsewhere one watcher sees the whole tree. On Linux Node would add inotify watches folder by folder behind our
  // back and miss files made before it got there; the workspace adds its own, in the right order.
  watchesSubfolders: process.platform !== 'linux',

  async writeSynced(path, bytes) {
    const handle = await open(path, 'w');
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
  },

  async syncFolder(path) {
    if (process.platform === 'win32') return;
    const handle = await open(path, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  },

  removeFile: (path) => rm(path, { force: true }),

  async removeEmptyFolder(path) {
    try {
      await rmdir(path);
    } catch (error) {
      if (!['ENOTEMPTY', 'EEXIST', 'ENOENT', 'EPERM'].includes(systemCode(error))) throw error;
    }
  },

  async makeFolder(path) {
    await mkdir(path, { recursive: true });
  },

  async listFolder(path) {
    try {
      const entries = await readdir(path, { withFileTypes: true });
      return await Promise.all(
        entries.map(async (entry): Promise<FolderEntry> => {
          const { name } = entry;
          if (entry.isDirectory()) return { name, kind: 'folder' };
          return { name, kind: entry.isFile() || (await leadsToFile(join(path, name))) ? 'file' : 'other' };
        }),
      );
    } catch (error) {
      if (['ENOENT', 'ENOTDIR'].includes(systemCode(error))) return null;
      throw error;
    }
  },

  async stamp(path) {
    try {
      const found = await stat(path);
      return { sizeBytes: found.size, modifiedMs: found.mtimeMs, inode: found.ino };
    } catch (error) {
      if (['ENOENT', 'ENOTDIR'].includes(systemCode(error))) return null;
      throw error;
    }
  },

  checkWritable: (folder) => access(folder, constants.W_OK),

  watchFolder(folder, onEvent, onError) {
    let watcher: FSWatcher;
    try {
      watcher = watch(folder, { recursive: this.watchesSubfolders, persistent: false }, (_type, name) => onEvent(name));
    } catch (error) {
      // The folder went away again before it could be watched.
      if (systemCode(error) !== 'ENOENT') onError(error);
      return () => {};
    }
    watcher.on('error', onError);
    return () => watcher.close();
  },
};
