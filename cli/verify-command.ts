import type { Command } from 'commander';
import { withExitCode } from './report-failure.ts';
import { jsonOption } from './report-options.ts';
import { addKeyOptions, addRequestOptions, addSchemeOptions } from './signature-options.ts';
import type { VerifyOptions } from './verify.ts';

export function addVerifyCommand(program: Command): void {
  const command = program
    .command('verify')
    .summary('Verify the signature of a captured request.')
    .description('Verifies a request by a scheme; without --scheme it is recognised from the headers.');
  addRequestOptions(addKeyOptions(addSchemeOptions(command)))
    .option('--now <time>', "The receiver's clock: Unix seconds, Unix milliseconds or an ISO date (default: now).")
    .addOption(jsonOption())
    .helpOption('-h, --help', 'Print this help.')
    .addHelpText(
      'after',
      `
Exit codes: 0 valid · 1 not valid · 2 bad input

Example:
  hookbench verify --scheme github-sha256 --key-env GITHUB_SECRET --file request.http`,
    )
    .action((options: VerifyOptions) =>
      withExitCode(options, async (form) => (await import('./verify.ts')).verify(options, form)),
    );
}
