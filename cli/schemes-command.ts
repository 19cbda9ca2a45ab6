import type { Command } from 'commander';
import type { Catalogue, SignatureScheme } from '../core/contract/index.ts';
import type { SignatureLab } from '../core/engine.ts';
import { exitCodes } from './exit-codes.ts';
import { parseFolder } from './folder-option.ts';
import { withExitCode } from './report-failure.ts';
import { badInput, openLab } from './signature-input.ts';
import { formatTable } from './text-table.ts';

type Facts = Catalogue['schemes'][number];
/** A scheme of a workspace has no vendor's form of keys, and nobody confirmed it. */
type Scheme = Pick<Facts, 'key' | 'scheme' | 'words' | 'warnings'> & {
  keyForm: string | null;
  verifier: string | null;
  confirmedBy: Facts['confirmedBy'] | null;
};

interface ListOptions {
  workspace?: string;
  json: boolean;
}

export function addSchemesCommand(program: Command): void {
  program
    .command('schemes')
    .summary('List the signature schemes, or describe one.')
    .description(
      'Lists the signature schemes that come with Hookbench, and the senders that do not sign; with a key, describes that one.',
    )
    .argument('[key]', 'Key of a scheme, or a part of its name.')
    .option('-w, --workspace <folder>', 'List the own schemes of this workspace too.', parseFolder)
    .option('--json', 'Print one JSON document on stdout, and nothing else.', false)
    .helpOption('-h, --help', 'Print this help.')
    .addHelpText(
      'after',
      '\nExit codes: 0 found · 2 there is none of that name\n\nExample:\n  hookbench schemes stripe',
    )
    .action((key: string | undefined, options: ListOptions) => withExitCode(options.json, () => list(key, options)));
}

async function list(key: string | undefined, options: ListOptions): Promise<number> {
  const lab = await openLab(options);
  const { schemes: presets, unsignedSenders } = lab.schemes();
  const own = await Promise.all([...lab.ownSchemes].map(([name, scheme]) => ownScheme(lab, name, scheme)));
  const schemes = [...own, ...presets.filter((each) => !lab.ownSchemes.has(each.key))];
  const text = key?.toLowerCase() ?? '';
  const exact = schemes.filter((each) => each.key === text);
  const found = exact.length > 0 ? exact : schemes.filter((each) => matches(text, each.key, each.scheme.name));
  const unsigned = exact.length > 0 ? [] : unsignedSenders.filter((each) => matches(text, each.key, each.name));
  if (found.length + unsigned.length === 0)
    throw badInput(`There is no scheme "${key}". \`hookbench schemes\` lists them.`);
  if (options.json) {
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

async function ownScheme(lab: SignatureLab, key: string, scheme: SignatureScheme): Promise<Scheme> {
  const { words, warnings } = await lab.call('signatures.checkScheme', { scheme: { own: key } });
  return { key, scheme, words, warnings, keyForm: null, verifier: null, confirmedBy: null };
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
    `Keys: ${keyForm ?? scheme.key.decoding}`,
    `Source: ${scheme.source}`,
    `Published verifier: ${verifier ?? 'none known'}`,
    ...warnings.flatMap(({ sentence, matters, sources }) => [
      '',
      `! ${sentence}`,
      `  ${matters}`,
      `  Source: ${sources.join(', ')}`,
    ]),
  ];
}
