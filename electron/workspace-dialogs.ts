import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type BrowserWindow, dialog } from 'electron';

/** A folder the user chose; `isNew` = it is empty and is to be given a workspace. */
export interface ChosenFolder {
  path: string;
  isNew: boolean;
}

const settingsFile = 'hookbench.json';

/** Asks which workspace to open; null = none. An empty folder can be given one on the spot. */
export async function askForWorkspace(window: BrowserWindow): Promise<ChosenFolder | null> {
  const path = await askForFolder(window, 'Open Workspace', 'Open');
  if (path === null) return null;
  if (holdsWorkspace(path)) return { path, isNew: false };
  if (!isEmpty(path)) {
    await refuse(window, 'This folder holds no workspace.', `${path} has no ${settingsFile}. Choose another folder.`);
    return null;
  }
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: 'This folder is empty.',
    detail: `Create a workspace in ${path}?`,
    buttons: ['Create Workspace', 'Cancel'],
    defaultId: 0,
    cancelId: 1,
  });
  return response === 0 ? { path, isNew: true } : null;
}

/** Asks for the folder of a new workspace; null = none. A folder that holds one already is opened as it is. */
export async function askForNewWorkspace(window: BrowserWindow): Promise<ChosenFolder | null> {
  const path = await askForFolder(window, 'New Workspace', 'Create Here');
  if (path === null) return null;
  if (holdsWorkspace(path)) return { path, isNew: false };
  if (isEmpty(path)) return { path, isNew: true };
  await refuse(window, 'This folder is not empty.', `Choose an empty folder, or make one in ${basename(path)}.`);
  return null;
}

async function askForFolder(window: BrowserWindow, title: string, buttonLabel: string): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title,
    buttonLabel,
    properties: ['openDirectory', 'createDirectory', 'promptToCreate'],
  });
  return canceled ? null : (filePaths[0] ?? null);
}

async function refuse(window: BrowserWindow, message: string, detail: string): Promise<void> {
  await dialog.showMessageBox(window, { type: 'info', message, detail });
}

function holdsWorkspace(path: string): boolean {
  return existsSync(join(path, settingsFile));
}

/** Dot files (git's, the file manager's) do not count, as for the engine. */
function isEmpty(path: string): boolean {
  return !existsSync(path) || readdirSync(path).every((name) => name.startsWith('.'));
}
