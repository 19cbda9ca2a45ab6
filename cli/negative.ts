import type { NegativeCaseResult } from '../core/contract/index.ts';
import { isSuitePassed, type SignatureLab } from '../core/signature-lab.ts';
import { exitCodes } from './exit-codes.ts';
import { asTable } from './negative-report.ts';
import type { ReportForm, ReportOptions } from './report-options.ts';
import {
  badInput,
  chosenScheme,
  environmentKey,
  fileKey,
  type InputPorts,
  openLab,
  processPorts,
  type ReadRequest,
  readRequest,
  requiredKey,
  requiredScheme,
} from './signature-input.ts';
import type { KeyOptions, SchemeOptions } from './signature-options.ts';
import { interruptedExitCode, interruption } from './termination.ts';

export interface NegativeOptions extends ReportOptions, SchemeOptions, KeyOptions {
  oldKeyEnv?: string;
  oldKeyFile?: string;
  sample?: string;
  number?: number;
}

export async function fireSuite(
  url: string,
  options: NegativeOptions,
  form: ReportForm,
  ports: InputPorts = processPorts,
): Promise<number> {
  const lab = await openLab(options);
  const scheme = await requiredScheme(lab, options);
  const key = await requiredKey(options, ports);
  const sample = await sampleOf(lab, options, ports);
  const interrupt = interruption();
  const suite = {
    target: { url },
    scheme,
    key,
    oldKey: await oldKey(options, ports),
    sample: sample === null ? null : { headers: [...sample.request.headers], body: sample.request.body },
  };
  const results: NegativeCaseResult[] = [];
  for await (const result of lab.negativeSuite(suite, interrupt)) results.push(result);
  const named = chosenScheme(lab, scheme).name;
  if (form === 'json' || form === 'junit' || form === 'markdown') {
    const report = await lab.call('signatures.suiteReport', { schemeName: named, target: url, results, format: form });
    process.stdout.write(report.text);
  } else console.log(asTable(results));
  if (interrupt.aborted) return interruptedExitCode(interrupt);
  return isSuitePassed(results) ? exitCodes.fine : exitCodes.expectationsNotMet;
}

async function sampleOf(
  lab: SignatureLab,
  { sample, number, keyStdin }: NegativeOptions,
  ports: InputPorts,
): Promise<ReadRequest | null> {
  if (sample !== undefined) {
    const request = { file: sample, ...(number === undefined ? {} : { number }) };
    return readRequest(lab, request, keyStdin === true, ports);
  }
  if (number !== undefined) throw badInput('--number is for the file that --sample names.');
  return null;
}

async function oldKey({ oldKeyEnv, oldKeyFile }: NegativeOptions, ports: InputPorts): Promise<string | null> {
  if (oldKeyEnv !== undefined && oldKeyFile !== undefined) {
    throw badInput('Give the old key in one way: --old-key-env or --old-key-file.');
  }
  if (oldKeyEnv !== undefined) return environmentKey(oldKeyEnv, ports);
  return oldKeyFile === undefined ? null : fileKey(oldKeyFile);
}
