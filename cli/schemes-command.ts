import type { Command } from 'commander';
import { parseFolder } from './name-option.ts';
import { withExitCode } from './report-failure.ts';
import { jsonOption } from './report-options.ts';
import type { ListOptions } from './schemes.ts';

export function addSchemesCommand(program: Command): void {
  program
    .command('schemes')
    .summary('List the signature schemes, or describe one.')
    .description(
      'Lists the signature schemes that come with Hookbench, and the senders that do not sign; with a key, describes that one.',
    )
    .argument('[key]', 'Key of a scheme, or a part of its name.')
    .option('-w, --workspace <folder>', 'List the own schemes of this workspace too.', parseFolder)
    .addOption(jsonOption())
    .helpOption('-h, --help', 'Print this help.')
    .addHelpText(
      'after',
      '\nExit codes: 0 found · 2 there is none of that name\n\nExample:\n  hookbench schemes stripe',
    )
    .action((key: string | undefined, options: ListOptions) =>
      withExitCode(options, async (form) => (await import('./schemes.ts')).listSchemes(key, options, form)),
    );
}
