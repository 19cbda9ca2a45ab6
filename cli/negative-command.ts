import type { Command } from 'commander';
import { parseFile, parseVariable } from './name-option.ts';
import type { NegativeOptions } from './negative.ts';
import { withExitCode } from './report-failure.ts';
import { addReportOptions } from './report-options.ts';
import { addKeyOptions, addSchemeOptions, numberOption } from './signature-options.ts';

export function addNegativeCommand(program: Command): void {
  const command = program
    .command('negative')
    .summary('Fire requests at a consumer that it must refuse.')
    .description(
      'Sends a valid request and then spoiled ones (no signature, wrong key, changed body, too old …) to a consumer on this machine: 2xx is right for the valid one, 4xx for the others.',
    )
    .argument('<url>', 'Address of the consumer, on loopback: http://127.0.0.1:3000/webhooks.');
  addReportOptions(addKeyOptions(addSchemeOptions(command)), ['text', 'json', 'junit', 'markdown'])
    .option(
      '--old-key-env <name>',
      'The key before the last rotation, whose time is over: it must be refused.',
      parseVariable,
    )
    .option('--old-key-file <file>', 'The same, from a file.', parseFile)
    .option(
      '--sample <file>',
      'Headers and body to sign: raw HTTP, cURL, HAR or JSON (default: a small request).',
      parseFile,
    )
    .addOption(numberOption())
    .helpOption('-h, --help', 'Print this help.')
    .addHelpText(
      'after',
      `
Exit codes: 0 the consumer passes · 1 it does not · 2 bad input, nothing was sent · 130 Ctrl+C · 143 SIGTERM

Example:
  hookbench negative http://127.0.0.1:3000/webhooks --scheme stripe --key-env STRIPE_SECRET --report junit > report.xml`,
    )
    .action((url: string, options: NegativeOptions) =>
      withExitCode(options, async (form) => (await import('./negative.ts')).fireSuite(url, options, form)),
    );
}
