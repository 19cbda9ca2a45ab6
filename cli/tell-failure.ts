import { CommandError } from '../core/contract/index.ts';
import { exitCodes } from './exit-codes.ts';

/** Says on stderr what went wrong, and sets the exit code. Details only for what is a bug: the sentence is enough. */
export function printError(error: unknown): void {
  if (error instanceof CommandError) {
    console.error(`hookbench: ${error.message}`);
    if (error.code === 'internal' && error.details !== null) console.error(error.details);
    process.exitCode = exitCodeOf(error);
    return;
  }
  console.error(`hookbench: Something went wrong inside Hookbench.\n${error instanceof Error ? error.stack : error}`);
  process.exitCode = exitCodes.internal;
}

export function exitCodeOf(error: unknown): number {
  return error instanceof CommandError && error.code !== 'internal' ? exitCodes.badInput : exitCodes.internal;
}
