import { join } from 'node:path';
import type { WorkspaceProblem } from '../model/index.ts';
import { systemCode } from './disk-errors.ts';
import {
  type DataPlace,
  type DocumentPlace,
  meaningOfPath,
  placeOfData,
  placeOfDocument,
  readFolders,
  settingsFile,
} from './document-layout.ts';
import type { FileStamp, FileSystemPort } from './file-system-port.ts';
import { temporarySuffix } from './staged-files.ts';

export type Stamps = Map<string, FileStamp>;

export interface FoundDocument {
  place: DocumentPlace;
  /** Every file of the document by path: the main one and, in its folder, the texts beside it. */
  files: Stamps;
}

export interface FoundData {
  place: DataPlace;
  stamp: FileStamp;
}

/** What a walk through the folder found; nothing has been opened yet. */
export interface FolderScan {
  documents: Map<string, FoundDocument>;
  data: FoundData[];
  /** Absolute paths of the folders to watch. */
  folders: string[];
  /** Absolute paths of temporary files that an interrupted write left. */
  leftovers: string[];
  /** Folders (relative) that could not be listed: what was read from them before is still all there is to know. */
  unlistable: string[];
  problems: WorkspaceProblem[];
}

const maxFolderDepth = 8;
/** Files that tools and people leave about and nobody expects to be read. */
const ignoredName = /^\.|~$|\.(?:md|bak|orig|swp|tmp)$|^(?:Thumbs\.db|desktop\.ini|LICENSE)$/i;

export const documentId = (kind: string, key: string): string => `${kind} ${key}`;

const noFileMessage =
  'This is no file (a pipe, a device, or a link to a folder or to nothing), so it is not read. Remove it, or put the file itself here.';

/** Lists the workspace. `onFolder` is called before each folder is listed, so that nothing slips in unwatched. */
export async function scanFolder(
  root: string,
  files: FileSystemPort,
  onFolder: (folder: string) => void,
): Promise<FolderScan> {
  const stamps: Stamps = new Map();
  const scan: FolderScan = { documents: new Map(), data: [], folders: [], leftovers: [], unlistable: [], problems: [] };

  const take = async (path: string): Promise<void> => {
    const stamp = await files.stamp(join(root, path));
    if (stamp) stamps.set(path, stamp);
  };
  const walk = async (path: string, depth: number): Promise<void> => {
    const folder = join(root, path);
    onFolder(folder);
    const entries = await files.listFolder(folder);
    if (entries === null) {
      // The workspace itself is gone (a disk was unplugged): that is no reason to forget every document.
      if (path === '') throw new Error('The folder is not there any more.');
      return;
    }
    scan.folders.push(folder);
    await Promise.all(
      entries.map(async ({ name, kind }) => {
        const inner = path === '' ? name : `${path}/${name}`;
        if (name.endsWith(temporarySuffix)) scan.leftovers.push(join(root, inner));
        else if (kind === 'folder' && !name.startsWith('.')) {
          if ((path !== '' || readFolders.includes(name)) && depth < maxFolderDepth) await enter(inner, depth + 1);
        } else if (path === '' ? name === settingsFile : !ignoredName.test(name)) {
          if (kind === 'file') await take(inner);
          else if (kind === 'other') scan.problems.push(wholeFile('warning', inner, noFileMessage));
        }
      }),
    );
  };
  const enter = async (path: string, depth: number): Promise<void> => {
    try {
      await walk(path, depth);
    } catch (error) {
      const code = systemCode(error);
      if (code === '') throw error;
      scan.unlistable.push(path);
      const reason =
        code === 'EACCES' || code === 'EPERM' ? 'this user may not look into it' : `the system says ${code}`;
      scan.problems.push(wholeFile('error', path, `The folder cannot be read: ${reason}. Check its permissions.`));
    }
  };
  await walk('', 0);
  sortOut(stamps, scan);
  return scan;
}

function sortOut(stamps: Stamps, scan: FolderScan): void {
  const rivals = findRivals([...stamps.keys()]);
  for (const path of [...stamps.keys()].sort()) {
    const stamp = stamps.get(path);
    if (!stamp) continue;
    const meaning = meaningOfPath(path);
    if (meaning.is === 'stray') {
      scan.problems.push(wholeFile(meaning.severity, path, `This file is not read: ${meaning.reason}.`));
      continue;
    }
    const winner = rivals.get(unitPath(path));
    if (winner !== undefined) {
      const message = `This file stands for the same key as "${winner}", or would be the same file on Windows and macOS. Rename or remove one of them; until then only "${winner}" is read.`;
      scan.problems.push(wholeFile('error', path, message));
      continue;
    }
    if (meaning.is === 'data') scan.data.push({ place: meaning.place, stamp });
    else {
      const id = documentId(meaning.place.kind, meaning.place.key);
      const found = scan.documents.get(id) ?? { place: meaning.place, files: new Map() };
      scan.documents.set(id, found);
      found.files.set(path, stamp);
    }
  }
}

/**
 * Which spelling of a place counts, by every other spelling of it: two files may decode to the same key, or differ
 * only in case, which disks of Windows and macOS do not tell apart. The canonical spelling wins, otherwise the first.
 */
function findRivals(paths: readonly string[]): Map<string, string> {
  const units = [...new Set(paths.map(unitPath))].sort();
  const claims = new Map<string, string>();
  const rivals = new Map<string, string>();
  for (const isCanonicalRound of [true, false]) {
    for (const unit of units) {
      const canonical = canonicalPath(unit);
      if ((canonical === unit) !== isCanonicalRound) continue;
      const names = [canonical, unit.toLowerCase()];
      const winner = names.map((name) => claims.get(name)).find((claimed) => claimed !== undefined && claimed !== unit);
      if (winner === undefined) for (const name of names) claims.set(name, unit);
      else rivals.set(unit, winner);
    }
  }
  return rivals;
}

/** `path` may also be the folder of a document. */
function canonicalPath(path: string): string {
  const meaning = meaningOfPath(path);
  if (meaning.is === 'data') return placeOfData(meaning.place.environment, meaning.place.content).path;
  if (meaning.is === 'stray' || meaning.place.folder !== null) return path;
  return placeOfDocument(meaning.place.kind, meaning.place.key).main;
}

function unitPath(path: string): string {
  const meaning = meaningOfPath(path);
  return meaning.is === 'document' ? (meaning.place.folder ?? path) : path;
}

/** Whether a path lies in a folder that could not be listed. */
export function isHidden(scan: FolderScan, path: string): boolean {
  return scan.unlistable.some((folder) => path.startsWith(`${folder}/`));
}

export function wholeFile(severity: WorkspaceProblem['severity'], file: string, message: string): WorkspaceProblem {
  return { severity, file, message, field: null, line: null, column: null };
}
