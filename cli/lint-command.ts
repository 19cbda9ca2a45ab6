import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { CommandError, type EngineClient, type MatrixRequest } from '../core/contract/index.ts';
import { toWireError } from '../core/rpc/index.ts';
import { exitCodes } from './exit-codes.ts';
import { parseFolder } from './folder-option.ts';
import { gatherFindings, type LintReport, reportLines } from './lint-report.ts';
import { openEngine } from './open-engine.ts';
import { exitCodeOf, printError } from './print-error.ts';

interface LintOptions {
  workspace: string;
  environment?: string;
  json: boolean;
}

export function addLintCommand(program: Command): void {
  program
    .command('lint')
    .summary('Check every template with every sample.')
    .description(
      'Renders every channel with every sample of every event type for the webhooks of an environment, sends nothing, and prints what is wrong and where.',
    )
    .option('-w, --workspace <folder>', 'The workspace.', parseFolder, '.')
    .option('-e, --environment <slug>', 'Whose recipients and variables are used (default: the first there is).')
    .option('--json', 'Print one JSON document on stdout, and nothing else.', false)
    .helpOption('-h, --help', 'Print this help.')
    .addHelpText(
      'after',
      `
Exit codes: 0 no errors (there may be warnings) · 1 errors were found · 2 bad input

Example:
  hookbench lint --workspace examples/customer-webhooks --environment development`,
    )
    .action(async (options: LintOptions) => {
      try {
        process.exitCode = await lint(options);
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

async function lint(options: LintOptions): Promise<number> {
  const dataPath = await mkdtemp(join(tmpdir(), 'hookbench-lint-'));
  try {
    const engine = await openEngine({ workspacePath: options.workspace, dataPath }, { watch: false });
    try {
      const interrupt = new AbortController();
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupt.abort());
      const report = await lintWorkspace(engine.client(), options.environment ?? null, interrupt.signal);
      if (interrupt.signal.aborted) return exitCodes.interrupted;
      if (options.json) console.log(JSON.stringify(report, null, 2));
      else for (const line of reportLines(report)) console.log(line);
      return report.errorCount > 0 ? exitCodes.expectationsNotMet : exitCodes.fine;
    } finally {
      await engine.close();
    }
  } finally {
    await rm(dataPath, { recursive: true, force: true });
  }
}

/** Every finding of a workspace, its unreadable files included. Rejects with `CommandError` for an unknown environment. */
export async function lintWorkspace(
  client: EngineClient,
  environment: string | null,
  signal: AbortSignal,
): Promise<LintReport> {
  const environments = await environmentsOf(client);
  const slug = environment ?? environments[0];
  if (slug === undefined || !environments.includes(slug)) throw unknownEnvironment(slug, environments);
  const request: MatrixRequest = { environment: slug, channels: null, eventTypes: null, recipients: null };
  const problems = await client.call('workspace.problems', {});
  return gatherFindings(slug, problems, client.stream('template.matrix', request, { signal }));
}

async function environmentsOf(client: EngineClient): Promise<string[]> {
  const documents = await client.call('documents.list', {});
  return documents.flatMap(({ kind, key }) => (kind === 'environment' ? [key] : []));
}

function unknownEnvironment(slug: string | undefined, environments: readonly string[]): CommandError {
  const message =
    slug === undefined
      ? 'The workspace has no environment. Add one in Settings, or a file under environments/.'
      : `The workspace has no environment "${slug}". It has: ${environments.join(', ')}.`;
  return new CommandError('not-found', message, { field: 'environment' });
}
