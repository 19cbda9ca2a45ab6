import type { LogDatabase } from './log-database.ts';

/**
 * Layouts of the log, in order: number N takes a file from `user_version` N-1 to N. A released one never changes.
 *
 * `attempts` is narrow (what filters need, in numbers and a few words) and `attempt_texts` wide, so that a scan reads few
 * pages. Rows go in by sequence, and every index has few values or ones that grow with it: an index over ids or hashes
 * would touch a page of its own for nearly every attempt, which costs more than all the rest of the write. So messages
 * and recipients are found by scanning for a hash, and `attempts_by_recipient_run` leads from a run's page to its
 * attempts. `bodies` holds byte strings; `uses` counts the attempts that refer to one, and at 0 it goes.
 */
export const migrations: readonly string[] = [
  '-- 1: see developmentLayout',
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
    status TEXT NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (run_key, ordinal)
  ) WITHOUT ROWID;
  CREATE TABLE endpoints (id INTEGER PRIMARY KEY, url TEXT NOT NULL UNIQUE);
  CREATE TABLE bodies (id INTEGER PRIMARY KEY, uses INTEGER NOT NULL, bytes BLOB NOT NULL);
  CREATE TABLE attempts (
    sequence INTEGER PRIMARY KEY,
    run_key INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    number INTEGER NOT NULL,
    endpoint_id INTEGER NOT NULL,
    status INTEGER,
    failure_kind TEXT,
    verdict TEXT NOT NULL,
    started_at_ms REAL NOT NULL,
    ended_at_ms REAL NOT NULL,
    message_hash INTEGER NOT NULL,
    recipient_hash INTEGER NOT NULL
  );
  CREATE INDEX attempts_by_run ON attempts (run_key);
  CREATE INDEX attempts_by_recipient_run ON attempts (run_key, ordinal);
  CREATE INDEX attempts_by_endpoint ON attempts (endpoint_id);
  CREATE INDEX attempts_by_status ON attempts (status);
  CREATE INDEX attempts_by_failure ON attempts (failure_kind) WHERE failure_kind IS NOT NULL;
  CREATE INDEX attempts_by_verdict ON attempts (verdict);
  CREATE INDEX attempts_by_time ON attempts (started_at_ms);
  CREATE TABLE attempt_texts (
    sequence INTEGER PRIMARY KEY,
    request_body INTEGER,
    response_body INTEGER,
    signed_content INTEGER,
    summary TEXT NOT NULL,
    details TEXT NOT NULL
  );
  `,
  // Runs that send messages of another run again are found by it.
  `CREATE INDEX runs_by_origin ON runs (trigger ->> '$.resend.runId');`,
  // Those that send messages of several runs again: few, and the only ones whose lists of runs are looked through.
  `CREATE INDEX runs_of_several ON runs (number) WHERE trigger ->> '$.resend.otherRuns' IS NOT NULL;`,
];

/** Of builds before the first release: such a file is kept under another name, and a new one is begun. */
export const developmentLayout = 1;

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
