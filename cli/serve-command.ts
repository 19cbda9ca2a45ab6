import type { Command } from 'commander';
import type { BuiltFiles } from './built-files.ts';
import { parseFolder } from './name-option.ts';
import { parsePort } from './port-option.ts';
import { withExitCode } from './report-failure.ts';
import type { ServeOptions } from './serve.ts';

export function addServeCommand(program: Command, builtFiles: BuiltFiles): void {
  program
    .command('serve')
    .summary('Open a workspace in the browser.')
    .description(
      'Serves the app on this machine only, prints its address and opens it in the default browser. The address holds a token: whoever has it can use the workspace. Ctrl+C ends it.',
    )
    .option('-w, --workspace <folder>', 'The workspace.', parseFolder, '.')
    .option(
      '-d, --data <folder>',
      "Where the delivery log, the session and stored secrets go (default: this workspace's own folder in your user data).",
      parseFolder,
    )
    .option('-p, --port <number>', 'Port on 127.0.0.1; 0 = any free one.', parsePort, 0)
    .option('--no-open', 'Only print the address.')
    .option('--new', 'Make a workspace first, of a folder that is new or empty.')
    .helpOption('-h, --help', 'Print this help.')
    .addHelpText(
      'after',
      `
Exit codes: 0 ended by Ctrl+C or SIGTERM · 2 bad input

Examples:
  hookbench serve --workspace examples/customer-webhooks
  hookbench serve --workspace my-webhooks --new`,
    )
    .action((options: ServeOptions) =>
      withExitCode({}, async () => (await import('./serve.ts')).serve(options, builtFiles)),
    );
}
