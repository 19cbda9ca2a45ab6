import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { openHostSettings } from './host-settings.ts';

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

/** The workspace to begin with when none is named: the last one, else the user's copy of the example. */
export async function startWorkspace(userDataFolder: string, exampleFolder: string): Promise<string> {
  const { lastWorkspace } = openHostSettings(hostSettingsFile(userDataFolder)).read();
  return lastWorkspace ?? (await ensureExampleCopy(exampleFolder, userDataFolder));
}

export function hostSettingsFile(userDataFolder: string): string {
  return join(userDataFolder, 'host.json');
}

/** Where Electron keeps this app's data, for hosts that run without it: both then show the same workspaces. */
export function userDataFolder(
  platform: string,
  environmentVariables: Record<string, string | undefined>,
  homeFolder: string,
): string {
  const productName = 'Hookbench';
  if (platform === 'darwin') return join(homeFolder, 'Library/Application Support', productName);
  if (platform === 'win32') {
    return join(environmentVariables.APPDATA ?? join(homeFolder, 'AppData/Roaming'), productName);
  }
  return join(environmentVariables.XDG_CONFIG_HOME || join(homeFolder, '.config'), productName);
}
