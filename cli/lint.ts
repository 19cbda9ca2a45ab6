import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EngineClient, type MatrixRequest, parseRecipientKey } from '../core/contract/index.ts';
import type { BuiltFiles } from './built-files.ts';
import { documentKeys, knownEnvironment, refuseWithoutEnvironment } from './environment-name.ts';
import { exitCodes } from './exit-codes.ts';
import type { LintOptions } from './lint-command.ts';
import { lintAsGithub, lintAsJunit, lintAsText } from './lint-report.ts';
import { gatherLint, type LintResult } from './lint-result.ts';
import { openEngine } from './open-engine.ts';
import type { ReportForm } from './report-options.ts';
import { reportedPath } from './reported-path.ts';
import { interruption } from './termination.ts';
import { refuseUnwritable, writeReport } from './write-report.ts';

/** Checks a workspace and prints what was found. Rejects with `CommandError`. */
export async function lint(options: LintOptions, form: ReportForm, builtFiles: BuiltFiles): Promise<number> {
  await refuseUnwritable(options.junit);
  const dataPath = await mkdtemp(join(tmpdir(), 'hookbench-lint-'));
  try {
    const engine = await openEngine({ workspacePath: options.workspace, dataPath }, { watch: false, builtFiles });
    try {
      const interrupted = interruption();
      const result = await lintWorkspace(engine.client(), options, interrupted);
      if (result === null) return exitCodes.interrupted;
      const pathOf = (file: string) => reportedPath(options.workspace, file);
      process.stdout.write(reportAs(form, result, pathOf));
      if (options.junit !== undefined) await writeReport(options.junit, lintAsJunit(result, pathOf));
      return result.report.errorCount > 0 ? exitCodes.expectationsNotMet : exitCodes.fine;
    } finally {
      await engine.close();
    }
  } finally {
    await rm(dataPath, { recursive: true, force: true });
  }
}

function reportAs(form: ReportForm, result: LintResult, pathOf: (file: string) => string): string {
  switch (form) {
    case 'json':
      return `${JSON.stringify(result.report, null, 2)}\n`;
    case 'junit':
      return lintAsJunit(result, pathOf);
    case 'github':
      return lintAsGithub(result.report, pathOf);
    default:
      return lintAsText(result.report);
  }
}

/**
 * Every finding of a workspace, its unreadable files, schemas and samples included; null = it was interrupted. Rejects with
 * `CommandError` for an unknown environment.
 */
async function lintWorkspace(
  client: EngineClient,
  { environment: named, recipient: recipients }: LintOptions,
  signal: AbortSignal,
): Promise<LintResult | null> {
  const documents = await client.call('documents.list', {});
  const [first] = await documentKeys(client, 'environment');
  if (first === undefined) return refuseWithoutEnvironment(client);
  const slug = named === undefined ? first : await knownEnvironment(client, named);
  const request: MatrixRequest = {
    environment: slug,
    channels: null,
    eventTypes: null,
    recipients: recipients?.map(parseRecipientKey) ?? null,
  };
  const problems = await client.call('workspace.problems', {});
  const eventTypes = documents.flatMap((document) => (document.kind === 'event-type' ? [document] : []));
  const eventTypeProblems = await client.call('eventTypes.problems', {});
  try {
    const items = client.stream('template.matrix', request, { signal });
    const result = await gatherLint({ environment: slug, problems, eventTypes, eventTypeProblems, items });
    return signal.aborted ? null : result;
  } catch (error) {
    if (signal.aborted) return null;
    throw error;
  }
}
