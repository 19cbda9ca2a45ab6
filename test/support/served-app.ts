import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { copyExample } from './example-copy.ts';
import { projectRoot } from './find-electron.ts';

export interface ServedFolders {
  workspace: string;
  data: string;
  remove(): void;
}

/** A copy of the example workspace and a data folder for one test. */
export async function makeServedFolders(): Promise<ServedFolders> {
  const { folder, workspacePath } = await copyExample();
  return {
    workspace: workspacePath,
    data: join(folder, 'data'),
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

export interface ServedApp {
  /** With the token. */
  url: string;
  stop(): Promise<void>;
  /** Ends it as a crash does: nothing can be finished. */
  kill(): Promise<void>;
}

/** `hookbench serve` as built, in a process of its own. */
export async function serveApp(
  folders: ServedFolders,
  environmentVariables: Record<string, string> = {},
): Promise<ServedApp> {
  const child = spawn(
    process.execPath,
    [
      join(projectRoot, 'dist/node/cli.js'),
      'serve',
      ...['--workspace', folders.workspace, '--data', folders.data, '--port', '0', '--no-open'],
    ],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...environmentVariables } },
  );
  const end = (signal: NodeJS.Signals) => () => endProcess(child, signal);
  return { url: await printedUrl(child), stop: end('SIGTERM'), kill: end('SIGKILL') };
}

async function printedUrl(child: ChildProcess): Promise<string> {
  let printed = '';
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`serve ended with ${code}: ${printed}`)));
    child.stdout?.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      const url = /http:\/\/127\.0\.0\.1:\d+\/\?token=\S+/.exec(printed)?.[0];
      if (url !== undefined) resolve(url);
    });
  });
}

async function endProcess(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}
