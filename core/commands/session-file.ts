import { open, readFile, rename, rm } from 'node:fs/promises';

/** What a window remembers between starts. */
export interface SessionFile {
  /** Null when nothing was saved, or what was saved cannot be read. */
  load(): unknown;
  /** Kept at once, on disk a moment later: windows save with every splitter that moves. */
  save(session: unknown): void;
  /** Resolves when what was saved last is on disk, or cannot be written. */
  flush(): Promise<void>;
}

const debounceMs = 250;

/** Opens the session kept in a JSON file. A file that cannot be read counts as empty: it holds no one's work. */
export async function openSessionFile(file: string): Promise<SessionFile> {
  let current = await readSession(file);
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> = Promise.resolve();
  let isDirty = false;

  function write(): Promise<void> {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (isDirty) {
      isDirty = false;
      const text = JSON.stringify(current ?? null);
      // Losing the window's layout is no reason to fail anything else.
      writing = writing.then(() => writeAtomically(file, text)).catch(() => undefined);
    }
    return writing;
  }

  return {
    load: () => current,
    save(session) {
      current = session;
      isDirty = true;
      timer ??= setTimeout(() => void write(), debounceMs);
    },
    flush: write,
  };
}

async function readSession(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as unknown;
  } catch {
    return null;
  }
}

async function writeAtomically(file: string, text: string): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    const handle = await open(temporary, 'w', 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
