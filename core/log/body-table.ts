import { hash } from 'node:crypto';
import type { LogDatabase } from './log-database.ts';

/** Byte strings with the number of attempts that use each. Who writes them gives them their ids (`body-book.ts`). */
export interface BodyTable {
  /**
   * Inserts `[id, uses, start, size]` rows, their bytes taken from `bytes`, and adds `[id, uses]` to those that are
   * there; both as JSON lists.
   */
  add(created: string, used: string, bytes: Uint8Array): void;
  /** A copy of its own, so that nothing of a shared pool crosses a thread. */
  read(id: number | null): Uint8Array<ArrayBuffer>;
  sha256Of(bytes: Uint8Array): string;
  /** Counts off uses and removes bodies that nothing uses any more; gives how many went. */
  release(uses: ReadonlyMap<number, number>): number;
  lastId(): number;
}

export function createBodyTable(database: LogDatabase): BodyTable {
  const insert = database.change(`INSERT INTO bodies (id, uses, bytes)
    SELECT value ->> 0, value ->> 1, substr(?2, value ->> 2, value ->> 3) FROM json_each(?1)`);
  const addUses = database.change(`UPDATE bodies SET uses = bodies.uses + used.count
    FROM (SELECT value ->> 0 AS id, value ->> 1 AS count FROM json_each(?)) AS used WHERE bodies.id = used.id`);
  const removeUses = database.change('UPDATE bodies SET uses = uses - ? WHERE id = ?');
  const removeUnused = database.change('DELETE FROM bodies WHERE id = ? AND uses <= 0');
  const read = database.query<[Buffer]>('SELECT bytes FROM bodies WHERE id = ?');
  const highest = database.query<[number | null]>('SELECT max(id) FROM bodies');

  return {
    add(created, used, bytes) {
      if (created !== '[]') insert([created, bytes]);
      if (used !== '[]') addUses([used]);
    },
    read: (id) => new Uint8Array(id === null ? [] : (read.first([id])?.[0] ?? [])),
    sha256Of: (bytes) => hash('sha256', bytes, 'hex'),
    release(uses) {
      let removed = 0;
      for (const [id, count] of uses) {
        removeUses([count, id]);
        removed += removeUnused([id]).changes;
      }
      return removed;
    },
    lastId: () => highest.first([])?.[0] ?? 0,
  };
}
