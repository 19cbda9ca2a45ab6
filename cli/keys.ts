import { exitCodes } from './exit-codes.ts';
import type { ReportForm, ReportOptions } from './report-options.ts';
import { type InputPorts, openLab, processPorts, requiredKey, requiredScheme } from './signature-input.ts';
import type { KeyOptions, SchemeOptions } from './signature-options.ts';

export interface GenerateOptions extends ReportOptions, SchemeOptions {}

export interface CheckOptions extends ReportOptions, SchemeOptions, KeyOptions {
  for: 'signing' | 'verifying';
}

export async function generateKey(options: GenerateOptions, form: ReportForm): Promise<number> {
  const lab = await openLab(options);
  const scheme = await requiredScheme(lab, options);
  const { signingKey, verifyingKey } = await lab.call('signatures.generateKey', { scheme });
  if (form === 'json') console.log(JSON.stringify({ signingKey, verifyingKey }, null, 2));
  else {
    console.log(signingKey);
    if (verifyingKey !== null) console.log(verifyingKey);
  }
  return exitCodes.fine;
}

export async function checkKey(
  options: CheckOptions,
  form: ReportForm,
  ports: InputPorts = processPorts,
): Promise<number> {
  const lab = await openLab(options);
  const scheme = await requiredScheme(lab, options);
  const key = await requiredKey(options, ports);
  const findings = await lab.call('signatures.checkKey', { scheme, key, use: options.for });
  if (form === 'json') console.log(JSON.stringify({ findings }, null, 2));
  else if (findings.length === 0) console.log('Nothing is wrong with this key.');
  else for (const { severity, sentence } of findings) console.log(`${severity}: ${sentence}`);
  return findings.length === 0 ? exitCodes.fine : exitCodes.expectationsNotMet;
}
