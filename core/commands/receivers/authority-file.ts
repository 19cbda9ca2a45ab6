import { CommandError } from '../../contract/errors.ts';
import type { AuthorityStore } from '../../receiver/index.ts';
import { readPrivateFile, removeLeftovers, replacePrivateFile } from '../../secrets/index.ts';

/** Keeps the authority of the https receivers in a file that only the user can read. */
export function authorityFile(file: string): AuthorityStore {
  return {
    async read() {
      const reading = await readPrivateFile(file);
      switch (reading.status) {
        case 'missing':
          return null;
        case 'read':
          return reading.text;
        case 'failed':
          throw new CommandError(
            'disk-error',
            `The authority of the https receivers could not be had from ${file}: ${reading.reason}. Let this account read the file, or delete it: another one is made then.`,
          );
      }
    },
    async write(text) {
      await removeLeftovers(file);
      await replacePrivateFile(file, text, null).catch((error: unknown) => {
        if (!(error instanceof CommandError)) throw error;
        throw new CommandError(
          error.code,
          `For https, an authority has to be kept in the data folder. ${error.message} Let this account write there, or set the receiver to http.`,
          { cause: error },
        );
      });
    },
  };
}
