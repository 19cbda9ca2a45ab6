import { type DocumentKind, documentKinds, fileNameOfKey, keyOfFileName } from '../model/index.ts';

/** Where each kind lives: one file per document, or a folder per document with a main file and texts beside it. */
const layout = {
  environment: { folder: 'environments', main: null },
  channel: { folder: 'channels', main: 'channel.json' },
  workflow: { folder: 'workflows', main: 'workflow.json' },
  partial: { folder: 'partials', main: 'partial.json' },
  'event-type': { folder: 'event-types', main: null },
  scenario: { folder: 'scenarios', main: null },
  receiver: { folder: 'receivers', main: null },
  'signature-scheme': { folder: 'signature-schemes', main: null },
} as const satisfies Record<Exclude<DocumentKind, 'settings'>, { folder: string; main: string | null }>;

export const settingsFile = 'hookbench.json';
export const settingsKey = 'workspace';

/** Folders of the workspace that Hookbench reads; everything else in it is none of its business. */
export const readFolders: readonly string[] = [...Object.values(layout).map(({ folder }) => folder), 'data'];

/** Backups and other things of this machine; keeps itself out of git. */
export const privateFolder = '.hookbench';

export interface DocumentPlace {
  kind: DocumentKind;
  key: string;
  /** The document's own JSON file, relative to the workspace. */
  main: string;
  /** The folder that belongs to the document alone; null when it is a single file. */
  folder: string | null;
}

export type DataShape = 'records' | 'pairs';

/** A file of recipient data. `pairs` nests two keys: object, then recipient. */
export interface DataPlace {
  environment: string;
  path: string;
  shape: DataShape;
  /** Collection of objects, or which of the other three it is. */
  content: { objects: string } | 'users' | 'tenants' | 'subscriptions';
}

/** What a path inside the workspace is: part of a document, recipient data, or nothing that has a place there. */
export type PathMeaning =
  | { is: 'document'; place: DocumentPlace }
  | { is: 'data'; place: DataPlace }
  | { is: 'stray'; reason: string; severity: 'error' | 'warning' };

/** The canonical place of a document. */
export function placeOfDocument(kind: DocumentKind, key: string): DocumentPlace {
  if (kind === 'settings') return { kind, key, main: settingsFile, folder: null };
  const { folder, main } = layout[kind];
  if (main === null) return { kind, key, main: `${folder}/${fileNameOfKey(key)}.json`, folder: null };
  return { kind, key, main: `${folder}/${key}/${main}`, folder: `${folder}/${key}` };
}

export function folderOfData(environment: string): string {
  return `data/${environment}`;
}

export function placeOfData(environment: string, content: DataPlace['content']): DataPlace {
  const folder = folderOfData(environment);
  if (typeof content === 'object') {
    const path = `${folder}/objects/${fileNameOfKey(content.objects)}.json`;
    return { environment, path, shape: 'records', content };
  }
  const shape = content === 'subscriptions' ? 'pairs' : 'records';
  return { environment, path: `${folder}/${content}.json`, shape, content };
}

/** Reads a path (relative, with "/") of a file below one of `readFolders`. */
export function meaningOfPath(path: string): PathMeaning {
  const [top = '', ...rest] = path.split('/');
  if (top === 'data') return meaningOfDataPath(path, rest);
  if (path === settingsFile) return { is: 'document', place: placeOfDocument('settings', settingsKey) };
  for (const [name, { folder, main }] of Object.entries(layout)) {
    if (folder !== top) continue;
    const kind = name as keyof typeof layout;
    const [first = '', ...below] = rest;
    if (main === null) return meaningOfSingleFile(kind, path, rest);
    if (below.length === 0) return stray(`it belongs into a folder of its own: ${top}/<key>/${main}`);
    const place = { kind, key: first, main: `${top}/${first}/${main}`, folder: `${top}/${first}` };
    return badKey(kind, first) ?? { is: 'document', place };
  }
  return stray('this folder holds nothing that Hookbench reads');
}

function meaningOfSingleFile(kind: DocumentKind, path: string, rest: string[]): PathMeaning {
  const [name = ''] = rest;
  if (rest.length > 1) return stray('this folder has no folders below it');
  if (!name.endsWith('.json')) return stray('only .json files are read here');
  const key = keyOfFileName(name.slice(0, -'.json'.length));
  return badKey(kind, key) ?? { is: 'document', place: { kind, key, main: path, folder: null } };
}

function badKey(kind: DocumentKind, key: string): PathMeaning | null {
  const checked = documentKinds[kind].key.safeParse(key);
  if (checked.success) return null;
  const reason = `"${key}" cannot be a key: ${checked.error.issues[0]?.message ?? 'rename it'}`;
  return { is: 'stray', reason, severity: 'error' };
}

function meaningOfDataPath(path: string, rest: string[]): PathMeaning {
  const [environment = '', section = '', name = ''] = rest;
  if (rest.length < 2) return stray('recipient data is kept per environment: data/<environment>/…');
  const bad = badKey('environment', environment);
  if (bad) return bad;
  if (section === 'objects' && rest.length === 3 && name.endsWith('.json')) {
    const content = { objects: keyOfFileName(name.slice(0, -'.json'.length)) };
    return { is: 'data', place: { environment, path, shape: 'records', content } };
  }
  for (const content of ['users', 'tenants', 'subscriptions'] as const) {
    if (rest.length === 2 && section === `${content}.json`) {
      return { is: 'data', place: placeOfData(environment, content) };
    }
  }
  return stray('data/<environment> holds objects/<collection>.json, users.json, tenants.json and subscriptions.json');
}

function stray(reason: string): PathMeaning {
  return { is: 'stray', reason, severity: 'warning' };
}
