import { chooseScheme } from './choose-scheme.ts';
import { exitCodes } from './exit-codes.ts';
import type { ReportForm, ReportOptions } from './report-options.ts';
import { type InputPorts, momentOf, openLab, processPorts, readRequest, requiredKey } from './signature-input.ts';
import { verificationAsJson } from './signature-json.ts';
import type { KeyOptions, RequestOptions, SchemeOptions } from './signature-options.ts';

export interface VerifyOptions extends ReportOptions, SchemeOptions, KeyOptions, RequestOptions {
  now?: string;
}

export async function verify(
  options: VerifyOptions,
  form: ReportForm,
  ports: InputPorts = processPorts,
): Promise<number> {
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
  if (form === 'json') console.log(JSON.stringify({ ...verificationAsJson(verification), notes: all }, null, 2));
  else {
    for (const each of all) ports.warn(each);
    console.log(`${verification.isValid ? 'valid' : verification.code}: ${verification.message}`);
    if (!verification.isValid) console.log('Run `hookbench explain` with the same options to find out why.');
  }
  return verification.isValid ? exitCodes.fine : exitCodes.expectationsNotMet;
}
