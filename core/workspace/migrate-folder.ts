import { join } from 'node:path';
import { currentSchemaVersion, type JsonObject } from '../model/index.ts';
import { keepBackup } from './backups.ts';
import { privateFolder, settingsFile } from './document-layout.ts';
import { scanFolder } from './folder-scan.ts';
import { jsonText } from './json/json-text.ts';
import type { Migration, WorkspaceFiles } from './migrations/migration.ts';
import { type DiskPorts, replaceFiles } from './staged-files.ts';

/** Names the backup of a migration under way: if it is still there, the migration did not end. */
const markerFile = `${privateFolder}/migrating.json`;

/** The layout that the folder's `hookbench.json` names; null when the file says nothing usable. */
export async function versionOfFolder({ root, files }: DiskPorts): Promise<number | null> {
  try {
    const settings: unknown = JSON.parse(decode(await files.readFile(join(root, settingsFile))));
    const version = settings !== null && typeof settings === 'object' && 'schemaVersion' in settings;
    return version && Number.isInteger(settings.schemaVersion) ? Number(settings.schemaVersion) : null;
  } catch {
    return null;
  }
}

/** The layout that this list of migrations leads to. */
export function newestVersion(migrations: readonly Migration[]): number {
  return Math.max(currentSchemaVersion, ...migrations.map(({ to }) => to));
}

/**
 * Brings an older workspace up to date, step by step in memory, then in one go on disk, after a backup of every file.
 * A migration that a crash cut short is undone from its backup first. Rejects when a step fails; nothing is changed then.
 */
export async function migrateFolder(ports: DiskPorts, migrations: readonly Migration[]): Promise<void> {
  await undoUnfinished(ports);
  let version = await versionOfFolder(ports);
  if (version === null || version >= newestVersion(migrations)) return;
  const before = await readWorkspaceFiles(ports);
  let after: WorkspaceFiles = before;
  for (let step = stepFrom(migrations, version); step; step = stepFrom(migrations, version)) {
    after = withVersion(step.migrate(after), step.to);
    version = step.to;
  }
  const backup = await keepBackup(ports, [...before.keys()], 'before-migration');
  await replaceFiles(ports, new Map([[markerFile, encode(`${JSON.stringify({ backup })}\n`)]]));
  await replaceFiles(
    ports,
    new Map([...after].filter(([path, text]) => before.get(path) !== text).map(([path, text]) => [path, encode(text)])),
    [...before.keys()].filter((path) => !after.has(path)),
  );
  await replaceFiles(ports, new Map(), [markerFile]);
}

function stepFrom(migrations: readonly Migration[], version: number): Migration | undefined {
  return migrations.find(({ from }) => from === version);
}

function withVersion(files: WorkspaceFiles, schemaVersion: number): WorkspaceFiles {
  const settings = JSON.parse(files.get(settingsFile) ?? '{}') as JsonObject;
  const text = jsonText({ ...settings, schemaVersion }, { order: 'sorted' });
  return new Map([...files, [settingsFile, `${text}\n`]]);
}

async function undoUnfinished(ports: DiskPorts): Promise<void> {
  const { root, files } = ports;
  if ((await files.stamp(join(root, markerFile))) === null) return;
  const { backup } = JSON.parse(decode(await files.readFile(join(root, markerFile)))) as { backup: string };
  const old = await readTree(ports, backup);
  const now = await readWorkspaceFiles(ports);
  await replaceFiles(
    ports,
    new Map([...old].map(([path, text]) => [path, encode(text)])),
    [...now.keys()].filter((path) => !old.has(path)),
  );
  await replaceFiles(ports, new Map(), [markerFile]);
}

async function readWorkspaceFiles({ root, files }: DiskPorts): Promise<Map<string, string>> {
  const scan = await scanFolder(root, files, () => {});
  const paths = [...scan.documents.values()].flatMap((found) => [...found.files.keys()]);
  paths.push(...scan.data.map(({ place }) => place.path));
  const texts = await Promise.all(paths.map(async (path) => decode(await files.readFile(join(root, path)))));
  return new Map(paths.map((path, index) => [path, texts[index] ?? '']));
}

async function readTree(ports: DiskPorts, folder: string, below = ''): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (const { name, kind } of (await ports.files.listFolder(join(ports.root, folder, below))) ?? []) {
    const path = below === '' ? name : `${below}/${name}`;
    if (kind === 'folder') for (const [inner, text] of await readTree(ports, folder, path)) texts.set(inner, text);
    else texts.set(path, decode(await ports.files.readFile(join(ports.root, folder, path))));
  }
  return texts;
}

const decode = (bytes: Uint8Array) => new TextDecoder('utf-8', { fatal: true }).decode(bytes);
const encode = (text: string) => new TextEncoder().encode(text);
