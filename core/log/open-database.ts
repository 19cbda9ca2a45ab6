import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { connect, type LogDatabase } from './log-database.ts';
import { NewerLayout } from './log-failure.ts';
import { currentLayout, developmentLayout, migrate } from './migrations.ts';
import type { WorkerSettings } from './protocol.ts';

export interface OpenedDatabase {
  database: LogDatabase;
  /** Where the damaged file was kept, when there was one. */
  backupFile: string | null;
}

/**
 * Opens or begins the log at `settings.file`. With `isDamaged`, the file is first moved to `<file>.damaged-<n>`
 * with what belongs to it.
 */
export function openDatabase(settings: WorkerSettings): OpenedDatabase {
  mkdirSync(dirname(settings.file), { recursive: true });
  const backupFile = settings.isDamaged ? setAside(settings.file) : null;
  return { database: openLayout(settings), backupFile };
}

/** Notes damage met while working, so that the next start looks through the whole file before it trusts it. */
export function suspectFile(file: string): void {
  writeFileSync(suspicionOf(file), '');
}

function openLayout(settings: WorkerSettings): LogDatabase {
  const database = connect(settings.file);
  try {
    database.pragma('busy_timeout = 500');
    // One engine per log: sequences are counted here, and two writers would mark each other's runs as interrupted.
    database.pragma('locking_mode = EXCLUSIVE');
    // An attempt's texts fill a third of SQLite's usual page; on larger ones a batch takes a third less of the processor. An existing file keeps its own.
    database.pragma('page_size = 16384');
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = NORMAL');
    database.pragma('cache_size = -4096');
    // 16 MB rather than 4: a page that a run changes again and again goes to the file less often.
    database.pragma(`wal_autocheckpoint = ${Math.floor(16_000_000 / Number(database.pragma('page_size')))}`);
    database.pragma('temp_store = MEMORY');
    if (existsSync(suspicionOf(settings.file))) checkWholeFile(database, settings.file);
    const layout = Number(database.pragma('user_version'));
    if (layout > currentLayout) throw new NewerLayout(layout);
    if (layout === developmentLayout) throw Object.assign(new Error('development layout'), { code: 'SQLITE_NOTADB' });
    migrate(database, layout);
    if (settings.maxSizeBytes !== null) {
      const pageSize = Number(database.pragma('page_size'));
      database.pragma(`max_page_count = ${Math.max(1, Math.floor(settings.maxSizeBytes / pageSize))}`);
    }
    // Reads the schema and takes the lock now rather than at the first write.
    database.query<[number]>('SELECT count(*) FROM counters').all([]);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function checkWholeFile(database: LogDatabase, file: string): void {
  const finding = database.pragma('quick_check(1)');
  if (finding !== 'ok') throw Object.assign(new Error(String(finding)), { code: 'SQLITE_CORRUPT' });
  rmSync(suspicionOf(file), { force: true });
}

function setAside(file: string): string {
  let number = 1;
  while (existsSync(`${file}.damaged-${number}`)) number += 1;
  const backupFile = `${file}.damaged-${number}`;
  renameSync(file, backupFile);
  for (const suffix of ['-wal', '-shm']) {
    if (existsSync(file + suffix)) renameSync(file + suffix, backupFile + suffix);
  }
  rmSync(suspicionOf(file), { force: true });
  return backupFile;
}

function suspicionOf(file: string): string {
  return `${file}.suspect`;
}
