import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { WorkspaceProblem } from '../../../core/model/index.ts';
import {
  type FileSystemPort,
  openWorkspace,
  realFiles,
  type Workspace,
  type WorkspaceChange,
  type WorkspaceOptions,
} from '../../../core/workspace/index.ts';

export const settings = {
  eventTypeField: 'eventType',
  eventTypesProperty: 'event_types',
  name: 'Fixture',
  payloadField: 'payload',
  projectCollection: 'projects',
  schemaVersion: 1,
  webhookCollection: 'project_webhooks',
};

export const environment = { name: 'Development', secrets: [], variables: { greeting: 'hello' } };

export const channel = {
  bodyEncoding: 'exact',
  bodyFormat: 'json',
  conditions: null,
  description: '',
  name: 'Hook',
  policy: { preset: 'knock' },
  request: { body: '{}', headers: [], method: 'post', query: [], url: '{{ recipient.url }}' },
  signing: null,
  type: 'http',
  unknownVariables: 'lenient',
} as const;

/** A real folder of its own, removed after the test. Values that are not text are written as JSON. */
export async function makeFolder(files: Record<string, unknown> = {}): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'hookbench-workspace-'));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) await put(path, name, content);
  return path;
}

export function makeWorkspaceFolder(files: Record<string, unknown> = {}): Promise<string> {
  return makeFolder({ 'hookbench.json': settings, 'environments/development.json': environment, ...files });
}

export async function put(root: string, name: string, content: unknown): Promise<void> {
  await mkdir(dirname(join(root, name)), { recursive: true });
  await writeFile(join(root, name), typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n`);
}

export function read(root: string, name: string): Promise<string> {
  return readFile(join(root, name), 'utf8');
}

/** Every file below a folder with its text. */
export async function snapshot(root: string): Promise<Record<string, string>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const texts = await Promise.all(
    files.sort().map(async (file) => [file.slice(root.length + 1), await readFile(file, 'utf8')]),
  );
  return Object.fromEntries(texts);
}

export interface Opened {
  workspace: Workspace;
  changes: WorkspaceChange[];
  problems: WorkspaceProblem[][];
  /** Resolves as soon as `find` gives something; looked at again after everything the workspace tells. */
  until<T>(find: () => T | undefined | false | null): Promise<T>;
}

export async function open(path: string, options: Partial<WorkspaceOptions> = {}): Promise<Opened> {
  const changes: WorkspaceChange[] = [];
  const problems: WorkspaceProblem[][] = [];
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of [...listeners]) listener();
  };
  const workspace = await openWorkspace({
    path,
    watch: false,
    onChange: (change) => {
      changes.push(change);
      tell();
    },
    onProblems: (list) => {
      problems.push(list);
      tell();
    },
    ...options,
  });
  onTestFinished(() => workspace.close());
  const until: Opened['until'] = (find) =>
    new Promise((resolve) => {
      const look = () => {
        const found = find();
        if (!found) return;
        listeners.delete(look);
        resolve(found);
      };
      listeners.add(look);
      look();
    });
  return { workspace, changes, problems, until };
}

/** The real disk with some operations replaced. */
export function filesWith(overrides: Partial<FileSystemPort>): FileSystemPort {
  return { ...realFiles, ...overrides };
}

export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: injected`), { code });
}
