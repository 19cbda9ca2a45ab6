import { type Command, Option } from 'commander';
import { withExitCode } from './report-failure.ts';
import { jsonOption, type ReportOptions } from './report-options.ts';
import {
  addKeyOptions,
  addRequestOptions,
  addSchemeOptions,
  type KeyOptions,
  type RequestOptions,
  type SchemeOptions,
} from './signature-options.ts';

export interface SignOptions extends ReportOptions, SchemeOptions, KeyOptions, RequestOptions {
  timestamp?: string;
  id?: string;
  output: 'http' | 'curl' | 'headers';
}

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
