import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Command, InvalidArgumentError } from 'commander';
import { CommandError } from '../core/contract/index.ts';
import { createWorkspace } from '../core/engine.ts';
import { defaultDataFolder } from './data-folder.ts';
import { parseFolder } from './folder-option.ts';
import { startHttpHost } from './http-host.ts';
import { openBrowser } from './open-browser.ts';
import { openEngine } from './open-engine.ts';
import { printError } from './print-error.ts';
import { terminationAsked } from './termination.ts';

interface ServeOptions {
  workspace: string;
  data?: string;
  port: number;
  open: boolean;
  new?: true;
}

/** The built page lies beside the built Node side. */
const rendererFolder = fileURLToPath(new URL('../renderer', import.meta.url));

export function addServeCommand(program: Command): void {
  program
    .command('serve')
    .summary('Open a workspace in the browser.')
    .description(
      'Serves the app on this machine only, prints its address and opens it in the default browser. The address holds a token: whoever has it can use the workspace. Ctrl+C ends it.',
    )
    .option('-w, --workspace <folder>', 'The workspace.', parseFolder, '.')
    .option(
      '-d, --data <folder>',
      "Where the delivery log, the session and stored secrets go (default: this workspace's own folder in your user data).",
      parseFolder,
    )
    .option('-p, --port <number>', 'Port on 127.0.0.1; 0 = any free one.', parsePort, 0)
    .option('--no-open', 'Only print the address.')
    .option('--new', 'Make a workspace first, of a folder that is new or empty.')
    .helpOption('-h, --help', 'Print this help.')
    .action(async (options: ServeOptions) => {
      try {
        await serve(options);
      } catch (error) {
        printError(error);
      }
    });
}

/** Resolves when a signal has ended it and everything is closed. */
async function serve(options: ServeOptions): Promise<void> {
  if (!existsSync(join(rendererFolder, 'index.html'))) {
    throw new CommandError('unavailable', 'The page has not been built yet. Run `npm run build` first.');
  }
  const workspacePath = resolve(options.workspace);
  if (options.new) await createWorkspace({ path: workspacePath, name: basename(workspacePath) });
  const engine = await openEngine(
    { workspacePath, dataPath: options.data ?? defaultDataFolder(workspacePath) },
    { watch: true },
  );
  try {
    const token = randomBytes(32).toString('base64url');
    const host = await startHttpHost({ engine, rendererFolder, port: options.port, token });
    try {
      console.log(host.url);
      if (options.open) openBrowser(host.url);
      await terminationAsked();
    } finally {
      await host.close();
    }
  } finally {
    await engine.close();
  }
}

export function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new InvalidArgumentError('Give a number from 0 to 65535.');
  return port;
}
