import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClockChoice } from '../core/contract/index.ts';
import { expectationPlaces } from '../core/engine.ts';
import type { BuiltFiles } from './built-files.ts';
import { exitCodes } from './exit-codes.ts';
import { openEngine } from './open-engine.ts';
import { createProgressLine } from './progress-line.ts';
import type { ReportForm, ReportOptions } from './report-options.ts';
import { reportedPath } from './reported-path.ts';
import { reportAsGithub } from './run-github.ts';
import { reportAsJson } from './run-json.ts';
import { type RunPlaces, reportAsJunit } from './run-junit.ts';
import { reportAsText } from './run-report.ts';
import { isFulfilled, runScenario, type ScenarioRun } from './run-scenario.ts';
import { interruptedExitCode, interruption } from './termination.ts';
import { writeHar } from './write-har.ts';
import { refuseUnwritable, writeReport } from './write-report.ts';

export interface RunOptions extends ReportOptions {
  workspace: string;
  data?: string;
  clock?: ClockChoice;
  environment?: string;
  rate?: number;
  har?: string;
  junit?: string;
}

/** Runs a scenario and prints what became of it. Rejects with `CommandError`. */
export async function run(
  scenario: string,
  options: RunOptions,
  form: ReportForm,
  builtFiles: BuiltFiles,
): Promise<number> {
  await refuseUnwritable(options.har, options.junit);
  const temporary = options.data === undefined ? await mkdtemp(join(tmpdir(), 'hookbench-run-')) : null;
  try {
    const dataPath = options.data ?? temporary ?? '';
    const engine = await openEngine({ workspacePath: options.workspace, dataPath }, { watch: false, builtFiles });
    try {
      const client = engine.client();
      const interrupted = interruption();
      const progress = createProgressLine(form === 'text' ? process.stderr : null);
      const result = await runScenario(client, {
        scenario,
        clock: options.clock ?? null,
        environment: options.environment ?? null,
        perSecond: options.rate ?? null,
        signal: interrupted,
        onProgress: progress.show,
      });
      progress.clear();
      const places = await placesOf(options.workspace, result);
      process.stdout.write(reportAs(form, result, places));
      if (options.har !== undefined) await writeHar(client, result.run.id, options.har);
      if (options.junit !== undefined) await writeReport(options.junit, reportAsJunit(result, places));
      if (interrupted.aborted) return interruptedExitCode(interrupted);
      return isFulfilled(result) ? exitCodes.fine : exitCodes.expectationsNotMet;
    } finally {
      await engine.close();
    }
  } finally {
    if (temporary !== null) await rm(temporary, { recursive: true, force: true });
  }
}

async function placesOf(workspace: string, { scenario, expectations }: ScenarioRun): Promise<RunPlaces> {
  const { file, lines } = await expectationPlaces(workspace, scenario.key, expectations.length);
  return { file: reportedPath(workspace, file), lines, pathOf: (inWorkspace) => reportedPath(workspace, inWorkspace) };
}

function reportAs(form: ReportForm, result: ScenarioRun, places: RunPlaces): string {
  switch (form) {
    case 'json':
      return `${reportAsJson(result)}\n`;
    case 'junit':
      return reportAsJunit(result, places);
    case 'github':
      return reportAsGithub(result, places);
    default:
      return `${reportAsText(result, process.stdout)}\n`;
  }
}
