import { dirname, join } from 'node:path';
import { CommandError } from '../../contract/errors.ts';
import type { WorkspaceProblem } from '../../model/index.ts';
import { folderOfData } from '../document-layout.ts';
import { type FolderScan, wholeFile } from '../folder-scan.ts';
import type { DiskPorts } from '../staged-files.ts';
import type { EnvironmentData, WorkspaceChange } from '../workspace-types.ts';
import { createEnvironmentData } from './environment-data.ts';
import { EnvironmentStore } from './environment-store.ts';

export interface EnvironmentHooks {
  /** Throws CommandError when nothing may be written. */
  guard(): void;
  onWritten(environment: string): void;
  /** A write was refused because the disk holds something newer. */
  onConflict(): Promise<void>;
}

/** The recipient data of all environments of a workspace. */
export class EnvironmentSet {
  readonly #ports: DiskPorts;
  readonly #hooks: EnvironmentHooks;
  readonly #stores = new Map<string, { store: EnvironmentStore; data: EnvironmentData }>();

  constructor(ports: DiskPorts, hooks: EnvironmentHooks) {
    this.#ports = ports;
    this.#hooks = hooks;
  }

  /** Null when there is no data and none may be begun. */
  data(environment: string, mayBegin: boolean): EnvironmentData | null {
    if (!mayBegin && !this.#stores.has(environment)) return null;
    return this.#open(environment).data;
  }

  writeCounts(): Map<EnvironmentStore, number> {
    return new Map([...this.#stores.values()].map(({ store }) => [store, store.writeCount]));
  }

  /** As `DocumentSet.takeIn`. */
  async takeIn(
    scan: FolderScan,
    counts: ReadonlyMap<EnvironmentStore, number>,
  ): Promise<{ changes: WorkspaceChange[]; postponed: EnvironmentStore[] }> {
    const changes: WorkspaceChange[] = [];
    const postponed: EnvironmentStore[] = [];
    const known = new Set(this.#stores.keys());
    for (const { place } of scan.data) this.#open(place.environment);
    for (const [environment, { store }] of this.#stores) {
      // One locked folder is enough: half of the data would look like a removal of the other half.
      if (scan.unlistable.some((folder) => `data/${environment}/objects/`.startsWith(`${folder}/`))) continue;
      if (store.isBusy || (known.has(environment) && counts.get(store) !== store.writeCount)) postponed.push(store);
      else if (await store.takeIn(scan.data.filter(({ place }) => place.environment === environment))) {
        changes.push({ subject: 'data', environment, origin: 'disk' });
      }
    }
    return { changes, postponed };
  }

  problems(hasEnvironment: (key: string) => boolean): WorkspaceProblem[] {
    return [...this.#stores].flatMap(([environment, { store }]) => {
      if (hasEnvironment(environment) || store.isEmpty) return store.problems;
      const message = `There is data for an environment "${environment}" but no environments/${environment}.json. Add that file, or remove the data.`;
      return [...store.problems, wholeFile('warning', `data/${environment}`, message)];
    });
  }

  async idle(): Promise<void> {
    for (const { store } of this.#stores.values()) await store.idle();
  }

  /**
   * Gives the data another key. What is written meanwhile waits and goes to the new one; `removeOld` is called when the
   * files are there. Rejects as it does, and as `refuseTaken`; then all is as it was.
   */
  async move(from: string, to: string, removeOld: () => Promise<void>): Promise<void> {
    const open = this.#open(from);
    await open.store.move(to, async () => {
      const hasMoved = await this.#moveFolder(from, to);
      try {
        await removeOld();
      } catch (error) {
        if (hasMoved) await this.#moveFolder(to, from);
        throw error;
      }
    });
    this.#stores.delete(from);
    this.#stores.set(to, open);
    this.#hooks.onWritten(to);
  }

  /** Rejects with `conflict` when there is data under the key: environments are not mixed. Empty folders go. */
  async refuseTaken(key: string): Promise<void> {
    const { root, files } = this.#ports;
    const folder = folderOfData(key);
    for (const empty of [join(root, folder, 'objects'), join(root, folder)]) await files.removeEmptyFolder(empty);
    if ((await files.listFolder(join(root, folder))) === null) return;
    const message = `There is data of an environment "${key}" in ${folder} already. Move that folder away, or choose another key.`;
    throw new CommandError('conflict', message, { field: 'to' });
  }

  /** False when there is nothing to move. */
  async #moveFolder(from: string, to: string): Promise<boolean> {
    await this.refuseTaken(to);
    const { root, files } = this.#ports;
    const [source, target] = [join(root, folderOfData(from)), join(root, folderOfData(to))];
    if ((await files.listFolder(source)) === null) return false;
    await files.rename(source, target);
    await files.syncFolder(dirname(target));
    return true;
  }

  #open(environment: string): { store: EnvironmentStore; data: EnvironmentData } {
    const open = this.#stores.get(environment);
    if (open) return open;
    const store: EnvironmentStore = new EnvironmentStore(environment, this.#ports, {
      // Its key may have become another one.
      onWritten: () => this.#hooks.onWritten(store.environment),
      onRefused: async (error) => {
        if (error instanceof CommandError && error.code === 'conflict') await this.#hooks.onConflict();
      },
    });
    const made = { store, data: createEnvironmentData(store, () => this.#hooks.guard()) };
    this.#stores.set(environment, made);
    return made;
  }
}
