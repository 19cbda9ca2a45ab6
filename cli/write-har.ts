import { open } from 'node:fs/promises';
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

/** Also where the file is there already and others may read it. Gives how many of how many attempts are in it. */
async function writeOwnerOnly(file: string, pieces: AsyncIterable<Piece>): Promise<Omit<Piece, 'text'>> {
  const handle = await open(file, 'w', ownerOnly);
  try {
    await handle.chmod(ownerOnly);
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
