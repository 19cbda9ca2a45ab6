import { resolve } from 'node:path';
import type { Command } from 'commander';
import {
  type ClockChoice,
  CommandError,
  type DocumentKind,
  defaultKnockApiPort,
  type EngineClient,
  type KnockApiSettings,
} from '../core/contract/index.ts';
import { callLine, runLine } from './call-lines.ts';
import { defaultDataFolder } from './data-folder.ts';
import { parseFolder } from './folder-option.ts';
import { openEngine } from './open-engine.ts';
import { printError } from './print-error.ts';
import { parseClock } from './run-command.ts';
import { parsePort } from './serve-command.ts';
import { terminationAsked } from './termination.ts';

interface ApiOptions {
  workspace: string;
  data?: string;
  port?: number;
  environment?: string;
  clock?: ClockChoice;
  receivers: boolean;
}

export function addApiCommand(program: Command): void {
  program
    .command('api')
    .summary("Serve the part of Knock's API that runs here, for a backend that calls Knock.")
    .description(
      "Serves triggers, users, objects, tenants, subscriptions and messages of Knock's API on this machine only, on a workspace's data. Prints base URL and key as lines for the backend's environment, then each call and what became of its run. Ctrl+C ends it.",
    )
    .option('-w, --workspace <folder>', 'The workspace.', parseFolder, '.')
    .option(
      '-d, --data <folder>',
      "Where the delivery log, the key and stored secrets go (default: this workspace's own folder in your user data).",
      parseFolder,
    )
    .option(
      '-p, --port <number>',
      `Port on 127.0.0.1; 0 = any free one (default: as last time, at first ${defaultKnockApiPort}).`,
      parsePort,
    )
    .option('-e, --environment <key>', 'The environment it serves (default: as last time, at first the only one).')
    .option(
      '-c, --clock <clock>',
      'How time passes in the runs: real, virtual (waits cost nothing) or x<factor>, such as x100 (default: as last time, at first real).',
      parseClock,
    )
    .option('-r, --receivers', "Start the workspace's receivers as well.", false)
    .helpOption('-h, --help', 'Print this help.')
    .addHelpText(
      'after',
      `
Example:
  hookbench api --workspace examples/customer-webhooks --clock virtual --receivers`,
    )
    .action(async (options: ApiOptions) => {
      try {
        await serveApi(options);
      } catch (error) {
        printError(error);
      }
    });
}

/** Resolves when a signal has ended it and everything is closed. */
async function serveApi(options: ApiOptions): Promise<void> {
  const workspacePath = resolve(options.workspace);
  const dataPath = options.data ?? defaultDataFolder(workspacePath);
  const engine = await openEngine({ workspacePath, dataPath }, { watch: true });
  try {
    const client = engine.client();
    client.on('knockApi.called', (call) => console.log(callLine(call)));
    client.on('runs.progress', ({ run, isFinal }) => isFinal && console.log(runLine(run)));
    if (options.receivers) await startReceivers(client);
    const { baseUrl } = await client.call('knockApi.start', await settingsFor(client, options));
    const { key } = await client.call('knockApi.revealKey', {});
    console.log(`KNOCK_BASE_URL=${baseUrl}\nKNOCK_API_KEY=${key}`);
    await terminationAsked();
  } finally {
    await engine.close();
  }
}

async function settingsFor(client: EngineClient, { port, environment, clock }: ApiOptions): Promise<KnockApiSettings> {
  const { settings: last } = await client.call('knockApi.state', {});
  return {
    port: port ?? last?.port ?? defaultKnockApiPort,
    environment: environment ?? last?.environment ?? (await onlyEnvironment(client)),
    clock: clock ?? last?.clock ?? 'real',
  };
}

async function startReceivers(client: EngineClient): Promise<void> {
  const receivers = await documentKeys(client, 'receiver');
  if (receivers.length > 0) await client.call('receivers.start', { receivers });
}

async function documentKeys(client: EngineClient, wanted: DocumentKind): Promise<string[]> {
  return (await client.call('documents.list', {})).flatMap(({ kind, key }) => (kind === wanted ? [key] : []));
}

async function onlyEnvironment(client: EngineClient): Promise<string> {
  const keys = await documentKeys(client, 'environment');
  const [first] = keys;
  if (first !== undefined && keys.length === 1) return first;
  const message =
    first === undefined
      ? 'The workspace has no environment.'
      : `Say which environment to serve with --environment: ${keys.join(' or ')}.`;
  throw new CommandError('invalid-input', message, { field: 'environment' });
}
