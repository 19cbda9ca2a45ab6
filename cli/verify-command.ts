import type { Command } from 'commander';
import { chooseScheme } from './choose-scheme.ts';
import { exitCodes } from './exit-codes.ts';
import { withExitCode } from './report-failure.ts';
import {
  addKeyOptions,
  addRequestOptions,
  addSchemeOptions,
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

interface VerifyOptions extends SchemeOptions, KeyOptions, RequestOptions {
  now?: string;
  json: boolean;
}

export function addVerifyCommand(program: Command, ports: InputPorts = processPorts): void {
  const command = program
    .command('verify')
    .summary('Verify the signature of a captured request.')
    .description('Verifies a request by a scheme; without --scheme it is recognised from the headers.');
  addRequestOptions(addKeyOptions(addSchemeOptions(command)))
    .option('--now <time>', "The receiver's clock: Unix seconds, Unix milliseconds or an ISO date (default: now).")
    .option('--json', 'Print one JSON document on stdout, and nothing else.', false)
    .helpOption('-h, --help', 'Print this help.')
    .addHelpText(
      'after',
      `
Exit codes: 0 valid · 1 not valid · 2 bad input

Example:
  hookbench verify --scheme github-sha256 --key-env GITHUB_SECRET --file request.http`,
    )
    .action((options: VerifyOptions) => withExitCode(options.json, () => verify(options, ports)));
}

async function verify(options: VerifyOptions, ports: InputPorts): Promise<number> {
  const lab = await openLab(options);
  const key = await requiredKey(options, ports);
  const { request, notes } = await readRequest(lab, options, options.keyStdin === true, ports);
  const { scheme, note } = await chooseScheme(lab, options, request);
  const verification = await lab.call('signatures.verify', {
    request: { ...request, headers: [...request.headers] },
    scheme,
    key,
    nowMs: options.now === undefined ? null : momentOf(options.now),
  });
  const all = note === null ? notes : [...notes, note];
  if (options.json) console.log(JSON.stringify({ ...verificationAsJson(verification), notes: all }, null, 2));
  else {
    for (const each of all) ports.warn(each);
    console.log(`${verification.isValid ? 'valid' : verification.code}: ${verification.message}`);
    if (!verification.isValid) console.log('Run `hookbench explain` with the same options to find out why.');
  }
  return verification.isValid ? exitCodes.fine : exitCodes.expectationsNotMet;
}
