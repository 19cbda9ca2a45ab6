import type { LogDatabase } from './log-database.ts';

/**
 * Layouts of the log, in order: number N takes a file from `user_version` N-1 to N. A released one never changes.
 *
 * `attempts` is narrow (what lists and filters need) and `attempt_details` wide, so that a scan reads few pages.
 * `bodies` holds each byte string once; `uses` counts the attempts that refer to it, and at 0 it goes.
 * `attempts_by_recipient` has the run second: it finds the attempts of a recipient run, and those of a recipient.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE runs (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    number INTEGER NOT NULL UNIQUE,
    status TEXT NOT NULL,
    started_at_ms REAL NOT NULL,
    trigger TEXT NOT NULL,
    record TEXT NOT NULL
  );
  CREATE TABLE recipient_runs (
    run_key INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    id TEXT NOT NULL,
    recipient TEXT NOT NULL,
    via TEXT,
    display_name TEXT NOT NULL,
    status TEXT NOT NULL,
    details TEXT NOT NULL,
    started_at_ms REAL NOT NULL,
    ended_at_ms REAL,
    next_attempt_at_ms REAL,
    PRIMARY KEY (run_key, ordinal)
  ) WITHOUT ROWID;
  CREATE TABLE endpoints (id INTEGER PRIMARY KEY, url TEXT NOT NULL UNIQUE);
  CREATE TABLE bodies (
    id INTEGER PRIMARY KEY,
    sha256 BLOB NOT NULL UNIQUE,
    uses INTEGER NOT NULL,
    bytes BLOB NOT NULL
  );
  CREATE TABLE attempts (
    sequence INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    message_id TEXT NOT NULL,
    run_key INTEGER NOT NULL,
    recipient_run_id TEXT NOT NULL,
    recipient TEXT NOT NULL,
    display_name TEXT NOT NULL,
    channel TEXT NOT NULL,
    step_ref TEXT NOT NULL,
    number INTEGER NOT NULL,
    method TEXT NOT NULL,
    endpoint_id INTEGER NOT NULL,
    status INTEGER,
    failure_kind TEXT,
    verdict TEXT NOT NULL,
    started_at_ms REAL NOT NULL,
    duration_ms REAL NOT NULL,
    request_size_bytes INTEGER NOT NULL,
    response_size_bytes INTEGER,
    is_signed INTEGER NOT NULL
  );
  CREATE UNIQUE INDEX attempts_by_id ON attempts (id);
  CREATE INDEX attempts_by_message ON attempts (message_id);
  CREATE INDEX attempts_by_run ON attempts (run_key);
  CREATE INDEX attempts_by_recipient ON attempts (recipient, run_key);
  CREATE INDEX attempts_by_endpoint ON attempts (endpoint_id);
  CREATE INDEX attempts_by_status ON attempts (status);
  CREATE INDEX attempts_by_failure ON attempts (failure_kind) WHERE failure_kind IS NOT NULL;
  CREATE INDEX attempts_by_verdict ON attempts (verdict);
  CREATE INDEX attempts_by_time ON attempts (started_at_ms);
  CREATE TABLE attempt_details (
    sequence INTEGER PRIMARY KEY,
    details TEXT NOT NULL,
    request_body INTEGER,
    response_body INTEGER,
    signed_content INTEGER
  );
  `,
];

/** The newest layout this build knows. */
export const currentLayout = migrations.length;

/** Brings an opened file to the newest layout, each step in a transaction of its own. */
export function migrate(database: LogDatabase, fromLayout: number): void {
  for (let layout = fromLayout + 1; layout <= currentLayout; layout += 1) {
    database.transaction(() => {
      database.execute(migrations[layout - 1] ?? '');
      database.pragma(`user_version = ${layout}`);
    });
  }
}
