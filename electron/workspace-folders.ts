import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

/**
 * The user's copy of the example workspace, made when there is none. Copied under another name first, so that a copy
 * that was cut short is never taken for a workspace.
 */
export async function ensureExampleCopy(exampleFolder: string, userDataFolder: string): Promise<string> {
  const target = join(userDataFolder, 'workspaces', basename(exampleFolder));
  if (existsSync(target)) return target;
  const partial = `${target}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(dirname(target), { recursive: true });
  await cp(exampleFolder, partial, { recursive: true });
  await rename(partial, target);
  return target;
}

/** The folder for what belongs to a workspace but not into it: its delivery log, session and encrypted secrets. */
export function dataFolderOf(userDataFolder: string, workspaceFolder: string): string {
  const path = resolve(workspaceFolder);
  const digest = createHash('sha256').update(path).digest('hex').slice(0, 12);
  const name = basename(path).replace(/[^A-Za-z0-9._-]+/g, '-') || 'workspace';
  return join(userDataFolder, 'data', `${name}-${digest}`);
}
