import { hash } from 'node:crypto';
import type { LogDatabase } from './log-database.ts';
import { RefusedWrite } from './log-failure.ts';

const cachedBodies = 5000;

/** Byte strings, each stored once under its SHA-256, with the number of attempts that use it. */
export interface BodyTable {
  /** Stores or finds the bytes and counts one more use. Empty bytes need no row: null. */
  keep(bytes: Uint8Array): number | null;
  /** As `keep` for bytes with a declared hash; `bytes` is asked for only when the body is not there yet. */
  keepHashed(sha256: string, sizeBytes: number, bytes: () => Uint8Array | null): number | null;
  read(id: number | null): Buffer;
  sha256Of(id: number | null): string;
  /** Counts off uses and removes bodies that nothing uses any more; gives how many went. */
  release(uses: ReadonlyMap<number, number>): number;
  /** Writes the uses that `keep` has counted; once before each commit. */
  flushUses(): void;
  /** Forgets what it believes of the table: after a rollback. */
  forget(): void;
}

export function createBodyTable(database: LogDatabase): BodyTable {
  const find = database.query<[number]>('SELECT id FROM bodies WHERE sha256 = ?');
  const insert = database.change('INSERT INTO bodies (sha256, uses, bytes) VALUES (?, 1, ?) ON CONFLICT DO NOTHING');
  const addUses = database.change('UPDATE bodies SET uses = uses + ? WHERE id = ?');
  const removeUnused = database.change('DELETE FROM bodies WHERE id = ? AND uses <= 0');
  const read = database.query<[Buffer, Buffer]>('SELECT bytes, sha256 FROM bodies WHERE id = ?');
  const idOfHash = new Map<string, number>();
  const pendingUses = new Map<number, number>();

  function remember(sha256: string, id: number): void {
    if (idOfHash.size >= cachedBodies) idOfHash.clear();
    idOfHash.set(sha256, id);
  }

  function countUse(id: number): void {
    pendingUses.set(id, (pendingUses.get(id) ?? 0) + 1);
  }

  function store(sha256: string, bytes: Uint8Array): number {
    const result = insert([Buffer.from(sha256, 'hex'), bytes]);
    if (result.changes > 0) {
      remember(sha256, result.insertedRow);
      return result.insertedRow;
    }
    const id = find.first([Buffer.from(sha256, 'hex')])?.[0];
    if (id === undefined) throw new Error(`body ${sha256} was neither stored nor found`);
    remember(sha256, id);
    countUse(id);
    return id;
  }

  return {
    keep(bytes) {
      if (bytes.length === 0) return null;
      const sha256 = hashOf(bytes);
      const cached = idOfHash.get(sha256);
      if (cached === undefined) return store(sha256, bytes);
      countUse(cached);
      return cached;
    },
    keepHashed(sha256, sizeBytes, bytesOf) {
      if (sizeBytes === 0) return null;
      const known = idOfHash.get(sha256) ?? find.first([Buffer.from(sha256, 'hex')])?.[0];
      if (known !== undefined) {
        remember(sha256, known);
        countUse(known);
        return known;
      }
      const bytes = bytesOf();
      if (bytes === null) throw new Error(`body ${sha256} did not come with its batch`);
      if (hashOf(bytes) !== sha256) {
        throw new RefusedWrite('invalid-input', `The request body's SHA-256 is ${hashOf(bytes)}, not "${sha256}".`);
      }
      return store(sha256, bytes);
    },
    read: (id) => (id === null ? Buffer.alloc(0) : (read.first([id])?.[0] ?? Buffer.alloc(0))),
    sha256Of: (id) => (id === null ? hashOf(Buffer.alloc(0)) : (read.first([id])?.[1].toString('hex') ?? '')),
    release(uses) {
      let removed = 0;
      for (const [id, count] of uses) {
        addUses([-count, id]);
        removed += removeUnused([id]).changes;
      }
      idOfHash.clear();
      return removed;
    },
    flushUses() {
      for (const [id, count] of pendingUses) addUses([count, id]);
      pendingUses.clear();
    },
    forget() {
      idOfHash.clear();
      pendingUses.clear();
    },
  };
}

function hashOf(bytes: Uint8Array): string {
  return hash('sha256', bytes, 'hex');
}
