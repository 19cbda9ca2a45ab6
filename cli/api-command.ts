import type { Command } from 'commander';
import type { ApiOptions } from './api.ts';
import type { BuiltFiles } from './built-files.ts';
import { parseClock } from './clock-option.ts';
import { parseFolder } from './name-option.ts';
import { parsePort } from './port-option.ts';
import { withExitCode } from './report-failure.ts';

export function addApiCommand(program: Command, builtFiles: BuiltFiles): void {
  program
    .command('api')
    .summary("Serve the part of Knock's API that runs here, for a backend that calls Knock.")
    .description(
      "Serves triggers, users, objects, tenants, subscriptions and messages of Knock's API on this machine only, on a workspace's data. Prints base URL and key as lines for the backend's environment, then each call and what became of its run. Ctrl+C ends it.",
    )
    .option('-w, --workspace <folder>', 'The workspace.', parseFolder, '.')
    .option(
      '-d, --data <folder>',
      "Where the delivery log, the key and stored secrets go (default: this workspace's own folder in your user data).",
      parseFolder,
    )
    .option(
      '-p, --port <number>',
      'Port on 127.0.0.1; 0 = any free one (default: as last time, at first 47180).',
      parsePort,
    )
    .option('-e, --environment <key>', 'The environment it serves (default: as last time, at first the only one).')
    .option(
      '-c, --clock <clock>',
      'How time passes in the runs: real, virtual (waits cost nothing) or x<factor>, such as x100 (default: as last time, at first real).',
      parseClock,
    )
    .option('-r, --receivers', "Start the workspace's receivers as well.")
    .helpOption('-h, --help', 'Print this help.')
    .addHelpText(
      'after',
      `
Exit codes: 0 ended by Ctrl+C or SIGTERM · 2 bad input

Example:
  hookbench api --workspace examples/customer-webhooks --environment development --clock virtual --receivers`,
    )
    .action((options: ApiOptions) =>
      withExitCode({}, async () => (await import('./api.ts')).serveApi(options, builtFiles)),
    );
}
