import { constants } from 'node:fs';
import { access, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { CommandError, type EngineClient } from '../core/contract/index.ts';

/** Only the owner may read it: requests hold what customers were sent. */
const ownerOnly = 0o600;

/** Writes the attempts of a run as an HTTP archive. Rejects with `disk-error`, or with what the engine refuses. */
export async function writeHar(client: EngineClient, runId: string, file: string): Promise<void> {
  const pieces = client.stream('deliveries.export', { filter: { runId }, withSecrets: false });
  const { written, total } = await writeOwnerOnly(file, pieces).catch((error: unknown) => {
    if (error instanceof CommandError) throw error;
    throw new CommandError('disk-error', `The HAR file ${file} cannot be written.`, { details: String(error) });
  });
  if (written < total) {
    process.stderr.write(`${file} holds the newest ${written} of ${total} attempts: more do not fit into one file.\n`);
  }
}

interface Piece {
  text: string;
  written: number;
  total: number;
}

/**
 * A file is written beside its place and put there whole, so that one that was cut short is never taken for it. Gives how many
 * of how many attempts are in it.
 */
async function writeOwnerOnly(given: string, pieces: AsyncIterable<Piece>): Promise<Omit<Piece, 'text'>> {
  const file = await realpath(given).catch(() => given);
  if (!(await canBeReplaced(file))) return writePieces(file, pieces);
  const draft = `${file}.${process.pid}.part`;
  try {
    const last = await writePieces(draft, pieces);
    await rename(draft, file);
    return last;
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** False for what is no file, such as a pipe, and where nothing new may be written beside it. */
async function canBeReplaced(file: string): Promise<boolean> {
  const found = await stat(file).catch(() => null);
  if (found !== null && !found.isFile()) return false;
  return access(dirname(resolve(file)), constants.W_OK).then(
    () => true,
    () => false,
  );
}

async function writePieces(file: string, pieces: AsyncIterable<Piece>): Promise<Omit<Piece, 'text'>> {
  const handle = await open(file, 'w', ownerOnly);
  try {
    await handle.chmod(ownerOnly).catch(() => {});
    let last = { written: 0, total: 0 };
    for await (const piece of pieces) {
      await handle.writeFile(piece.text);
      last = piece;
    }
    return last;
  } finally {
    await handle.close();
  }
}
