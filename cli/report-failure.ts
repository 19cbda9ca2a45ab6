import { toWireError } from '../core/rpc/index.ts';
import { exitCodeOf, printError } from './print-error.ts';

/** Runs a command's work: its result is the exit code; what it rejects with is told in words, or as JSON when asked. */
export async function withExitCode(isJson: boolean, work: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await work();
  } catch (error) {
    if (!isJson) return printError(error);
    console.log(JSON.stringify({ error: toWireError(error) }, null, 2));
    process.exitCode = exitCodeOf(error);
  }
}
