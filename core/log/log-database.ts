import Database from 'libsql';
import type { Cell } from './protocol.ts';

export type SqlValue = Cell | Uint8Array;

/** A prepared statement whose rows are plain arrays in column order. */
export interface Query<Row extends unknown[]> {
  all(values: readonly SqlValue[]): Row[];
  first(values: readonly SqlValue[]): Row | undefined;
}

export interface Change {
  changes: number;
  insertedRow: number;
}

/**
 * The driver behind typed statements, each prepared once. Two traps of libsql 0.5.29 are closed off here: binding
 * `true` or `undefined` aborts the process (the types do not let it in), and `exec` of a pragma that answers with a
 * row does too (`pragma` is apart).
 */
export interface LogDatabase {
  query<Row extends unknown[]>(sql: string): Query<Row>;
  change(sql: string): (values: readonly SqlValue[]) => Change;
  execute(sql: string): void;
  pragma(text: string): unknown;
  /** Commits what `work` did, or leaves nothing of it and throws what it threw. */
  transaction<T>(work: () => T): T;
  close(): void;
}

export function connect(file: string): LogDatabase {
  const database = new Database(file);
  const statements = new Map<string, Database.Statement>();

  function prepare(sql: string): Database.Statement {
    let statement = statements.get(sql);
    if (statement === undefined) {
      statement = database.prepare(sql);
      statements.set(sql, statement);
    }
    return statement;
  }

  function transaction<T>(work: () => T): T {
    prepare('BEGIN IMMEDIATE').run();
    try {
      const result = work();
      prepare('COMMIT').run();
      return result;
    } catch (error) {
      // A full disk or an I/O error has rolled back by itself.
      if (database.inTransaction) prepare('ROLLBACK').run();
      throw error;
    }
  }

  return {
    query<Row extends unknown[]>(sql: string): Query<Row> {
      const statement = prepare(sql).raw();
      return {
        // The statement's own column list is what `Row` spells out: the driver cannot know it.
        all: (values) => statement.all(bindable(values)) as Row[],
        first: (values) => statement.all(bindable(values))[0] as Row | undefined,
      };
    },
    change(sql) {
      const statement = prepare(sql);
      return (values) => {
        const result = statement.run(bindable(values));
        return { changes: result.changes, insertedRow: Number(result.lastInsertRowid) };
      };
    },
    execute: (sql) => void database.exec(sql),
    pragma(text) {
      // The driver ignores `simple`, so the value is taken from the first row here.
      const rows = database.pragma(text) as Record<string, unknown>[] | undefined;
      return Object.values(rows?.[0] ?? {})[0];
    },
    transaction,
    close: () => void database.close(),
  };
}

/** A hole that the types did not keep out becomes null, which a NOT NULL column refuses with an error. */
function bindable(values: readonly SqlValue[]): SqlValue[] {
  return values.map((value) => value ?? null);
}
