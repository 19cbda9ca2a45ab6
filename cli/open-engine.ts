import { resolve } from 'node:path';
import { createEngine, type Engine } from '../core/engine.ts';
import { keepHeapSmall } from '../core/engine-heap.ts';
import { version } from '../package.json';
import type { BuiltFiles } from './built-files.ts';
import { refuseOtherFolders } from './workspace-folder.ts';

export interface EngineFolders {
  workspacePath: string;
  dataPath: string;
}

/** Opens the engine on a workspace that exists. Rejects with `CommandError`. */
export async function openEngine(
  { workspacePath, dataPath }: EngineFolders,
  options: { watch: boolean; builtFiles: Pick<BuiltFiles, 'logWorkerUrl' | 'heavyWorkerUrl'> },
): Promise<Engine> {
  const path = resolve(workspacePath);
  await refuseOtherFolders(path);
  keepHeapSmall();
  return createEngine({
    workspacePath: path,
    dataPath: resolve(dataPath),
    logWorkerUrl: options.builtFiles.logWorkerUrl,
    heavyWorkerUrl: options.builtFiles.heavyWorkerUrl,
    environmentVariables: process.env,
    appVersion: version,
    watch: options.watch,
  });
}
