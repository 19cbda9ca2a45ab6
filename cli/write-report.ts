import { constants } from 'node:fs';
import { access, stat, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { CommandError } from '../core/contract/index.ts';

/** Refuses files that cannot be written, so that nobody waits for a report that is lost. Rejects with `invalid-input`. */
export async function refuseUnwritable(...files: readonly (string | undefined)[]): Promise<void> {
  for (const file of files) {
    const why = file === undefined ? null : await whyUnwritable(file);
    if (why !== null) throw new CommandError('invalid-input', `The report ${file} cannot be written: ${why}`);
  }
}

async function whyUnwritable(file: string): Promise<string | null> {
  const found = await stat(file).catch(() => null);
  if (found?.isDirectory()) return 'it is a folder. Name a file.';
  const folder = dirname(resolve(file));
  const holder = await stat(folder).catch(() => null);
  if (!holder?.isDirectory()) return `there is no folder ${folder}. Create it, or name another file.`;
  const isAllowed = await access(found === null ? folder : file, constants.W_OK).then(
    () => true,
    () => false,
  );
  return isAllowed ? null : 'this account may not write there. Check the permissions, or name another file.';
}

/** Rejects with `disk-error`. */
export async function writeReport(file: string, text: string): Promise<void> {
  await writeFile(file, text).catch((error: unknown) => {
    throw new CommandError('disk-error', `The report ${file} cannot be written.`, { details: String(error) });
  });
}
