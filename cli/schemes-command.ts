import type { Command } from 'commander';
import type { Catalogue } from '../core/contract/index.ts';
import { exitCodes } from './exit-codes.ts';
import { withExitCode } from './report-failure.ts';
import { badInput, openLab } from './signature-input.ts';
import { formatTable } from './text-table.ts';

type Scheme = Catalogue['schemes'][number];

export function addSchemesCommand(program: Command): void {
  program
    .command('schemes')
    .summary('List the signature schemes, or describe one.')
    .description(
      'Lists the signature schemes that come with Hookbench, and the senders that do not sign; with a key, describes that one.',
    )
    .argument('[key]', 'Key of a scheme, or a part of its name.')
    .option('--json', 'Print one JSON document on stdout, and nothing else.', false)
    .helpOption('-h, --help', 'Print this help.')
    .addHelpText(
      'after',
      '\nExit codes: 0 found · 2 there is none of that name\n\nExample:\n  hookbench schemes stripe',
    )
    .action((key: string | undefined, options: { json: boolean }) =>
      withExitCode(options.json, async () => list(key, options.json)),
    );
}

function list(key: string | undefined, isJson: boolean): number {
  const { schemes, unsignedSenders } = openLab().schemes();
  const text = key?.toLowerCase() ?? '';
  const exact = schemes.filter((each) => each.key === text);
  const found = exact.length > 0 ? exact : schemes.filter((each) => matches(text, each.key, each.scheme.name));
  const unsigned = exact.length > 0 ? [] : unsignedSenders.filter((each) => matches(text, each.key, each.name));
  if (found.length + unsigned.length === 0)
    throw badInput(`There is no scheme "${key}". \`hookbench schemes\` lists them.`);
  if (isJson) {
    console.log(JSON.stringify({ schemes: found, unsignedSenders: unsigned }, null, 2));
    return exitCodes.fine;
  }
  const [only] = found;
  if (key !== undefined && found.length === 1 && unsigned.length === 0 && only !== undefined) {
    console.log(schemeLines(only).join('\n'));
    return exitCodes.fine;
  }
  const rows = found.map(({ key: each, scheme }) => [
    each,
    scheme.name,
    scheme.algorithm,
    scheme.headers.map(({ name }) => name).join(', '),
  ]);
  if (rows.length > 0)
    console.log(
      formatTable(['key', 'name', 'algorithm', 'headers'], rows, ['left', 'left', 'left', 'left']).join('\n'),
    );
  if (unsigned.length > 0) {
    console.log('\nWithout a signature:');
    for (const { name, offers, instead } of unsigned) console.log(`  ${name}: ${offers} ${instead}`);
  }
  return exitCodes.fine;
}

function matches(text: string, ...names: string[]): boolean {
  return names.some((name) => name.toLowerCase().includes(text));
}

function schemeLines({ key, scheme, words, keyForm, verifier, warnings }: Scheme): string[] {
  return [
    `${scheme.name} (${key})`,
    scheme.description,
    '',
    words,
    '',
    `Keys: ${keyForm}`,
    `Source: ${scheme.source}`,
    `Published verifier: ${verifier ?? 'none known'}`,
    ...warnings.flatMap(({ sentence, matters }) => ['', `! ${sentence}`, `  ${matters}`]),
  ];
}
