import { writeFile } from 'node:fs/promises';
import { CommandError } from '../core/contract/index.ts';

/** Rejects with `disk-error`. */
export async function writeReport(file: string, text: string): Promise<void> {
  await writeFile(file, text).catch((error: unknown) => {
    throw new CommandError('disk-error', `The report ${file} cannot be written. Is its folder there?`, {
      details: String(error),
    });
  });
}
