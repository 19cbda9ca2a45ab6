import type { Command } from 'commander';
import type { ExplainOptions } from './explain.ts';
import { parseFile, parseVariable } from './name-option.ts';
import { withExitCode } from './report-failure.ts';
import { jsonOption } from './report-options.ts';
import { addKeyOptions, addRequestOptions, addSchemeOptions } from './signature-options.ts';

export function addExplainCommand(program: Command): void {
  const command = program
    .command('explain')
    .summary('Find out why a request does not verify.')
    .description(
      'Searches single mistakes and pairs of them for the one with which the request would have verified, and says what to change.',
    );
  addRequestOptions(addKeyOptions(addSchemeOptions(command)))
    .option(
      '--other-key-env <name>',
      'Another key that may have signed, such as the one before (repeatable).',
      (name, all: string[] = []) => [...all, parseVariable(name)],
    )
    .option('--other-key-file <file>', 'The same, from a file (repeatable).', (file, all: string[] = []) => [
      ...all,
      parseFile(file),
    ])
    .option('--now <time>', "The receiver's clock: Unix seconds, Unix milliseconds or an ISO date (default: now).")
    .addOption(jsonOption())
    .helpOption('-h, --help', 'Print this help.')
    .addHelpText(
      'after',
      `
Exit codes: 0 the request verifies · 1 it does not · 2 bad input

Example:
  hookbench explain --scheme stripe --key-env STRIPE_SECRET --file request.http`,
    )
    .action((options: ExplainOptions) =>
      withExitCode(options, async (form) => (await import('./explain.ts')).explain(options, form)),
    );
}
