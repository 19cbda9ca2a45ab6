import { fileURLToPath, pathToFileURL } from 'node:url';
import { CommanderError, program as commander } from 'commander';
import { version } from '../package.json';
import { addApiCommand } from './api-command.ts';
import type { BuiltFiles } from './built-files.ts';
import { exitCodes } from './exit-codes.ts';
import { addExplainCommand } from './explain-command.ts';
import { addHelpCommand } from './help-command.ts';
import { addKeysCommand } from './keys-command.ts';
import { addLintCommand } from './lint-command.ts';
import { addNegativeCommand } from './negative-command.ts';
import { addRunCommand } from './run-command.ts';
import { addSchemesCommand } from './schemes-command.ts';
import { addServeCommand } from './serve-command.ts';
import { addSignCommand } from './sign-command.ts';
import { addVerifyCommand } from './verify-command.ts';

const builtFiles: BuiltFiles = {
  logWorkerUrl: new URL('./log-worker.js', import.meta.url),
  heavyWorkerUrl: new URL('./heavy-worker.js', import.meta.url),
  rendererFolder: fileURLToPath(new URL('../renderer', import.meta.url)),
};

/**
 * The `hookbench` command. Sets the process's exit code; resolves when the command has come to its end. Here and in the
 * files of the commands is only what it takes to read the command line: the work, and the engine with it, is loaded when a
 * command is run.
 */
export async function main(argv: readonly string[]): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', noteLostOutput);
  const program = commander
    .name('hookbench')
    .description('The workbench for designing, previewing, signing, sending and inspecting webhooks, locally.')
    .version(version, '-V, --version', 'Print the version.')
    .helpOption('-h, --help', 'Print this help.')
    .showHelpAfterError('(--help says what is possible)')
    .exitOverride();
  addServeCommand(program, builtFiles);
  addRunCommand(program, builtFiles);
  addApiCommand(program, builtFiles);
  addSignCommand(program);
  addVerifyCommand(program);
  addExplainCommand(program);
  addKeysCommand(program);
  addSchemesCommand(program);
  addNegativeCommand(program);
  addLintCommand(program, builtFiles);
  addHelpCommand(program);
  try {
    await program.parseAsync([...argv]);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Help and version end here as well, with 0; what was wrong has been printed.
    process.exitCode = error.exitCode === 0 ? exitCodes.fine : exitCodes.badInput;
  }
}

/** Whoever reads the output may have seen enough, such as `head`: the command goes on to its end and its exit code. */
function noteLostOutput(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE' || isOutputLost) return;
  isOutputLost = true;
  console.error(`hookbench: The output cannot be written (${error.code}). Is the disk full?`);
  process.once('exit', () => {
    process.exitCode = exitCodes.internal;
  });
}

let isOutputLost = false;

// Started as `node dist/node/cli.js` rather than through cli/bin.mjs.
if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await main(process.argv);
