import { basename } from 'node:path';
import { CommandError } from '../contract/errors.ts';
import type { DocumentKind, StoredDocument, WorkspaceProblem } from '../model/index.ts';
import { checkDocument, checkKey } from './check-document.ts';
import { defaultSettings } from './create-workspace.ts';
import { EnvironmentSet } from './data/environment-set.ts';
import { systemCode } from './disk-errors.ts';
import { settingsFile, settingsKey } from './document-layout.ts';
import { DocumentSet } from './document-set.ts';
import { type FolderScan, scanFolder, wholeFile } from './folder-scan.ts';
import { type FolderWatch, watchFolders } from './folder-watch.ts';
import { memberOf } from './json/json-tree.ts';
import { renameDocument } from './rename-document.ts';
import type { DiskPorts } from './staged-files.ts';
import type { EnvironmentData, Workspace, WorkspaceChange, WorkspaceInfo } from './workspace-types.ts';

export interface FolderHooks {
  onChange(change: WorkspaceChange): void;
  onProblems(problems: WorkspaceProblem[]): void;
  /** Why this workspace cannot be written, as long as it is open; null = look at its version. */
  readOnlyReason: string | null;
  /** Why a layout of this version cannot be written by this build; null = it can. */
  refuseVersion(version: number | null): string | null;
}

const retryMs = 2000;

/** A workspace that is open. `open-workspace.ts` makes it ready before it is handed out. */
export class WorkspaceFolder implements Workspace {
  readonly #ports: DiskPorts;
  readonly #hooks: FolderHooks;
  readonly #documents: DocumentSet;
  readonly #environments: EnvironmentSet;
  #watch: FolderWatch | null = null;
  #watchProblem: WorkspaceProblem | null = null;
  #scanProblem: WorkspaceProblem | null = null;
  #strays: WorkspaceProblem[] = [];
  #problems: WorkspaceProblem[] = [];
  #scanning: Promise<void> | null = null;
  #isScanWanted = false;
  #cancelRetry: (() => void) | null = null;
  #isOpen = false;

