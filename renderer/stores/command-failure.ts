import { CommandError } from '../../core/contract/index.ts';

/** Clients reject with `CommandError` only; anything else is a bug of this window and says so. */
export function toCommandError(cause: unknown): CommandError {
  if (cause instanceof CommandError) return cause;
  const details = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
  return new CommandError('internal', 'Something went wrong inside Hookbench. Try again, and report it if it stays.', {
    details,
  });
}
