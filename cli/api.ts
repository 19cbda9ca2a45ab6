import { resolve } from 'node:path';
import type { ClockChoice } from '../core/contract/index.ts';
import { CommandError, defaultKnockApiPort, type EngineClient, type KnockApiSettings } from '../core/contract/index.ts';
import type { BuiltFiles } from './built-files.ts';
import { callLine, runLine } from './call-lines.ts';
import { defaultDataFolder } from './data-folder.ts';
import { documentKeys, knownEnvironment, refuseWithoutEnvironment } from './environment-name.ts';
import { exitCodes } from './exit-codes.ts';
import { openEngine } from './open-engine.ts';
import { terminationAsked } from './termination.ts';

export interface ApiOptions {
  workspace: string;
  data?: string;
  port?: number;
  environment?: string;
  clock?: ClockChoice;
  receivers?: true;
}

/** Resolves when a signal has ended it and everything is closed. */
export async function serveApi(options: ApiOptions, builtFiles: BuiltFiles): Promise<number> {
  const workspacePath = resolve(options.workspace);
  const dataPath = options.data ?? defaultDataFolder(workspacePath);
  const engine = await openEngine({ workspacePath, dataPath }, { watch: true, builtFiles });
  try {
    const client = engine.client();
    client.on('knockApi.called', (call) => console.log(callLine(call)));
    client.on('runs.progress', ({ run, isFinal }) => isFinal && console.log(runLine(run)));
    if (options.receivers) await startReceivers(client);
    const { baseUrl } = await client.call('knockApi.start', await settingsFor(client, options));
    const { key } = await client.call('knockApi.revealKey', {});
    console.log(`KNOCK_BASE_URL=${baseUrl}\nKNOCK_API_KEY=${key}`);
    await terminationAsked();
    return exitCodes.fine;
  } finally {
    await engine.close();
  }
}

async function settingsFor(client: EngineClient, { port, environment, clock }: ApiOptions): Promise<KnockApiSettings> {
  const { settings: last } = await client.call('knockApi.state', {});
  return {
    port: port ?? last?.port ?? defaultKnockApiPort,
    environment:
      environment === undefined
        ? (last?.environment ?? (await onlyEnvironment(client)))
        : await knownEnvironment(client, environment),
    clock: clock ?? last?.clock ?? 'real',
  };
}

async function startReceivers(client: EngineClient): Promise<void> {
  const receivers = await documentKeys(client, 'receiver');
  if (receivers.length > 0) await client.call('receivers.start', { receivers });
}

async function onlyEnvironment(client: EngineClient): Promise<string> {
  const keys = await documentKeys(client, 'environment');
  const [first] = keys;
  if (first !== undefined && keys.length === 1) return first;
  if (first === undefined) return refuseWithoutEnvironment(client);
  const message = `Say which environment to serve with --environment: ${keys.join(' or ')}.`;
  throw new CommandError('invalid-input', message, { field: 'environment' });
}
