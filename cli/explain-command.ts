import type { Command } from 'commander';
import type { Explanation } from '../core/contract/index.ts';
import { chooseScheme } from './choose-scheme.ts';
import { exitCodes } from './exit-codes.ts';
import { withExitCode } from './report-failure.ts';
import {
  addKeyOptions,
  addRequestOptions,
  addSchemeOptions,
  environmentKey,
  fileKey,
  type InputPorts,
  type KeyOptions,
  momentOf,
  openLab,
  processPorts,
  type RequestOptions,
  readRequest,
  requiredKey,
  type SchemeOptions,
} from './signature-input.ts';
import { verificationAsJson } from './signature-json.ts';

interface ExplainOptions extends SchemeOptions, KeyOptions, RequestOptions {
  otherKeyEnv: string[];
  otherKeyFile: string[];
  now?: string;
  json: boolean;
}

export function addExplainCommand(program: Command, ports: InputPorts = processPorts): void {
  const gather = (value: string, all: string[]): string[] => [...all, value];
  const command = program
    .command('explain')
    .summary('Find out why a request does not verify.')
    .description(
      'Searches single mistakes and pairs of them for the one with which the request would have verified, and says what to change.',
    );
  addRequestOptions(addKeyOptions(addSchemeOptions(command)))
    .option(
      '--other-key-env <name>',
      'Another key that may have signed, such as the one before (repeatable).',
      gather,
      [],
    )
    .option('--other-key-file <file>', 'The same, from a file (repeatable).', gather, [])
    .option('--now <time>', "The receiver's clock: Unix seconds, Unix milliseconds or an ISO date (default: now).")
    .option('--json', 'Print one JSON document on stdout, and nothing else.', false)
    .helpOption('-h, --help', 'Print this help.')
    .addHelpText(
      'after',
      `
Exit codes: 0 the request verifies · 1 it does not · 2 bad input

Example:
  hookbench explain --scheme stripe --key-env STRIPE_SECRET --file request.http`,
    )
    .action((options: ExplainOptions) => withExitCode(options.json, () => explain(options, ports)));
}

async function explain(options: ExplainOptions, ports: InputPorts): Promise<number> {
  const lab = await openLab(options);
  const keys = [await requiredKey(options, ports)];
  for (const name of options.otherKeyEnv) keys.push(environmentKey(name, ports));
  for (const file of options.otherKeyFile) keys.push(await fileKey(file));
  const { request, notes } = await readRequest(lab, options, options.keyStdin === true, ports);
  const { scheme, note } = await chooseScheme(lab, options, request);
  const explanation = await lab.call('signatures.explain', {
    request: { ...request, headers: [...request.headers] },
    scheme,
    keys,
    nowMs: options.now === undefined ? null : momentOf(options.now),
  });
  const all = note === null ? notes : [...notes, note];
  if (options.json) {
    const { verification, ...rest } = explanation;
    console.log(JSON.stringify({ ...rest, verification: verificationAsJson(verification), notes: all }, null, 2));
  } else {
    for (const each of all) ports.warn(each);
    console.log(explanationLines(explanation).join('\n'));
  }
  return explanation.verification.isValid ? exitCodes.fine : exitCodes.expectationsNotMet;
}

export function explanationLines({
  verification,
  findings,
  isExhausted,
  triedCount,
  conclusion,
}: Explanation): string[] {
  if (verification.isValid) return [`valid: ${verification.message}`];
  const lines = [`${verification.code}: ${verification.message}`, ''];
  if (findings.length === 0) return [...lines, conclusion];
  for (const [index, finding] of findings.entries()) {
    lines.push(
      `${index + 1}. ${finding.title}${finding.isProven ? '' : ' (likely, not proven)'}`,
      `   ${finding.sentence}`,
    );
    if (finding.firstDifference !== null) {
      const { offset, expectedExcerpt, actualExcerpt } = finding.firstDifference;
      lines.push(
        `   First different byte: ${offset}`,
        `     signed   ${expectedExcerpt}`,
        `     verified ${actualExcerpt}`,
      );
    }
    lines.push(`   → ${finding.fix}`, '');
  }
  if (!isExhausted) lines.push(`The search was cut after ${triedCount} tries.`);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}
