import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError } from '../../contract/errors.ts';

const lockName = 'engine.lock';
/** Locks of this very process: its own number in another lock comes from an earlier life (in containers it is always the same). */
const heldFiles = new Set<string>();

/**
 * Keeps a second engine out of a data folder: it would take the first one's runs for interrupted ones. The lock of a
 * process that is gone, however it went, does not count. Returns the release. Throws `conflict` when it is taken.
 */
export function lockDataFolder(folder: string): () => void {
  const file = join(folder, lockName);
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx', mode: 0o600 });
      heldFiles.add(file);
      return () => {
        heldFiles.delete(file);
        rmSync(file, { force: true });
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw diskError(folder, error);
    }
    const holder = readHolder(file);
    const isHeld = holder === process.pid ? heldFiles.has(file) : holder !== null && isAlive(holder);
    if (isHeld) {
      throw new CommandError(
        'conflict',
        `Another Hookbench (process ${holder}) is using the data folder ${folder}. Close it first. If that process is not Hookbench, delete ${file}.`,
      );
    }
    rmSync(file, { force: true });
  }
  throw new CommandError('conflict', `Another Hookbench is just starting with the data folder ${folder}.`);
}

function readHolder(file: string): number | null {
  try {
    const holder = Number(readFileSync(file, 'utf8'));
    return Number.isInteger(holder) && holder > 0 ? holder : null;
  } catch {
    return null;
  }
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return !isEnded(processId);
  } catch (error) {
    // EPERM: it is there, but somebody else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * A process that was killed keeps its number until its parent has asked how it ended, and a parent that was killed with it
 * never does: then it takes a while, in a container for ever. Linux tells (proc(5), the field behind the name); elsewhere
 * nothing is known.
 */
function isEnded(processId: number): boolean {
  try {
    const status = readFileSync(`/proc/${processId}/stat`, 'latin1');
    return /^[ZXx]/.test(status.slice(status.lastIndexOf(')') + 2));
  } catch {
    return false;
  }
}

function diskError(folder: string, error: unknown): CommandError {
  return new CommandError('disk-error', `The data folder ${folder} cannot be written to. Check its permissions.`, {
    details: String(error),
    cause: error,
  });
}
