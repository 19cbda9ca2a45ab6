/** Size, time and identity of a file: equal stamps mean that the file was not touched in between. */
export interface FileStamp {
  sizeBytes: number;
  modifiedMs: number;
  inode: number;
}

export interface FolderEntry {
  name: string;
  /** `file`: or a link to one; `other`: a pipe, a device, a link to a folder or to nothing. */
  kind: 'file' | 'folder' | 'other';
}

/**
 * The file operations the workspace needs, in the small steps that a crash can fall between.
 * All paths are absolute. Rejections carry Node's `code` (`ENOSPC`, `EACCES`, …).
 */
export interface FileSystemPort {
  readFile(path: string): Promise<Uint8Array>;
  /** The file's bytes in order; a piece lasts until the next is asked for. For files that may be large. */
  readPieces(path: string): AsyncIterable<Uint8Array>;
  /** Creates or truncates the file, writes all bytes and waits until the disk has them. */
  writeSynced(path: string, bytes: Uint8Array): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** Makes renames and removals in the folder durable; does nothing where the system cannot (Windows). */
  syncFolder(path: string): Promise<void>;
  /** Removes a file; a missing one is no error. */
  removeFile(path: string): Promise<void>;
  /** Removes a folder if it is empty; otherwise leaves it. */
  removeEmptyFolder(path: string): Promise<void>;
  /** Creates the folder and its parents. */
  makeFolder(path: string): Promise<void>;
  /** Null when there is no such folder. */
  listFolder(path: string): Promise<FolderEntry[] | null>;
  /** Null when there is no such file. */
  stamp(path: string): Promise<FileStamp | null>;
  /** Rejects with the system's error when nothing can be created in the folder. */
  checkWritable(folder: string): Promise<void>;
  /** Whether `watchFolder` also tells about everything below the folder. */
  readonly watchesSubfolders: boolean;
  /**
   * Calls `onEvent` when something in the folder may have changed, with the entry's name where it is known; the
   * folder's own name when it was itself moved or removed. Returns the remover.
   */
  watchFolder(folder: string, onEvent: (name: string | null) => void, onError: (error: unknown) => void): () => void;
}
