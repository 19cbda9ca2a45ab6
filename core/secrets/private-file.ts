import { access, chmod, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { CommandError } from '../contract/errors.ts';

export type FileReading =
  | { status: 'missing' }
  | { status: 'read'; text: string }
  | { status: 'failed'; reason: string };

const ownerOnly = 0o600;

/** Reads a file that only its owner should see, and takes other people's access away if they have some. */
export async function readPrivateFile(file: string): Promise<FileReading> {
  try {
    const text = await readFile(file, 'utf8');
    if (process.platform !== 'win32' && ((await stat(file)).mode & 0o077) !== 0) await chmod(file, ownerOnly);
    return { status: 'read', text };
  } catch (error) {
    const code = errorCode(error);
    return code === 'ENOENT' ? { status: 'missing' } : { status: 'failed', reason: `it cannot be read (${code})` };
  }
}

/**
 * Replaces a file as a whole: temporary file with mode 0600, fsync, rename. Resolves once the new content is durable.
 * With `backup` the old file is moved there first, after the new content is safely on disk.
 * Throws `CommandError` (`disk-full`, `read-only`, `disk-error`); the old file is then still in place.
 */
export async function replacePrivateFile(file: string, text: string, backup: string | null): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeDurably(temporary, text);
    if (backup !== null) await rename(file, backup);
    await renameOrRestore(temporary, file, backup);
    await syncFolder(dirname(file));
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw diskError(file, error);
  }
}

/** Removes what processes that were killed while they replaced the file left behind. Only for the one process that writes it. */
export async function removeLeftovers(file: string): Promise<void> {
  const folder = dirname(file);
  const isLeftover = (name: string) => name.startsWith(`${basename(file)}.`) && name.endsWith('.tmp');
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter(isLeftover)) await rm(join(folder, name), { force: true }).catch(() => undefined);
}

async function writeDurably(file: string, text: string): Promise<void> {
  // A leftover of a crash may have another mode, which `open` would keep.
  await rm(file, { force: true });
  const handle = await open(file, 'wx', ownerOnly);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function renameOrRestore(temporary: string, file: string, backup: string | null): Promise<void> {
  try {
    await rename(temporary, file);
  } catch (error) {
    if (backup !== null) await rename(backup, file);
    throw error;
  }
}

/** Makes the rename itself durable, where the system can: Windows and some network folders cannot sync a folder. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } catch (error) {
    if (errorCode(error) !== 'EINVAL' && errorCode(error) !== 'ENOTSUP') throw error;
  } finally {
    await handle.close();
  }
}

/** The first free name of the form `secrets.json.unreadable-1` beside the file. */
export async function freeBackupName(file: string): Promise<string> {
  for (let number = 1; ; number++) {
    const candidate = `${file}.unreadable-${number}`;
    const isTaken = await access(candidate).then(
      () => true,
      // Not there, or out of reach: then moving the file fails as well, and says why.
      () => false,
    );
    if (!isTaken) return candidate;
  }
}

function diskError(file: string, error: unknown): CommandError {
  const code = errorCode(error);
  const name = basename(file);
  const kept = 'Nothing was changed.';
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new CommandError('disk-full', `The disk is full: ${name} could not be saved. ${kept}`, { details: code });
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    const message = `${name} could not be saved: the folder ${dirname(file)} cannot be written. ${kept}`;
    return new CommandError('read-only', message, { details: code });
  }
  const message = `${name} could not be saved in ${dirname(file)} (${code}). ${kept}`;
  return new CommandError('disk-error', message, { details: code });
}

function errorCode(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'string' ? code : 'unknown error';
}
