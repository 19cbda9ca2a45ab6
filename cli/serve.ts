import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { CommandError } from '../core/contract/index.ts';
import { createWorkspace } from '../core/engine.ts';
import type { BuiltFiles } from './built-files.ts';
import { defaultDataFolder } from './data-folder.ts';
import { exitCodes } from './exit-codes.ts';
import { startHttpHost } from './http-host.ts';
import { openBrowser } from './open-browser.ts';
import { openEngine } from './open-engine.ts';
import { terminationAsked } from './termination.ts';

export interface ServeOptions {
  workspace: string;
  data?: string;
  port: number;
  open: boolean;
  new?: true;
}

/** Resolves when a signal has ended it and everything is closed. */
export async function serve(options: ServeOptions, builtFiles: BuiltFiles): Promise<number> {
  if (!existsSync(join(builtFiles.rendererFolder, 'index.html'))) {
    throw new CommandError('unavailable', 'The page has not been built yet. Run `npm run build` first.');
  }
  const workspacePath = resolve(options.workspace);
  if (options.new) await createWorkspace({ path: workspacePath, name: basename(workspacePath) });
  const engine = await openEngine(
    { workspacePath, dataPath: options.data ?? defaultDataFolder(workspacePath) },
    { watch: true, builtFiles },
  );
  try {
    const token = randomBytes(32).toString('base64url');
    const host = await startHttpHost({ engine, rendererFolder: builtFiles.rendererFolder, port: options.port, token });
    try {
      console.log(host.url);
      if (options.open) openBrowser(host.url);
      await terminationAsked();
      return exitCodes.fine;
    } finally {
      await host.close();
    }
  } finally {
    await engine.close();
  }
}
