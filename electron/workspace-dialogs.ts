import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type BrowserWindow, dialog } from 'electron';

/** A folder the user chose; `isNew` = it holds no workspace yet and is to be given one. */
export interface ChosenFolder {
  path: string;
  isNew: boolean;
}

const settingsFile = 'hookbench.json';

/** Asks which workspace to open; null = cancelled. A folder without a workspace can be given one on the spot. */
export async function askForWorkspace(window: BrowserWindow): Promise<ChosenFolder | null> {
  const path = await askForFolder(window, 'Open Workspace', 'Open');
  if (path === null) return null;
  if (existsSync(join(path, settingsFile))) return { path, isNew: false };
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: 'This folder holds no workspace yet.',
    detail: `${path} has no ${settingsFile}. Create an empty workspace there?`,
    buttons: ['Create Workspace', 'Cancel'],
    defaultId: 0,
    cancelId: 1,
  });
  return response === 0 ? { path, isNew: true } : null;
}

/** Asks for the folder of a new workspace; null = cancelled. A folder that holds one already is opened as it is. */
export async function askForNewWorkspace(window: BrowserWindow): Promise<ChosenFolder | null> {
  const path = await askForFolder(window, 'New Workspace', 'Create Here');
  return path === null ? null : { path, isNew: !existsSync(join(path, settingsFile)) };
}

async function askForFolder(window: BrowserWindow, title: string, buttonLabel: string): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title,
    buttonLabel,
    properties: ['openDirectory', 'createDirectory', 'promptToCreate'],
  });
  return canceled ? null : (filePaths[0] ?? null);
}