  constructor(ports: DiskPorts, hooks: FolderHooks) {
    this.#ports = ports;
    this.#hooks = hooks;
    this.#documents = new DocumentSet(ports);
    this.#environments = new EnvironmentSet(ports, {
      guard: () => this.#refuseReadOnly(),
      onWritten: (environment) => {
        this.#tell([{ subject: 'data', environment, origin: 'command' }]);
        this.#updateProblems();
      },
      onConflict: () => this.rescan(),
    });
  }

  /** Reads everything once, without telling anybody, and begins to watch. */
  async open(watch: boolean): Promise<void> {
    const { files, timers } = this.#ports;
    if (watch) {
      const onQuiet = () => void this.rescan();
      this.#watch = watchFolders(files, timers, onQuiet, (error) => this.#noteWatchFailure(error));
    }
    try {
      await this.#scanOnce();
    } catch (error) {
      this.#watch?.close();
      throw error;
    }
    this.#isOpen = true;
  }

  info(): WorkspaceInfo {
    return { name: this.settings().name, path: this.#ports.root, readOnlyReason: this.#readOnlyReason() };
  }

  settings() {
    return this.get('settings', settingsKey)?.value ?? defaultSettings(basename(this.#ports.root));
  }

  documents(): StoredDocument[] {
    return this.#documents.documents();
  }

  get<K extends DocumentKind>(kind: K, key: string): Extract<StoredDocument, { kind: K }> | null {
    // The set is keyed by kind, so the document found is of this kind.
    return (this.#documents.find(kind, key)?.document ?? null) as Extract<StoredDocument, { kind: K }> | null;
  }

  async put(kind: DocumentKind, key: string, value: unknown, baseRevision: number | null): Promise<StoredDocument> {
    this.#refuseReadOnly();
    checkKey(kind, key);
    const checked = checkDocument(kind, value);
    const current = this.get('settings', settingsKey)?.value.schemaVersion;
    if (kind === 'settings' && checked.schemaVersion !== current) {
      throw new CommandError('invalid-input', `"schemaVersion" must stay ${current}.`, {
        field: 'value.schemaVersion',
      });
    }
    const file = this.#documents.open(kind, key);
    const before = file.durableDocument;
    const document = await this.#takingInConflicts(() => file.put(checked, baseRevision));
    if (document.revision !== before?.revision) {
      this.#tell([{ subject: 'document', kind, key, document, origin: 'command' }]);
      this.#updateProblems();
    }
    return document;
  }

  async remove(kind: DocumentKind, key: string): Promise<void> {
    this.#refuseReadOnly();
    if (kind === 'settings') {
      throw new CommandError(
        'invalid-input',
        `"${settingsFile}" cannot be removed: it is what makes the folder a workspace.`,
      );
    }
    const file = this.#documents.find(kind, key);
    if (!file || (file.document === null && !file.isUnreadable)) {
      throw new CommandError('not-found', `There is no ${documentWord(kind)} "${key}" to remove.`);
    }
    await this.#takingInConflicts(() => file.remove());
    this.#tell([{ subject: 'document', kind, key, document: null, origin: 'command' }]);
    this.#updateProblems();
  }

  async rename(kind: DocumentKind, from: string, to: string): Promise<StoredDocument[]> {
    this.#refuseReadOnly();
    checkKey(kind, to);
    const parts = { documents: this.#documents, environments: this.#environments, ports: this.#ports };
    return renameDocument(this, parts, { kind, from, to });
  }

  problems(): WorkspaceProblem[] {
    return [...this.#problems];
  }

  data(environment: string): EnvironmentData {
    const hasFile = this.#documents.find('environment', environment)?.isGone === false;
    const data = this.#environments.data(environment, hasFile);
    if (data) return data;
    throw new CommandError('not-found', `There is no environment "${environment}" in this workspace.`);
  }

  async flush(): Promise<void> {
    await this.#documents.idle();
    await this.#environments.idle();
  }

  rescan(): Promise<void> {
    this.#isScanWanted = true;
    this.#scanning ??= this.#scanWhileWanted();
    return this.#scanning;
  }

  async close(): Promise<void> {
    this.#watch?.close();
    this.#watch = null;
    this.#cancelRetry?.();
    await this.flush();
    await this.#scanning;
    this.#isOpen = false;
  }

  async #scanWhileWanted(): Promise<void> {
    try {
      while (this.#isScanWanted) {
        this.#isScanWanted = false;
        await this.#scanOnce();
        this.#scanProblem = null;
        this.#updateProblems();
      }
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const message = `The workspace cannot be read: ${reason} What was read before stays open.`;
      this.#scanProblem = wholeFile('error', settingsFile, message);
      this.#updateProblems();
      // Of a folder that is gone, no watcher tells when it is there again.
      if (this.#watch !== null) {
        this.#cancelRetry?.();
        this.#cancelRetry = this.#ports.timers.after(retryMs, () => void this.rescan());
      }
    } finally {
      this.#scanning = null;
    }
  }

  async #scanOnce(): Promise<void> {
    const counts = this.#documents.writeCounts();
    const dataCounts = this.#environments.writeCounts();
    const scan = await this.#listFolder();
    const documents = await this.#documents.takeIn(scan, counts);
    const data = await this.#environments.takeIn(scan, dataCounts);
    this.#strays = scan.problems;
    this.#tell([...documents.changes, ...data.changes]);
    this.#updateProblems();
    for (const busy of [...documents.postponed, ...data.postponed]) void busy.idle().then(() => this.rescan());
  }

  async #listFolder(): Promise<FolderScan> {
    const scan = await scanFolder(this.#ports.root, this.#ports.files, (folder) => this.#watch?.add(folder));
    this.#watch?.keepOnly(scan.folders);
    return scan;
  }

  #tell(changes: WorkspaceChange[]): void {
    if (this.#isOpen) for (const change of changes) this.#hooks.onChange(change);
  }

  #updateProblems(): void {
    const found = [
      ...this.#strays,
      ...this.#documents.problems(),
      ...this.#environments.problems((key) => this.#documents.find('environment', key)?.isGone === false),
      ...[this.#watchProblem, this.#scanProblem].flatMap((problem) => problem ?? []),
    ];
    found.sort((a, b) => (a.file === b.file ? (a.line ?? 0) - (b.line ?? 0) : a.file < b.file ? -1 : 1));
    if (JSON.stringify(found) === JSON.stringify(this.#problems)) return;
    this.#problems = found;
    if (this.#isOpen) this.#hooks.onProblems(this.problems());
  }

  #readOnlyReason(): string | null {
    const file = this.#documents.find('settings', settingsKey);
    // Of a newer layout the version may be all that this build understands.
    const version = memberOf(file?.source?.root, 'schemaVersion')?.node;
    const isNumber = version?.kind === 'scalar' && typeof version.value === 'number';
    return this.#hooks.readOnlyReason ?? this.#hooks.refuseVersion(isNumber ? Number(version.value) : null);
  }

  #refuseReadOnly(): void {
    const reason = this.#readOnlyReason();
    if (reason !== null) throw new CommandError('read-only', reason);
  }

  /** A refused write means that the disk is not what memory thinks: look before the caller looks. */
  async #takingInConflicts<T>(act: () => Promise<T>): Promise<T> {
    try {
      return await act();
    } catch (error) {
      if (error instanceof CommandError && error.code === 'conflict') await this.rescan();
      throw error;
    }
  }

  #noteWatchFailure(error: unknown): void {
    // Anything else is a folder that went away, which the next look at its parent shows.
    if (!['ENOSPC', 'EMFILE'].includes(systemCode(error))) return;
    const message = `This system cannot watch more folders, so edits made by other programs may go unnoticed. Raise its limit of file watches, then open the workspace again.`;
    this.#watchProblem = wholeFile('warning', settingsFile, message);
    this.#updateProblems();
  }
}

function documentWord(kind: DocumentKind): string {
  return kind.replace('-', ' ');
}
