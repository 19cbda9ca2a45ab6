import { type Command, Option } from 'commander';
import { exitCodes } from './exit-codes.ts';
import { addHelpCommand } from './help-command.ts';
import { withExitCode } from './report-failure.ts';
import {
  addKeyOptions,
  addSchemeOptions,
  type InputPorts,
  type KeyOptions,
  openLab,
  processPorts,
  requiredKey,
  requiredScheme,
  type SchemeOptions,
} from './signature-input.ts';

interface GenerateOptions extends SchemeOptions {
  json: boolean;
}

interface CheckOptions extends SchemeOptions, KeyOptions {
  for: 'signing' | 'verifying';
  json: boolean;
}

export function addKeysCommand(program: Command, ports: InputPorts = processPorts): void {
  const keys = program
    .command('keys')
    .summary('Make a key, or check one.')
    .description(
      'Makes keys in the form that the scheme’s vendor gives them out, and says what is wrong or weak about a key.',
    )
    .helpOption('-h, --help', 'Print this help.');
  addSchemeOptions(keys.command('generate').description('Print a fresh key. It is kept nowhere.'))
    .option('--json', 'Print one JSON document on stdout, and nothing else.', false)
    .helpOption('-h, --help', 'Print this help.')
    .addHelpText(
      'after',
      '\nExit codes: 0 printed · 2 bad input\n\nExample:\n  hookbench keys generate --scheme standard-webhooks > secret.txt',
    )
    .action((options: GenerateOptions) => withExitCode(options.json, () => generate(options)));
  addKeyOptions(addSchemeOptions(keys.command('check').description('Say what is wrong or weak about a key.')))
    .addOption(
      new Option('--for <use>', 'What it is for, with key pairs.').choices(['signing', 'verifying']).default('signing'),
    )
    .option('--json', 'Print one JSON document on stdout, and nothing else.', false)
    .helpOption('-h, --help', 'Print this help.')
    .addHelpText(
      'after',
      '\nExit codes: 0 nothing is wrong · 1 something is · 2 bad input\n\nExample:\n  hookbench keys check --scheme stripe --key-env STRIPE_SECRET',
    )
    .action((options: CheckOptions) => withExitCode(options.json, () => check(options, ports)));
  addHelpCommand(keys);
}

async function generate(options: GenerateOptions): Promise<number> {
  const lab = await openLab(options);
  const scheme = await requiredScheme(lab, options);
  const { signingKey, verifyingKey } = await lab.call('signatures.generateKey', { scheme });
  if (options.json) console.log(JSON.stringify({ signingKey, verifyingKey }, null, 2));
  else {
    console.log(signingKey);
    if (verifyingKey !== null) console.log(verifyingKey);
  }
  return exitCodes.fine;
}

async function check(options: CheckOptions, ports: InputPorts): Promise<number> {
  const lab = await openLab(options);
  const scheme = await requiredScheme(lab, options);
  const key = await requiredKey(options, ports);
  const findings = await lab.call('signatures.checkKey', { scheme, key, use: options.for });
  if (options.json) console.log(JSON.stringify({ findings }, null, 2));
  else if (findings.length === 0) console.log('Nothing is wrong with this key.');
  else for (const { severity, sentence } of findings) console.log(`${severity}: ${sentence}`);
  return findings.length === 0 ? exitCodes.fine : exitCodes.expectationsNotMet;
}
