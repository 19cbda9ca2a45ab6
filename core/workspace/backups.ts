import { join } from 'node:path';
import { privateFolder } from './document-layout.ts';
import { type DiskPorts, replaceFiles } from './staged-files.ts';

const backupsFolder = `${privateFolder}/backups`;

/**
 * Copies files (paths inside the workspace) to a new numbered folder before something replaces them.
 * @returns the folder, relative to the workspace. Rejects with CommandError when the copy cannot be made durable.
 */
export async function keepBackup(ports: DiskPorts, paths: readonly string[], label: string): Promise<string> {
  const { root, files } = ports;
  const numbers = ((await files.listFolder(join(root, backupsFolder))) ?? []).map(({ name }) =>
    Number.parseInt(name, 10),
  );
  const number = Math.max(0, ...numbers.filter((value) => !Number.isNaN(value))) + 1;
  const folder = `${backupsFolder}/${String(number).padStart(4, '0')}-${label}`;
  const copies = new Map<string, Uint8Array>([[`${privateFolder}/.gitignore`, new TextEncoder().encode('*\n')]]);
  for (const path of paths) copies.set(`${folder}/${path}`, await files.readFile(join(root, path)));
  await replaceFiles(ports, copies);
  return folder;
}
