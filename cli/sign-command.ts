import { type Command, Option } from 'commander';
import { withExitCode } from './report-failure.ts';
import { jsonOption } from './report-options.ts';
import type { SignOptions } from './sign.ts';
import { addKeyOptions, addRequestOptions, addSchemeOptions } from './signature-options.ts';

export function addSignCommand(program: Command): void {
  const command = program
    .command('sign')
    .summary('Sign a request.')
    .description('Signs the exact bytes of a request and prints it with its signature.');
  addRequestOptions(addKeyOptions(addSchemeOptions(command)))
    .option('--timestamp <time>', 'When it is signed: Unix seconds, Unix milliseconds or an ISO date (default: now).')
    .option('--id <id>', 'Id of the message, for schemes that have one (default: a fresh one).')
    .addOption(
      new Option('-o, --output <form>', 'Print the raw request, a cURL command, or the headers alone.')
        .choices(['http', 'curl', 'headers'])
        .default('http'),
    )
    .addOption(jsonOption().conflicts('output'))
    .helpOption('-h, --help', 'Print this help.')
    .addHelpText(
      'after',
      `
Exit codes: 0 signed · 2 bad input

Examples:
  hookbench sign --scheme stripe --key-env STRIPE_SECRET --file request.http
  echo '{"headers":{},"body":"{}"}' | hookbench sign -s standard-webhooks --key-file secret.txt --output curl`,
    )
    .action((options: SignOptions) =>
      withExitCode(options, async (form) => (await import('./sign.ts')).sign(options, form)),
    );
}
