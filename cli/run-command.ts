import type { Command } from 'commander';
import type { BuiltFiles } from './built-files.ts';
import { parseClock } from './clock-option.ts';
import { parseFile, parseFolder } from './name-option.ts';
import { parseRate } from './rate-option.ts';
import { withExitCode } from './report-failure.ts';
import { addReportOptions } from './report-options.ts';
import type { RunOptions } from './run.ts';

export function addRunCommand(program: Command, builtFiles: BuiltFiles): void {
  const command = program
    .command('run')
    .summary('Run a scenario and check what it expects.')
    .description(
      "Starts the scenario's receivers, triggers its workflow, and compares what became of each recipient with the scenario's expectations.",
    )
    .argument('<scenario>', 'Key of the scenario: the name of its file in scenarios/, without ".json".')
    .option('-w, --workspace <folder>', 'The workspace.', parseFolder, '.')
    .option(
      '-d, --data <folder>',
      'Keep the delivery log in this folder (default: a temporary one, removed afterwards).',
      parseFolder,
    )
    .option(
      '-e, --environment <slug>',
      'Whose recipients, variables and secrets are used (default: as the scenario says).',
    )
    .option(
      '-c, --clock <clock>',
      'How time passes: real, virtual (waits cost nothing) or x<factor>, such as x100 (default: as the scenario says).',
      parseClock,
    )
    .option(
      '--rate <n>',
      'Begin at most so many requests a second, retries among them (default: no limit).',
      parseRate,
    );
  addReportOptions(command, ['text', 'json', 'junit', 'github'])
    .option('--har <file>', 'Write every attempt into this file as HAR 1.2; values of secrets are replaced.', parseFile)
    .option('--junit <file>', 'Write the expectations into this file as JUnit XML, whatever is printed.', parseFile)
    .helpOption('-h, --help', 'Print this help.')
    .addHelpText(
      'after',
      `
Exit codes: 0 the expectations hold · 1 they do not, or the run was cut short · 2 bad input, nothing was sent · 130 Ctrl+C · 143 SIGTERM

Secrets come from environment variables: HOOKBENCH_SECRET_<NAME>, or HOOKBENCH_SECRET_<ENVIRONMENT>_<NAME>.

Example:
  hookbench run task-completed --workspace examples/customer-webhooks --clock virtual`,
    )
    .action((scenario: string, options: RunOptions) =>
      withExitCode(options, async (form) => (await import('./run.ts')).run(scenario, options, form, builtFiles)),
    );
}
