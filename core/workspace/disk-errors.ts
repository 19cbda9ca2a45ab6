import { CommandError } from '../contract/errors.ts';

/** The system's stable code of an error, such as `ENOSPC`; empty when it has none. */
export function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** Says in words why a file could not be written; CommandErrors pass through. */
export function writeError(error: unknown, file: string): CommandError {
  if (error instanceof CommandError) return error;
  const code = systemCode(error);
  const details = error instanceof Error ? error.message : String(error);
  const options = { details, cause: error };
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new CommandError(
        'disk-full',
        `The disk is full: "${file}" was not saved, and its last saved version is intact. Free some space and save again.`,
        options,
      );
    case 'EROFS':
      return new CommandError('read-only', `"${file}" was not saved: it is on a read-only disk.`, options);
    case 'EACCES':
    case 'EPERM':
      return new CommandError(
        'disk-error',
        `"${file}" was not saved: this user may not write there. Check the permissions of the folder.`,
        options,
      );
    case 'EBUSY':
      return new CommandError(
        'disk-error',
        `"${file}" was not saved: another program keeps it locked. Close it there and save again.`,
        options,
      );
    default:
      return new CommandError('disk-error', `"${file}" was not saved: ${details}`, options);
  }
}
