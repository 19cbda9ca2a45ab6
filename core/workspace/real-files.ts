import { type FSWatcher, watch } from 'node:fs';
import { access, constants, mkdir, open, readdir, readFile, rename, rm, rmdir, stat } from 'node:fs/promises';
import { systemCode } from './disk-errors.ts';
import type { FileSystemPort, FolderEntry } from './file-system-port.ts';

/** Below the size from which C libraries give each block its own mapping: see `readPieces`. */
const pieceSize = 64 * 1024;

/** The real disk. */
export const realFiles: FileSystemPort = {
  readFile: (path) => readFile(path),

  /** One small buffer for all pieces: a large one, once freed, leads glibc to keep tens of megabytes of later garbage. */
  async *readPieces(path) {
    const handle = await open(path, 'r');
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
      return entries.map((entry): FolderEntry => {
        const kind = entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : 'other';
        return { name: entry.name, kind };
      });
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
