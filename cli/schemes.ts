import type { Catalogue, SignatureScheme } from '../core/contract/index.ts';
import type { SignatureLab } from '../core/signature-lab.ts';
import { exitCodes } from './exit-codes.ts';
import type { ReportForm, ReportOptions } from './report-options.ts';
import { badInput, openLab } from './signature-input.ts';
import { formatTable } from './text-table.ts';

export interface ListOptions extends ReportOptions {
  workspace?: string;
}

type Facts = Catalogue['schemes'][number];
/** A scheme of a workspace has no vendor's form of keys, and nobody confirmed it. */
type Scheme = Pick<Facts, 'key' | 'scheme' | 'words' | 'warnings'> & {
  keyForm: string | null;
  verifier: string | null;
  confirmedBy: Facts['confirmedBy'] | null;
};

export async function listSchemes(key: string | undefined, options: ListOptions, form: ReportForm): Promise<number> {
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
  if (form === 'json') {
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
