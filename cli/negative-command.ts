import { type Command, Option } from 'commander';
import { type NegativeCaseResult, type SuiteReportFormat, suiteReportFormats } from '../core/contract/index.ts';
import { isSuitePassed } from '../core/engine.ts';
import { exitCodes } from './exit-codes.ts';
import { asTable } from './negative-report.ts';
import { withExitCode } from './report-failure.ts';
import {
  addKeyOptions,
  addSchemeOptions,
  environmentKey,
  fileKey,
  type InputPorts,
  type KeyOptions,
  openLab,
  processPorts,
  readRequest,
  requiredKey,
  requiredScheme,
  type SchemeOptions,
  schemeName,
} from './signature-input.ts';

interface NegativeOptions extends SchemeOptions, KeyOptions {
  oldKeyEnv?: string;
  oldKeyFile?: string;
  sample?: string;
  report: 'table' | SuiteReportFormat;
}

export function addNegativeCommand(program: Command, ports: InputPorts = processPorts): void {
  const command = program
    .command('negative')
    .summary('Fire requests at a consumer that it must refuse.')
    .description(
      'Sends a valid request and then spoiled ones (no signature, wrong key, changed body, too old …) to a consumer on this machine: 2xx is right for the valid one, 4xx for the others.',
    )
    .argument('<url>', 'Address of the consumer, on loopback: http://127.0.0.1:3000/webhooks.');
  addKeyOptions(addSchemeOptions(command))
    .option('--old-key-env <name>', 'The key before the last rotation, whose time is over: it must be refused.')
    .option('--old-key-file <file>', 'The same, from a file.')
    .option('--sample <file>', 'Headers and body to sign: raw HTTP, cURL, HAR or JSON (default: a small request).')
    .addOption(
      new Option('-r, --report <form>', 'How the result is printed.')
        .choices(['table', ...suiteReportFormats])
        .default('table'),
    )
    .helpOption('-h, --help', 'Print this help.')
    .addHelpText(
      'after',
      `
Exit codes: 0 the consumer passes · 1 it does not · 2 bad input, nothing was sent

Example:
  hookbench negative http://127.0.0.1:3000/webhooks --scheme stripe --key-env STRIPE_SECRET --report junit > report.xml`,
    )
    .action((url: string, options: NegativeOptions) =>
      withExitCode(options.report === 'json', () => fire(url, options, ports)),
    );
}

async function fire(url: string, options: NegativeOptions, ports: InputPorts): Promise<number> {
  const lab = await openLab(options);
  const scheme = await requiredScheme(lab, options);
  const key = await requiredKey(options, ports);
  const sample = options.sample === undefined ? null : await readRequest(lab, { file: options.sample }, false, ports);
  const interrupt = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupt.abort());
  const suite = {
    target: { url },
    scheme,
    key,
    oldKey: await oldKey(options, ports),
    sample: sample === null ? null : { headers: [...sample.request.headers], body: sample.request.body },
  };
  const results: NegativeCaseResult[] = [];
  for await (const result of lab.negativeSuite(suite, interrupt.signal)) results.push(result);
  const named = schemeName(lab, scheme);
  const reportAs = (format: SuiteReportFormat) =>
    lab.call('signatures.suiteReport', { schemeName: named, target: url, results, format });
  if (options.report === 'table') console.log(asTable(results));
  else process.stdout.write((await reportAs(options.report)).text);
  if (interrupt.signal.aborted) return exitCodes.interrupted;
  return isSuitePassed(results) ? exitCodes.fine : exitCodes.expectationsNotMet;
}

async function oldKey({ oldKeyEnv, oldKeyFile }: NegativeOptions, ports: InputPorts): Promise<string | null> {
  if (oldKeyEnv !== undefined) return environmentKey(oldKeyEnv, ports);
  return oldKeyFile === undefined ? null : fileKey(oldKeyFile);
}
