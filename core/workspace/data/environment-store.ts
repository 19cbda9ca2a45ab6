import { type Adapter, Low } from 'lowdb';
import { CommandError } from '../../contract/errors.ts';
import { type ObjectReference, tenantCollection, type WorkspaceProblem } from '../../model/index.ts';
import { type DataPlace, folderOfData, placeOfData } from '../document-layout.ts';
import type { FoundData } from '../folder-scan.ts';
import { type DiskPorts, replaceFiles } from '../staged-files.ts';
import { WriteQueue } from '../write-queue.ts';
import { DataFile } from './data-file.ts';

/** Data files of one environment by path; paths without a file yet are there too once somebody asked for them. */
type Tables = Map<string, DataFile>;

export interface StoreHooks {
  onWritten(): void;
  /** Called before a refused change is told to its caller. */
  onRefused(error: unknown): Promise<void>;
}

/** Keeps one environment's data files in memory (a lowdb `Low`) and writes those that changed, together. */
export class EnvironmentStore {
  environment: string;
  readonly #ports: DiskPorts;
  readonly #low: Low<Tables>;
  readonly #queue: WriteQueue<Tables>;
  readonly #hooks: StoreHooks;
  #found: FoundData[] = [];
  #hasLoadedChanges = false;
  #loading: Promise<unknown> | null = null;
  #moving: Promise<unknown> | null = null;
  /** Grows with every write: a listing of the folder from before it says nothing about these files. */
  writeCount = 0;

  constructor(environment: string, ports: DiskPorts, hooks: StoreHooks) {
    this.environment = environment;
    this.#ports = ports;
    this.#hooks = hooks;
    this.#queue = new WriteQueue((tables) => this.#write(tables));
    const adapter: Adapter<Tables> = { read: () => this.#load(), write: (tables) => this.#queue.put(tables) };
    this.#low = new Low<Tables>(adapter, new Map());
  }

  get isBusy(): boolean {
    return this.#queue.isBusy || this.#moving !== null;
  }

  get problems(): WorkspaceProblem[] {
    return [...this.#low.data.values()].flatMap((file) => [...file.problems, ...file.warnings]);
  }

  get isEmpty(): boolean {
    return [...this.#low.data.values()].every((file) => file.entries.size === 0 && file.problems.length === 0);
  }

  async idle(): Promise<void> {
    await this.#moving;
    await this.#queue.idle();
  }

  file(content: DataPlace['content']): DataFile {
    const wanted = typeof content === 'object' ? content.objects : content;
    for (const file of this.#low.data.values()) {
      const own = file.place.content;
      if (typeof own === typeof content && (typeof own === 'object' ? own.objects : own) === wanted) return file;
    }
    const file = new DataFile(placeOfData(this.environment, content));
    this.#low.data.set(file.place.path, file);
    return file;
  }

  objects(reference: Pick<ObjectReference, 'collection'>): DataFile {
    return this.file(reference.collection === tenantCollection ? 'tenants' : { objects: reference.collection });
  }

  collections(): { collection: string; count: number }[] {
    return [...this.#low.data.values()]
      .flatMap(({ place, entries }) =>
        typeof place.content === 'object' && entries.size > 0
          ? [{ collection: place.content.objects, count: entries.size }]
          : [],
      )
      .sort((a, b) => (a.collection < b.collection ? -1 : 1));
  }

  /** Takes in the listed files; must not be called while a write runs, and writes wait for it. Says whether a record changed. */
  async takeIn(found: FoundData[]): Promise<boolean> {
    this.#found = found;
    this.#hasLoadedChanges = false;
    this.#loading = this.#low.read();
    try {
      await this.#loading;
    } finally {
      this.#loading = null;
    }
    return this.#hasLoadedChanges;
  }

  /**
   * Makes changes in memory and resolves once they are durable. `change` edits `DataFile`s; when one of them cannot
   * be written, all of it is taken back.
   */
  async change(change: () => void): Promise<void> {
    while (this.#loading ?? this.#moving) await (this.#loading ?? this.#moving);
    change();
    const dirty = [...this.#low.data.values()].filter((file) => file.isDirty);
    if (dirty.length === 0 && !this.#queue.isBusy) return;
    try {
      await this.#low.write();
    } catch (error) {
      await this.#hooks.onRefused(error);
      throw error;
    }
  }

  /** Takes another key once `moveFiles` has moved them; changes wait for it. Rejects as it does, under the key as before. */
  async move(environment: string, moveFiles: () => Promise<void>): Promise<void> {
    while (this.#loading ?? this.#moving) await (this.#loading ?? this.#moving);
    const move = this.#move(environment, moveFiles);
    // Those who wait for it have nothing to do with its failure.
    this.#moving = move.catch(() => {});
    try {
      await move;
    } finally {
      this.#moving = null;
    }
  }

  async #move(environment: string, moveFiles: () => Promise<void>): Promise<void> {
    await this.#queue.idle();
    this.writeCount++;
    try {
      await moveFiles();
      const tables = this.#low.data;
      const files = [...tables.values()];
      const [before, after] = [folderOfData(this.environment), folderOfData(environment)];
      tables.clear();
      for (const file of files) {
        file.moveTo({ ...file.place, environment, path: `${after}${file.place.path.slice(before.length)}` });
        tables.set(file.place.path, file);
      }
      this.environment = environment;
    } finally {
      this.writeCount++;
    }
  }

  async #load(): Promise<Tables> {
    const tables = this.#low.data;
    const byPath = new Map(this.#found.map((found) => [found.place.path, found]));
    for (const path of byPath.keys()) {
      const place = byPath.get(path)?.place;
      if (place && !tables.has(path)) tables.set(path, new DataFile(place));
    }
    for (const [path, file] of tables) {
      const stamp = byPath.get(path)?.stamp ?? null;
      if (file.isUpToDate(stamp)) continue;
      if (await file.load(this.#ports, stamp)) this.#hasLoadedChanges = true;
    }
    return tables;
  }

  async #write(tables: Tables): Promise<void> {
    const dirty = [...tables.values()].filter((file) => file.isDirty);
    if (dirty.length === 0) return;
    this.writeCount++;
    try {
      const outcomes = await Promise.allSettled(dirty.map((file) => file.beginWrite(this.#ports)));
      for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
      const contents = new Map<string, Uint8Array>();
      const removals: string[] = [];
      for (const file of dirty) {
        const bytes = file.content();
        if (bytes) contents.set(file.place.path, bytes);
        else removals.push(file.place.path);
      }
      const stamps = await replaceFiles(this.#ports, contents, removals);
      for (const file of dirty) file.endWrite(stamps.get(file.place.path) ?? null);
    } catch (error) {
      for (const file of dirty) file.rollBack();
      throw error instanceof CommandError ? error : new CommandError('internal', String(error), { cause: error });
    } finally {
      this.writeCount++;
    }
    this.#hooks.onWritten();
  }
}
