import { homedir } from 'node:os';
import { dataFolderOf, userDataFolder } from '../electron/workspace-folders.ts';

/** Where the desktop app keeps what belongs to the workspace but not into it. */
export function defaultDataFolder(workspacePath: string): string {
  const userData = process.env.HOOKBENCH_USER_DATA || userDataFolder(process.platform, process.env, homedir());
  return dataFolderOf(userData, workspacePath);
}
