import { type Command, Option } from 'commander';
import { addHelpCommand } from './help-command.ts';
import type { CheckOptions, GenerateOptions } from './keys.ts';
import { withExitCode } from './report-failure.ts';
import { jsonOption } from './report-options.ts';
import { addKeyOptions, addSchemeOptions } from './signature-options.ts';

export function addKeysCommand(program: Command): void {
  const keys = program
    .command('keys')
    .summary('Make a key, or check one.')
    .description(
      'Makes keys in the form that the scheme’s vendor gives them out, and says what is wrong or weak about a key.',
    )
    .helpOption('-h, --help', 'Print this help.');
  addSchemeOptions(keys.command('generate').description('Print a fresh key. It is kept nowhere.'))
    .addOption(jsonOption())
    .helpOption('-h, --help', 'Print this help.')
    .addHelpText(
      'after',
      '\nExit codes: 0 printed · 2 bad input\n\nExample:\n  hookbench keys generate --scheme standard-webhooks > secret.txt',
    )
    .action((options: GenerateOptions) =>
      withExitCode(options, async (form) => (await import('./keys.ts')).generateKey(options, form)),
    );
  addKeyOptions(addSchemeOptions(keys.command('check').description('Say what is wrong or weak about a key.')))
    .addOption(
      new Option('--for <use>', 'What it is for, with key pairs.').choices(['signing', 'verifying']).default('signing'),
    )
    .addOption(jsonOption())
    .helpOption('-h, --help', 'Print this help.')
    .addHelpText(
      'after',
      '\nExit codes: 0 nothing is wrong · 1 something is · 2 bad input\n\nExample:\n  hookbench keys check --scheme stripe --key-env STRIPE_SECRET',
    )
    .action((options: CheckOptions) =>
      withExitCode(options, async (form) => (await import('./keys.ts')).checkKey(options, form)),
    );
  addHelpCommand(keys);
}
