import { currentLayout } from './migrations.ts';
import type { LogFailure } from './protocol.ts';

/** A write that is refused for what it says, not for the state of the disk; the rest of its batch goes on. */
export class RefusedWrite extends Error {
  override readonly name = 'RefusedWrite';
  readonly code: LogFailure['code'];

  constructor(code: LogFailure['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** The file has a layout that only a newer build knows. */
export class NewerLayout extends Error {
  override readonly name = 'NewerLayout';
  readonly layout: number;

  constructor(layout: number) {
    super(`layout ${layout}`);
    this.layout = layout;
  }
}

/** SQLite's primary result codes, as the driver spells them. `CANTOPEN` comes without a code when connecting fails. */
export function sqliteCode(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const code = (error as NodeJS.ErrnoException).code;
  if (typeof code === 'string' && code !== '') return code;
  return error.message.startsWith('ConnectionFailed') ? 'SQLITE_CANTOPEN' : '';
}

export function isDamage(error: unknown): boolean {
  return /^SQLITE_(CORRUPT|NOTADB)/.test(sqliteCode(error));
}

export function isConstraint(error: unknown): boolean {
  return sqliteCode(error).startsWith('SQLITE_CONSTRAINT');
}

/** What a failed operation on the log means, in words and with what to do. */
export function describeFailure(error: unknown, file: string): LogFailure {
  const details = error instanceof Error ? `${sqliteCode(error)} ${error.message}`.trim() : String(error);
  if (error instanceof RefusedWrite) return { code: error.code, message: error.message, details: null };
  if (error instanceof NewerLayout) {
    return {
      code: 'unavailable',
      message: `The delivery log ${file} was written by a newer Hookbench (layout ${error.layout}; this one knows ${currentLayout}). Update Hookbench, or start it with another data folder. The file was left as it is.`,
      details,
    };
  }
  const code = sqliteCode(error);
  if (code.startsWith('SQLITE_FULL') || code === 'ENOSPC') {
    return {
      code: 'disk-full',
      message: `The disk is full: the delivery log ${file} cannot take more. Free some space or remove old runs, then resume the run.`,
      details,
    };
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return {
      code: 'unavailable',
      message: `Another Hookbench has the delivery log ${file} open. Close it, or start this one with another data folder.`,
      details,
    };
  }
  if (isConstraint(error)) {
    return { code: 'conflict', message: 'The log already holds a record with this id or number.', details };
  }
  if (isDamage(error)) {
    return {
      code: 'disk-error',
      message: `The delivery log ${file} is damaged. Start Hookbench again: it checks the file, keeps it as a backup if it cannot be read, and begins a new one.`,
      details,
    };
  }
  if (/^SQLITE_(READONLY|CANTOPEN|IOERR|PERM|AUTH)/.test(code) || /^E[A-Z]+$/.test(code)) {
    return {
      code: 'disk-error',
      message: `The delivery log ${file} cannot be read or written. Check that its folder exists, may be written, and that the disk works.`,
      details,
    };
  }
  return { code: 'internal', message: `The delivery log ${file} met an error it does not know.`, details };
}
