import type { LogDatabase, SqlValue } from './log-database.ts';

const rowsPerStatement = 16;

/** Collects rows and inserts sixteen with one statement: half the cost of one by one. */
export interface BulkInsert {
  add(...row: SqlValue[]): void;
  flush(): void;
  /** Drops what was collected: after a rollback. */
  forget(): void;
}

/** `onConflict` is the statement's `ON CONFLICT` clause, when it has one. */
export function createBulkInsert(
  database: LogDatabase,
  table: string,
  columns: readonly string[],
  onConflict = '',
): BulkInsert {
  const row = `(${columns.map(() => '?').join(', ')})`;
  const insert = (rows: number) =>
    database.change(
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${Array.from({ length: rows }, () => row).join(', ')} ${onConflict}`,
    );
  const insertOne = insert(1);
  const insertMany = insert(rowsPerStatement);
  let values: SqlValue[] = [];

  return {
    add(...cells) {
      for (const cell of cells) values.push(cell);
      if (values.length === columns.length * rowsPerStatement) {
        const full = values;
        values = [];
        insertMany(full);
      }
    },
    flush() {
      const rest = values;
      values = [];
      for (let start = 0; start < rest.length; start += columns.length) {
        insertOne(rest.slice(start, start + columns.length));
      }
    },
    forget() {
      values = [];
    },
  };
}
