import { basename, sep } from 'node:path';
import type { FileSystemPort } from './file-system-port.ts';
import type { TimerPort } from './timer-port.ts';

/** Long enough for an editor's "write, rename, remove the backup" to become one look at the folder. */
const quietMs = 60;

export interface FolderWatch {
  /** Watches one more folder; known ones are left alone. */
  add(folder: string): void;
  /** Stops watching folders that are gone. */
  keepOnly(folders: readonly string[]): void;
  close(): void;
}

/**
 * Calls `onQuiet` once the events of the watched folders have paused. Where one watcher sees everything below it, only
 * the first folder added is watched. A watcher that fails (its folder was removed, the system has no more) is dropped;
 * `onFailure` hears of the latter kind.
 */
export function watchFolders(
  files: FileSystemPort,
  timers: TimerPort,
  onQuiet: () => void,
  onFailure: (error: unknown) => void,
): FolderWatch {
  const removers = new Map<string, () => void>();
  let cancelTimer: (() => void) | null = null;
  let isClosed = false;

  const onEvent = () => {
    cancelTimer?.();
    if (!isClosed) cancelTimer = timers.after(quietMs, onQuiet);
  };
  const drop = (folder: string) => {
    removers.get(folder)?.();
    removers.delete(folder);
  };
  const dropTree = (folder: string) => {
    for (const known of [...removers.keys()]) if (known === folder || known.startsWith(folder + sep)) drop(known);
  };
  return {
    add(folder) {
      if (isClosed || removers.has(folder) || (files.watchesSubfolders && removers.size > 0)) return;
      const onFolderEvent = (name: string | null) => {
        // The watcher follows the folder that is gone; the next look watches the one that has its place now.
        if (name === basename(folder)) dropTree(folder);
        onEvent();
      };
      const remove = files.watchFolder(folder, onFolderEvent, (error) => {
        drop(folder);
        onFailure(error);
        onEvent();
      });
      removers.set(folder, remove);
    },
    keepOnly(folders) {
      const kept = new Set(folders);
      for (const folder of [...removers.keys()]) if (!kept.has(folder)) drop(folder);
    },
    close() {
      isClosed = true;
      cancelTimer?.();
      for (const folder of [...removers.keys()]) drop(folder);
    },
  };
}
