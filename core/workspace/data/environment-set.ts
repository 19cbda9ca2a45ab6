import { CommandError } from '../../contract/errors.ts';
import type { WorkspaceProblem } from '../../model/index.ts';
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

  #open(environment: string): { store: EnvironmentStore; data: EnvironmentData } {
    const open = this.#stores.get(environment);
    if (open) return open;
    const store = new EnvironmentStore(environment, this.#ports, {
      onWritten: () => this.#hooks.onWritten(environment),
      onRefused: async (error) => {
        if (error instanceof CommandError && error.code === 'conflict') await this.#hooks.onConflict();
      },
    });
    const made = { store, data: createEnvironmentData(store, () => this.#hooks.guard()) };
    this.#stores.set(environment, made);
    return made;
  }
}
