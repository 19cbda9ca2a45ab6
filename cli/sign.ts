import type { SignatureScheme } from '../core/contract/index.ts';
import { exitCodes } from './exit-codes.ts';
import type { ReportForm, ReportOptions } from './report-options.ts';
import {
  badInput,
  chosenScheme,
  type InputPorts,
  momentOf,
  openLab,
  processPorts,
  readRequest,
  requiredKey,
  requiredScheme,
} from './signature-input.ts';
import { asCurl, asRawHttp, bytesAsJson } from './signature-json.ts';
import type { KeyOptions, RequestOptions, SchemeOptions } from './signature-options.ts';

export interface SignOptions extends ReportOptions, SchemeOptions, KeyOptions, RequestOptions {
  timestamp?: string;
  id?: string;
  output: 'http' | 'curl' | 'headers';
}

export async function sign(options: SignOptions, form: ReportForm, ports: InputPorts = processPorts): Promise<number> {
  const lab = await openLab(options);
  const scheme = await requiredScheme(lab, options);
  const key = await requiredKey(options, ports);
  const { request, notes: assumed } = await readRequest(lab, options, options.keyStdin === true, ports);
  const notes = [...assumed, ...unusedOptions(chosenScheme(lab, scheme), options)];
  const signed = await lab.call('signatures.sign', {
    request: { ...request, headers: [...request.headers] },
    scheme,
    key,
    timestampMs: options.timestamp === undefined ? null : momentOf(options.timestamp),
    messageId: options.id ?? null,
  });
  if (form === 'json') {
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

/** What was given and has no place in what the scheme signs and sends. */
function unusedOptions(scheme: SignatureScheme, { id, timestamp }: SignOptions): string[] {
  const texts = [scheme.signedContent, ...scheme.headers.map(({ value }) => value)].join(' ');
  const unused = [
    ...(id !== undefined && !texts.includes('{id}') ? ['--id'] : []),
    ...(timestamp !== undefined && !texts.includes('{timestamp}') ? ['--timestamp'] : []),
  ];
  return unused.map((option) => `${option} has no effect: the scheme "${scheme.name}" does not use it.`);
}
