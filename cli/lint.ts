import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CommandError,
  type DocumentKind,
  type EngineClient,
  fileNameOfKey,
  type MatrixRequest,
  type RecipientReference,
  readRecipientKey,
  readSampleKey,
  type SampleChoice,
  type StoredDocument,
} from '../core/contract/index.ts';
import type { BuiltFiles } from './built-files.ts';
import { knownEnvironment, refuseUnreadable, refuseWithoutEnvironment } from './environment-name.ts';
import { exitCodes } from './exit-codes.ts';
import { lintAsGithub, lintAsJunit, lintAsText } from './lint-report.ts';
import { gatherLint, type LintResult } from './lint-result.ts';
import { openEngine } from './open-engine.ts';
import type { ReportForm, ReportOptions } from './report-options.ts';
import { reportedPath } from './reported-path.ts';
import { interruptedExitCode, interruption } from './termination.ts';
import { refuseUnwritable, writeReport } from './write-report.ts';

export interface LintOptions extends ReportOptions {
  workspace: string;
  environment?: string;
  channel?: string[];
  sample?: string[];
  recipient?: string[];
  junit?: string;
}

/** Checks a workspace and prints what was found. Rejects with `CommandError`. */
export async function lint(options: LintOptions, form: ReportForm, builtFiles: BuiltFiles): Promise<number> {
  const choice = readChoice(options);
  await refuseUnwritable(options.junit);
  const dataPath = await mkdtemp(join(tmpdir(), 'hookbench-lint-'));
  try {
    const engine = await openEngine({ workspacePath: options.workspace, dataPath }, { watch: false, builtFiles });
    try {
      const interrupted = interruption();
      const result = await lintWorkspace(engine.client(), options.environment, choice, interrupted);
      if (result === null) return interruptedExitCode(interrupted);
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

type Choice = Omit<MatrixRequest, 'environment'>;

/** What is named on the command line. Throws a `CommandError` for what names nothing. */
function readChoice({ channel, sample, recipient }: LintOptions): Choice {
  return {
    channels: channel?.map(readChannel) ?? null,
    samples: sample?.map(readSample) ?? null,
    recipients: recipient?.map(readRecipient) ?? null,
  };
}

function readChannel(text: string): string {
  return text.trim() === '' ? refuseName('Name a channel by its key.', 'channel') : text;
}

function readSample(text: string): SampleChoice {
  return readSampleKey(text) ?? refuseName('Name a sample as event type or event type/name of the sample.', 'sample');
}

function readRecipient(text: string): RecipientReference {
  return readRecipientKey(text) ?? refuseName('Name a recipient as user:id or collection/id.', 'recipient');
}

function refuseName(message: string, field: string): never {
  throw new CommandError('invalid-input', message, { field });
}

/**
 * Every finding of a workspace, its unreadable files, schemas and samples included, or of what is chosen; null = it was
 * interrupted. Rejects with `CommandError` for something named that is not there.
 */
async function lintWorkspace(
  client: EngineClient,
  named: string | undefined,
  choice: Choice,
  signal: AbortSignal,
): Promise<LintResult | null> {
  const documents = await client.call('documents.list', {});
  const first = documents.find(({ kind }) => kind === 'environment')?.key;
  if (first === undefined) return refuseWithoutEnvironment(client);
  const environment = named === undefined ? first : await knownEnvironment(client, named);
  await refuseUnreadableChoice(client, documents, choice);
  const problems = await client.call('workspace.problems', {});
  const eventTypes = documents.flatMap((document) => (document.kind === 'event-type' ? [document] : []));
  const eventTypeProblems = await client.call('eventTypes.problems', {});
  try {
    const items = client.stream('template.matrix', { environment, ...choice }, { signal });
    const { samples } = choice;
    const result = await gatherLint({ environment, samples, problems, eventTypes, eventTypeProblems, items });
    return signal.aborted ? null : result;
  } catch (error) {
    if (signal.aborted) return null;
    throw error;
  }
}

/** A file that cannot be read is named for what it is, rather than its document for not being there. */
async function refuseUnreadableChoice(
  client: EngineClient,
  documents: readonly Pick<StoredDocument, 'kind' | 'key'>[],
  { channels, samples }: Choice,
): Promise<void> {
  const isThere = (wanted: DocumentKind, named: string) =>
    documents.some(({ kind, key }) => kind === wanted && key === named);
  for (const key of channels ?? [])
    if (!isThere('channel', key)) await refuseUnreadable(client, `channels/${key}/`, 'channel');
  for (const { eventType } of samples ?? []) {
    if (!isThere('event-type', eventType))
      await refuseUnreadable(client, `event-types/${fileNameOfKey(eventType)}.json`, 'sample');
  }
}
