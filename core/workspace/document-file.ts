import { dirname, join, posix } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type Adapter, Low } from 'lowdb';
import { CommandError } from '../contract/errors.ts';
import type { JsonObject, StoredDocument, WorkspaceProblem } from '../model/index.ts';
import type { Attachment } from './attachments.ts';
import { keepBackup } from './backups.ts';
import type { DocumentPlace } from './document-layout.ts';
import type { FileStamp } from './file-system-port.ts';
import type { FoundDocument } from './folder-scan.ts';
import {
  type DiskDocument,
  freezeDeep,
  isHeavyText,
  noDiskDocument,
  readDocument,
  SourceText,
} from './read-document.ts';
import { findSecretLiterals } from './secret-literals.ts';
import { type DiskPorts, replaceFiles } from './staged-files.ts';
import { layOutDocument } from './write-document.ts';
import { WriteQueue } from './write-queue.ts';

interface Held {
  /** Null = there is no such document. */
  value: JsonObject | null;
  revision: number;
}

/**
 * One document: lowdb's `Low` holds it in memory, and this class is the adapter between it and the files.
 * Memory is ahead of the disk only while a write is under way, and goes back when the write fails.
 */
export class DocumentFile {
  place: DocumentPlace;
  readonly #ports: DiskPorts;
  readonly #low: Low<Held>;
  readonly #queue: WriteQueue<Held>;
  #disk: DiskDocument = noDiskDocument();
  /** Looked for once per reading, not at every change of another document. */
  #literals: { disk: DiskDocument | null; found: WorkspaceProblem[] } = { disk: null, found: [] };
  #durable: Held = { value: null, revision: 0 };
  #lastRevision = 0;
  #mayOverwrite = false;
  /** Which texts are in files of their own when it is written first; undefined = the usual ones of its kind. */
  #firstAttachments: readonly Attachment[] | undefined;
  #loading: Promise<unknown> | null = null;
  /** Grows with every write: a listing of the folder from before it says nothing about this document. */
  writeCount = 0;

