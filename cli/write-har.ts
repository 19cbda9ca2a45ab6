import { open } from 'node:fs/promises';
import { CommandError, type EngineClient } from '../core/contract/index.ts';

/** Only the owner may read it: requests hold what customers were sent. */
const ownerOnly = 0o600;

/** Writes the attempts of a run as an HTTP archive. Rejects with `disk-error`. */
export async function writeHar(client: EngineClient, runId: string, file: string): Promise<void> {
  const { text, count, total } = await client.call('deliveries.export', { filter: { runId }, withSecrets: false });
  await writeOwnerOnly(file, text).catch((error: unknown) => {
    throw new CommandError('disk-error', `The HAR file ${file} cannot be written.`, { details: String(error) });
  });
  if (count < total) {
    process.stderr.write(`${file} holds the newest ${count} of ${total} attempts: more do not fit into one file.\n`);
  }
}

/** Also where the file is there already and others may read it. */
async function writeOwnerOnly(file: string, text: string): Promise<void> {
  const handle = await open(file, 'w', ownerOnly);
  try {
    await handle.chmod(ownerOnly);
    await handle.writeFile(text);
  } finally {
    await handle.close();
  }
}
