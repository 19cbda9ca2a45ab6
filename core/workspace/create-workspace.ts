import { join } from 'node:path';
import { CommandError } from '../contract/errors.ts';
import { currentSchemaVersion, type JsonObject, type WorkspaceSettings } from '../model/index.ts';
import { writeError } from './disk-errors.ts';
import { placeOfDocument, privateFolder, settingsFile } from './document-layout.ts';
import type { FileSystemPort } from './file-system-port.ts';
import { jsonText } from './json/json-text.ts';
import { realFiles } from './real-files.ts';
import { type DiskPorts, replaceFiles, temporarySuffix } from './staged-files.ts';
import { realTimers } from './timer-port.ts';

/** What `hookbench.json` says in a new workspace; the field names are those of the guide. */
export function defaultSettings(name: string): WorkspaceSettings {
  return {
    schemaVersion: currentSchemaVersion,
    name,
    projectCollection: 'projects',
    webhookCollection: 'project_webhooks',
    eventTypeField: 'eventType',
    payloadField: 'payload',
    eventTypesProperty: 'event_types',
  };
}

/**
 * Makes an empty workspace with one environment in a new or empty folder (dot files do not count).
 * Rejects with CommandError: invalid-input for a blank name, conflict for a folder with something in it, disk-full, disk-error, read-only.
 */
export async function createWorkspace(options: { path: string; name: string; files?: FileSystemPort }): Promise<void> {
  const ports = portsFor(options.path, options.files);
  if (options.name.trim() === '') {
    throw new CommandError('invalid-input', 'Give the workspace a name.', { field: 'name' });
  }
  await refuseUsedFolder(ports);
  await makeFolder(ports);
  const documents: [string, JsonObject][] = [
    [placeOfDocument('environment', 'development').main, { name: 'Development', variables: {}, secrets: [] }],
    [settingsFile, { ...defaultSettings(options.name) }],
  ];
  await replaceFiles(
    ports,
    new Map(
      documents.map(([path, value]) => [path, new TextEncoder().encode(`${jsonText(value, { order: 'sorted' })}\n`)]),
    ),
  );
}

/**
 * Copies a workspace, byte for byte, into a new or empty folder; git's folder, backups and temporary files stay behind.
 * `hookbench.json` comes last, so that a copy cut short is not taken for a workspace. Rejects as `createWorkspace`,
 * and with not-found when `from` is no workspace.
 */
export async function copyWorkspace(options: { from: string; to: string; files?: FileSystemPort }): Promise<void> {
  const source = portsFor(options.from, options.files);
  const target = portsFor(options.to, options.files);
  if ((await source.files.stamp(join(options.from, settingsFile))) === null) throw noWorkspace(options.from);
  await refuseUsedFolder(target);
  await makeFolder(target);
  const contents = new Map<string, Uint8Array>();
  const walk = async (folder: string): Promise<void> => {
    for (const { name, kind } of (await source.files.listFolder(join(options.from, folder))) ?? []) {
      const path = folder === '' ? name : `${folder}/${name}`;
      if (name === '.git' || name === privateFolder || name.endsWith(temporarySuffix)) continue;
      if (kind === 'folder') await walk(path);
      else if (kind === 'file') contents.set(path, await source.files.readFile(join(options.from, path)));
    }
  };
  await walk('');
  const settings = contents.get(settingsFile);
  contents.delete(settingsFile);
  await replaceFiles(target, contents);
  if (settings) await replaceFiles(target, new Map([[settingsFile, settings]]));
}

export function noWorkspace(path: string): CommandError {
  return new CommandError(
    'not-found',
    `"${path}" is not a Hookbench workspace: it has no ${settingsFile}. Choose another folder, or create a workspace there.`,
  );
}

function portsFor(root: string, files: FileSystemPort = realFiles): DiskPorts {
  return { root, files, timers: realTimers };
}

async function refuseUsedFolder({ root, files }: DiskPorts): Promise<void> {
  const entries = ((await files.listFolder(root)) ?? []).filter(({ name }) => !name.startsWith('.'));
  if (entries.length === 0) return;
  const what = entries.some(({ name }) => name === settingsFile) ? 'already holds a workspace' : 'is not empty';
  throw new CommandError('conflict', `The folder "${root}" ${what}. Choose a new or empty folder.`);
}

async function makeFolder({ root, files }: DiskPorts): Promise<void> {
  try {
    await files.makeFolder(root);
  } catch (error) {
    throw writeError(error, root);
  }
}
