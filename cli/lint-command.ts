import type { Command } from 'commander';
import type { BuiltFiles } from './built-files.ts';
import type { LintOptions } from './lint.ts';
import { parseFile, parseFolder } from './name-option.ts';
import { withExitCode } from './report-failure.ts';
import { addReportOptions } from './report-options.ts';

function addTo(text: string, all: string[] = []): string[] {
  return [...all, text];
}

export function addLintCommand(program: Command, builtFiles: BuiltFiles): void {
  const command = program
    .command('lint')
    .summary('Check every sample with its schema, and every template with every sample.')
    .description(
      "Checks every event type's schema and samples, renders every channel with every sample for the webhooks of an environment, or only what you name of these, sends nothing, and prints what is wrong and where.",
    )
    .option('-w, --workspace <folder>', 'The workspace.', parseFolder, '.')
    .option('-e, --environment <slug>', 'Whose recipients and variables are used (default: the first there is).')
    .option(
      '--channel <key>',
      "Check this channel only, or workflow/step for a step's own request (repeatable; default: all, and partials).",
      addTo,
    )
    .option(
      '--sample <event type[/name]>',
      'Check this event type with all its samples, or this sample of it only (repeatable; default: all).',
      addTo,
    )
    .option(
      '--recipient <key>',
      'Render for this one, user:id or collection/id (repeatable; default: webhooks that differ, at most 20).',
      addTo,
    );
  addReportOptions(command, ['text', 'json', 'junit', 'github'])
    .option('--junit <file>', 'Write all that was checked into this file as JUnit XML, whatever is printed.', parseFile)
    .helpOption('-h, --help', 'Print this help.')
    .addHelpText(
      'after',
      `
Exit codes: 0 no errors (there may be warnings) · 1 errors were found · 2 bad input · 130 Ctrl+C · 143 SIGTERM

Examples:
  hookbench lint --workspace examples/customer-webhooks --environment development
  hookbench lint --channel customer-webhook --sample task.completed --sample "order.paid/Large order"
  hookbench lint --report github --junit lint.xml`,
    )
    .action((options: LintOptions) =>
      withExitCode(options, async (form) => (await import('./lint.ts')).lint(options, form, builtFiles)),
    );
}
