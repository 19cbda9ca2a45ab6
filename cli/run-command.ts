import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { type ClockChoice, CommandError } from '../core/contract/index.ts';
import { toWireError } from '../core/rpc/index.ts';
import { exitCodes } from './exit-codes.ts';
import { parseFolder } from './folder-option.ts';
import { openEngine } from './open-engine.ts';
import { exitCodeOf, printError } from './print-error.ts';
import { createProgressLine } from './progress-line.ts';
import { reportAsJson } from './run-json.ts';
import { reportAsJunit } from './run-junit.ts';
import { reportAsText } from './run-report.ts';
import { isFulfilled, runScenario } from './run-scenario.ts';
import { writeHar } from './write-har.ts';

interface RunOptions {
  workspace: string;
  data?: string;
  clock?: ClockChoice;
  json: boolean;
  har?: string;
  junit?: string;
}

export function addRunCommand(program: Command): void {
  program
    .command('run')
    .summary('Run a scenario and check what it expects.')
    .description(
      "Starts the scenario's receivers, triggers its workflow, and compares what became of each recipient with the scenario's expectations.",
    )
    .argument('<scenario>', 'Key of the scenario: the name of its file in scenarios/, without ".json".')
    .option('-w, --workspace <folder>', 'The workspace.', parseFolder, '.')
    .option(
      '-d, --data <folder>',
      'Keep the delivery log in this folder (default: a temporary one, removed afterwards).',
      parseFolder,
    )
    .option(
      '-c, --clock <clock>',
      'How time passes: real, virtual (waits cost nothing) or x<factor>, such as x100 (default: as the scenario says).',
      parseClock,
    )
    .option('--json', 'Print one JSON document on stdout, and nothing else.', false)
    .option('--har <file>', 'Write every attempt into this file as HAR 1.2; values of secrets are replaced.')
    .option('--junit <file>', 'Write the expectations into this file as JUnit XML.')
    .helpOption('-h, --help', 'Print this help.')
    .addHelpText(
      'after',
      `
Exit codes: 0 the expectations hold · 1 they do not, or the run was cut short · 2 bad input, nothing was sent · 130 Ctrl+C

Secrets come from environment variables: HOOKBENCH_SECRET_<NAME>, or HOOKBENCH_SECRET_<ENVIRONMENT>_<NAME>.

Example:
  hookbench run task-completed --workspace examples/customer-webhooks --clock virtual`,
    )
    .action(async (scenario: string, options: RunOptions) => {
      try {
        process.exitCode = await run(scenario, options);
      } catch (error) {
        if (options.json) {
          console.log(JSON.stringify({ error: toWireError(error) }, null, 2));
          process.exitCode = exitCodeOf(error);
        } else {
          printError(error);
        }
      }
    });
}

async function run(scenario: string, options: RunOptions): Promise<number> {
  const temporary = options.data === undefined ? await mkdtemp(join(tmpdir(), 'hookbench-run-')) : null;
  try {
    const dataPath = options.data ?? temporary ?? '';
    const engine = await openEngine({ workspacePath: options.workspace, dataPath }, { watch: false });
    try {
      const client = engine.client();
      const interrupt = new AbortController();
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupt.abort());
      const progress = createProgressLine(options.json ? null : process.stderr);
      const result = await runScenario(client, {
        scenario,
        clock: options.clock ?? null,
        signal: interrupt.signal,
        onProgress: progress.show,
      });
      progress.clear();
      if (options.har !== undefined) await writeHar(client, result.run.id, options.har);
      if (options.junit !== undefined) await writeReport(options.junit, reportAsJunit(result));
      console.log(options.json ? reportAsJson(result) : reportAsText(result, process.stdout));
      if (interrupt.signal.aborted) return exitCodes.interrupted;
      return isFulfilled(result) ? exitCodes.fine : exitCodes.expectationsNotMet;
    } finally {
      await engine.close();
    }
  } finally {
    if (temporary !== null) await rm(temporary, { recursive: true, force: true });
  }
}

async function writeReport(file: string, text: string): Promise<void> {
  await writeFile(file, text).catch((error: unknown) => {
    throw new CommandError('disk-error', `The report ${file} cannot be written.`, { details: String(error) });
  });
}

export function parseClock(text: string): ClockChoice {
  if (text === 'real' || text === 'virtual') return text;
  const scale = /^x(\d+(?:\.\d+)?)$/.exec(text)?.[1];
  if (scale === undefined || Number(scale) <= 0 || Number(scale) > 1_000_000) {
    throw new InvalidArgumentError('Say real, virtual, or x and a factor up to 1000000, such as x100.');
  }
  return { scale: Number(scale) };
}