  constructor(place: DocumentPlace, ports: DiskPorts) {
    this.place = place;
    this.#ports = ports;
    this.#queue = new WriteQueue((held) => this.#write(held));
    const adapter: Adapter<Held> = {
      read: () => Promise.resolve(this.#heldByDisk()),
      write: (held) => this.#queue.put(held),
    };
    this.#low = new Low(adapter, this.#durable);
  }

  /** The document as it is in memory; null when there is none. */
  get document(): StoredDocument | null {
    return this.#stored(this.#low.data);
  }

  /** The document as the disk is known to hold it. */
  get durableDocument(): StoredDocument | null {
    return this.#stored(this.#durable);
  }

  get problems(): WorkspaceProblem[] {
    if (this.#literals.disk !== this.#disk) {
      const found = [...this.#disk.texts].flatMap(([file, text]) => findSecretLiterals(text, file));
      this.#literals = { disk: this.#disk, found };
    }
    return [...this.#disk.problems, ...this.#literals.found];
  }

  get source(): DiskDocument['source'] {
    return this.#disk.source;
  }

  /** The main file, and the files of its texts. */
  get ownPaths(): string[] {
    return [this.place.main, ...this.#disk.attachments.map((attachment) => attachment.file)];
  }

  get isBusy(): boolean {
    return this.#queue.isBusy;
  }

  /** Whether there are files that could not be taken in. */
  get isUnreadable(): boolean {
    return this.#disk.value === null && this.#disk.stamps.has(this.place.main);
  }

  get isGone(): boolean {
    return this.#low.data.value === null && this.#disk.stamps.size === 0;
  }

  idle(): Promise<void> {
    return this.#queue.idle();
  }

  /** Whether the listed files are the ones this document was read from. */
  isUpToDate(found: FoundDocument | undefined): boolean {
    const stamps = found?.files ?? new Map<string, FileStamp>();
    if (stamps.size !== this.#disk.stamps.size) return false;
    return [...stamps].every(([path, stamp]) => isDeepStrictEqual(stamp, this.#disk.stamps.get(path)));
  }

  /**
   * Takes in what is on disk; `found` undefined = the files are gone. Says whether the value changed.
   * Must not be called while a write runs; writes that come meanwhile wait for it.
   */
  async load(found: FoundDocument | undefined): Promise<boolean> {
    const loading = this.#load(found);
    this.#loading = loading;
    try {
      return await loading;
    } finally {
      this.#loading = null;
    }
  }

  async #load(found: FoundDocument | undefined): Promise<boolean> {
    if (found) this.place = found.place;
    this.#disk = found ? await readDocument(this.#ports, found, this.#disk) : noDiskDocument();
    const before = this.#durable;
    await this.#low.read();
    this.#durable = this.#low.data;
    return this.#durable !== before;
  }

  /**
   * Writes a checked value; resolves once durable. Equal values write nothing. Rejects with CommandError.
   * `baseRevision` as for `Workspace.put`.
   */
  async put(value: JsonObject, baseRevision: number | null): Promise<StoredDocument> {
    while (this.#loading) await this.#loading;
    this.#refuseConflicts(baseRevision);
    const current = this.#low.data;
    if (current.value !== null && isDeepStrictEqual(current.value, value) && !this.isUnreadable) {
      // It may still be on its way to the disk.
      if (this.#durable !== current) await this.#low.write();
    } else {
      this.#mayOverwrite ||= baseRevision === null && current.value !== null;
      this.#low.data = { value: freezeDeep(value), revision: ++this.#lastRevision };
      await this.#low.write();
    }
    const stored = this.durableDocument;
    if (!stored) throw new CommandError('conflict', `"${this.place.main}" was removed while it was being saved.`);
    return stored;
  }

  /** Has its texts in files as the other has, when it is written first. */
  layOutLike(other: DocumentFile): void {
    const { folder } = this.place;
    this.#firstAttachments = other.#disk.attachments.map((attachment) => ({
      ...attachment,
      file: posix.normalize(posix.join(folder ?? '', attachment.reference)),
    }));
  }

  async remove(): Promise<void> {
    while (this.#loading) await this.#loading;
    if (this.isUnreadable)
      throw this.#conflict('cannot be read at the moment, so it is not removed; correct or delete the file');
    this.#low.data = { value: null, revision: ++this.#lastRevision };
    await this.#low.write();
  }

  #stored(held: Held): StoredDocument | null {
    if (held.value === null) return null;
    const { kind, key } = this.place;
    // The value was checked by the kind's schema when it was read or put.
    return { kind, key, revision: held.revision, value: held.value } as unknown as StoredDocument;
  }

  /** What the files say now; null (= keep what is in memory) when they cannot be taken in or say the same. */
  #heldByDisk(): Held | null {
    const { value, source } = this.#disk;
    const held = this.#low.data.value;
    if (this.isUnreadable || value === held) return null;
    // To compare a heavy value would hold up everything else; its text is another one.
    const isHeavy = this.#ports.readHeavy !== undefined && isHeavyText(source?.text ?? '');
    if (!isHeavy && isDeepStrictEqual(value, held)) return null;
    return { value, revision: ++this.#lastRevision };
  }

  #refuseConflicts(baseRevision: number | null): void {
    const { value, revision } = this.#low.data;
    if (this.isUnreadable && !(baseRevision === null && value !== null)) {
      throw this.#conflict(
        'cannot be read at the moment, and saving would overwrite it; correct or remove the file first',
      );
    }
    if (baseRevision === null || baseRevision === revision) return;
    if (value === null) throw this.#conflict('was removed meanwhile; save it as a new document to bring it back');
    throw this.#conflict(
      'was changed meanwhile, on disk or in another window; look at the newer version and save again',
    );
  }

  #conflict(what: string): CommandError {
    return new CommandError('conflict', `"${this.place.main}" ${what}. Nothing was overwritten.`);
  }

  async #write(held: Held): Promise<void> {
    const mayOverwrite = this.#mayOverwrite;
    this.#mayOverwrite = false;
    this.writeCount++;
    try {
      if (held.value === null) await this.#writeRemoval(mayOverwrite);
      else await this.#writeValue(held.value, mayOverwrite);
      this.#durable = held;
    } catch (error) {
      if (!this.#queue.hasNext) this.#low.data = this.#durable;
      throw error;
    } finally {
      this.writeCount++;
    }
  }

  async #writeValue(value: JsonObject, mayOverwrite: boolean): Promise<void> {
    const { texts, attachments, removals } = layOutDocument(this.place, value, this.#disk, this.#firstAttachments);
    await this.#protectOutsideEdits([...texts.keys(), ...removals], mayOverwrite);
    const changed = [...texts].filter(([path, text]) => this.#disk.texts.get(path) !== text);
    const bytes = new Map(changed.map(([path, text]) => [path, new TextEncoder().encode(text)]));
    const written = await replaceFiles(this.#ports, bytes, removals);
    const stamps = new Map([...this.#disk.stamps, ...written]);
    for (const path of removals) stamps.delete(path);
    const text = texts.get(this.place.main) ?? '';
    // Warnings of the file (digits that do not fit) went with the text they were about; the rest is still true.
    const problems = this.#disk.problems.filter(
      (problem) => problem.file !== this.place.main && stamps.has(problem.file),
    );
    this.#disk = { value, source: new SourceText(text), attachments, texts, stamps, problems };
  }

  async #writeRemoval(mayOverwrite: boolean): Promise<void> {
    const paths = this.ownPaths;
    await this.#protectOutsideEdits(paths, mayOverwrite);
    await replaceFiles(this.#ports, new Map(), paths);
    const folders = new Set(this.place.folder === null ? [] : paths.map((path) => dirname(path)));
    for (const folder of [...folders].sort((a, b) => b.length - a.length)) {
      await this.#ports.files.removeEmptyFolder(join(this.#ports.root, folder)).catch(() => {});
    }
    this.#disk = noDiskDocument();
  }

  /** Refuses to touch files that are not what this document was read from, or copies them away when that is wanted. */
  async #protectOutsideEdits(paths: readonly string[], mayOverwrite: boolean): Promise<void> {
    const { root, files } = this.#ports;
    const foreign: string[] = [];
    for (const path of new Set(paths)) {
      const stamp = await files.stamp(join(root, path));
      const known = this.#disk.stamps.get(path) ?? null;
      if (stamp === null && known !== null && !mayOverwrite) throw this.#conflict('was removed on disk meanwhile');
      if (stamp === null || (isDeepStrictEqual(stamp, known) && this.#disk.texts.has(path) && !this.isUnreadable))
        continue;
      if (this.isUnreadable || !(await this.#holdsKnownText(path))) foreign.push(path);
    }
    if (foreign.length === 0) return;
    if (!mayOverwrite) throw this.#conflict('was changed on disk meanwhile; look at the newer version and save again');
    await keepBackup(this.#ports, foreign, 'overwritten');
    // What was read is not what is there: every file has to be written.
    for (const path of foreign) this.#disk.texts.delete(path);
  }

  /** Whether a file that was touched still says what it said. */
  async #holdsKnownText(path: string): Promise<boolean> {
    const known = this.#disk.texts.get(path);
    if (known === undefined) return false;
    const bytes = await this.#ports.files.readFile(join(this.#ports.root, path));
    return Buffer.compare(bytes, Buffer.from(known)) === 0;
  }
}
