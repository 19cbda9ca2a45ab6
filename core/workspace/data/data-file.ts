import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { CommandError } from '../../contract/errors.ts';
import { readExactJson, type WorkspaceProblem } from '../../model/index.ts';
import type { DataPlace } from '../document-layout.ts';
import type { FileStamp } from '../file-system-port.ts';
import { jsonText } from '../json/json-text.ts';
import { readText } from '../read-document.ts';
import { findSecretLiterals } from '../secret-literals.ts';
import type { DiskPorts } from '../staged-files.ts';
import { entriesText, readEntries } from './data-text.ts';
import { EntryTable } from './entry-table.ts';

type Undo = Map<string, string | undefined>;

interface FreshEntries {
  entries: EntryTable | null;
  problems: WorkspaceProblem[];
  warnings: WorkspaceProblem[];
}

/** One file of recipient data, with what has changed in memory since it was last durable. */
export class DataFile {
  place: DataPlace;
  entries = new EntryTable();
  /** Why the file cannot be taken in; empty = it is. */
  problems: WorkspaceProblem[] = [];
  /** What is in it and should not be. */
  warnings: WorkspaceProblem[] = [];
  #stamp: FileStamp | null = null;
  /** What each entry changed since the last write began held before. */
  #undo: Undo = new Map();
  /** The same for the write under way. */
  #writing: Undo = new Map();
  /** Changes that came during a write and went out with it all the same. */
  #included: Undo = new Map();
  #writtenWarnings: WorkspaceProblem[] = [];
  /** Tells the writers who waited behind a conflict, and lost their changes by it too. */
  #conflict: CommandError | null = null;

  constructor(place: DataPlace) {
    this.place = place;
  }

  /** Null = there is no such file. */
  get modifiedMs(): number | null {
    return this.#stamp?.modifiedMs ?? null;
  }

  get isDirty(): boolean {
    return this.#undo.size > 0 || this.#writing.size > 0 || this.#conflict !== null;
  }

  /** Changes an entry in memory; undefined removes it. */
  change(key: string, text: string | undefined): void {
    const before = this.entries.get(key);
    if (before === text) return;
    if (!this.#undo.has(key)) this.#undo.set(key, before);
    this.#set(key, text);
  }

  /** The same file at another place. */
  moveTo(place: DataPlace): void {
    this.place = place;
    if (this.problems.length === 0 && this.warnings.length === 0) return;
    // They name the place: the next look at the folder makes them anew.
    this.#stamp = null;
    this.problems = this.problems.map((problem) => ({ ...problem, file: place.path }));
    this.warnings = this.warnings.map((problem) => ({ ...problem, file: place.path }));
  }

  isUpToDate(stamp: FileStamp | null): boolean {
    return isDeepStrictEqual(stamp, this.#stamp);
  }

  /** Takes in what is on disk. Only for files without changes of their own. Says whether the entries changed. */
  async load(ports: DiskPorts, stamp: FileStamp | null): Promise<boolean> {
    const fresh = await this.#read(ports, stamp);
    this.#stamp = stamp;
    this.problems = fresh.problems;
    this.warnings = fresh.warnings;
    if (fresh.entries === null || fresh.entries.isEqualTo(this.entries)) return false;
    this.entries = fresh.entries;
    return true;
  }

  /** Begins a write: everything changed so far belongs to it. Throws CommandError when the file may not be replaced. */
  async beginWrite(ports: DiskPorts): Promise<void> {
    const pending = this.#conflict;
    this.#conflict = null;
    if (pending) throw pending;
    this.#writing = this.#undo;
    this.#undo = new Map();
    const stamp = await ports.files.stamp(join(ports.root, this.place.path));
    if (!this.isUpToDate(stamp)) await this.#mergeOutsideEdits(ports, stamp);
    if (this.problems.length > 0) {
      throw new CommandError(
        'conflict',
        `"${this.place.path}" cannot be read at the moment, and saving would overwrite it; correct or remove the file first. Nothing was overwritten.`,
      );
    }
  }

  /** The bytes to write; null = the file goes away with its last entry. */
  content(): Uint8Array | null {
    this.#writtenWarnings = [];
    this.#included = new Map([...this.#undo.keys()].map((key) => [key, this.entries.get(key)]));
    if (this.entries.size === 0) return null;
    const text = entriesText(this.entries, this.place.shape);
    this.#writtenWarnings = findSecretLiterals(text, this.place.path);
    return new TextEncoder().encode(text);
  }

  endWrite(stamp: FileStamp | null): void {
    this.warnings = this.#writtenWarnings;
    this.#stamp = stamp;
    this.#writing = new Map();
    for (const [key, text] of this.#included) {
      if (this.entries.get(key) === text) this.#undo.delete(key);
      else this.#undo.set(key, text);
    }
  }

  /** Takes the failed write's changes back; changes that came after it stay, on top of what was there before. */
  rollBack(): void {
    for (const [key, before] of this.#writing) {
      if (this.#undo.has(key)) this.#undo.set(key, before);
      else this.#set(key, before);
    }
    this.#writing = new Map();
  }

  #set(key: string, text: string | undefined): void {
    if (text === undefined) this.entries.delete(key);
    else this.entries.set(key, text);
  }

  async #read({ root, files }: DiskPorts, stamp: FileStamp | null): Promise<FreshEntries> {
    if (stamp === null) return { entries: new EntryTable(), problems: [], warnings: [] };
    const problems: WorkspaceProblem[] = [];
    const text = await readText(root, files, this.place.path, problems);
    if (text === null) return { entries: null, problems, warnings: [] };
    const warnings = findSecretLiterals(text, this.place.path);
    return { ...readEntries(text, this.place.path, this.place.shape), warnings };
  }

  /** Somebody else wrote the file: our changes go on top of theirs, unless both changed the same entry. */
  async #mergeOutsideEdits(ports: DiskPorts, stamp: FileStamp | null): Promise<void> {
    const fresh = await this.#read(ports, stamp);
    this.#stamp = stamp;
    this.problems = fresh.problems;
    if (fresh.entries === null) return;
    const bases = new Map([...this.#undo, ...this.#writing]);
    const clash = [...bases].find(([key, before]) => !isSameRecord(before, fresh.entries?.get(key)));
    if (clash) {
      const error = new CommandError(
        'conflict',
        `"${clash[0].replaceAll('\u0000', ' / ')}" in "${this.place.path}" was changed on disk meanwhile; look at the newer version and save again. Nothing was overwritten.`,
      );
      if (this.#undo.size > 0) this.#conflict = error;
      this.entries = fresh.entries;
      this.#undo = new Map();
      this.#writing = new Map();
      throw error;
    }
    const ours = new Map([...bases.keys()].map((key) => [key, this.entries.get(key)]));
    this.entries = fresh.entries;
    for (const [key, text] of ours) {
      (this.#undo.has(key) ? this.#undo : this.#writing).set(key, fresh.entries.get(key));
      this.#set(key, text);
    }
  }
}

function isSameRecord(first: string | undefined, second: string | undefined): boolean {
  if (first === undefined || second === undefined || first === second) return first === second;
  const sorted = (text: string) => jsonText(readExactJson(text), { order: 'sorted' });
  return sorted(first) === sorted(second);
}
