import { type Command, Option } from 'commander';
import { exitCodes } from './exit-codes.ts';
import { withExitCode } from './report-failure.ts';
import {
  addKeyOptions,
  addRequestOptions,
  addSchemeOptions,
  badInput,
  type InputPorts,
  type KeyOptions,
  momentOf,
  openLab,
  processPorts,
  type RequestOptions,
  readRequest,
  requiredKey,
  requiredScheme,
  type SchemeOptions,
} from './signature-input.ts';
import { asCurl, asRawHttp, bytesAsJson } from './signature-json.ts';

interface SignOptions extends SchemeOptions, KeyOptions, RequestOptions {
  timestamp?: string;
  id?: string;
  output: 'http' | 'curl' | 'headers';
  json: boolean;
}

export function addSignCommand(program: Command, ports: InputPorts = processPorts): void {
  const command = program
    .command('sign')
    .summary('Sign a request.')
    .description('Signs the exact bytes of a request and prints it with its signature.');
  addRequestOptions(addKeyOptions(addSchemeOptions(command)))
    .option('--timestamp <time>', 'When it is signed: Unix seconds, Unix milliseconds or an ISO date (default: now).')
    .option('--id <id>', 'Id of the message, for schemes that have one (default: a fresh one).')
    .addOption(
      new Option('-o, --output <form>', 'Print the raw request, a cURL command, or the headers alone.')
        .choices(['http', 'curl', 'headers'])
        .default('http'),
    )
    .option('--json', 'Print one JSON document on stdout, and nothing else.', false)
    .helpOption('-h, --help', 'Print this help.')
    .addHelpText(
      'after',
      `
Exit codes: 0 signed · 2 bad input

Examples:
  hookbench sign --scheme stripe --key-env STRIPE_SECRET --file request.http
  echo '{"headers":{},"body":"{}"}' | hookbench sign -s standard-webhooks --key-file secret.txt --output curl`,
    )
    .action((options: SignOptions) => withExitCode(options.json, () => sign(options, ports)));
}

async function sign(options: SignOptions, ports: InputPorts): Promise<number> {
  const lab = await openLab(options);
  const scheme = await requiredScheme(lab, options);
  const key = await requiredKey(options, ports);
  const { request, notes } = await readRequest(lab, options, options.keyStdin === true, ports);
  const signed = await lab.call('signatures.sign', {
    request: { ...request, headers: [...request.headers] },
    scheme,
    key,
    timestampMs: options.timestamp === undefined ? null : momentOf(options.timestamp),
    messageId: options.id ?? null,
  });
  if (options.json) {
    const { signature, body, ...rest } = signed;
    const trace = signature === null ? null : { ...signature, signedContent: bytesAsJson(signature.signedContent) };
    console.log(JSON.stringify({ ...rest, body: bytesAsJson(body), signature: trace, notes }, null, 2));
    return exitCodes.fine;
  }
  for (const note of notes) ports.warn(note);
  if (options.output === 'headers') {
    for (const [name, value] of signed.headers) console.log(`${name}: ${value}`);
  } else if (options.output === 'curl') {
    const curl = asCurl(signed);
    if (curl === null) throw badInput('The body is no text, so no cURL command can hold it: use --output http.');
    console.log(curl);
  } else process.stdout.write(asRawHttp(signed));
  return exitCodes.fine;
}
