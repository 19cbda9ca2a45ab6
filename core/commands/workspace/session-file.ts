import { open, readFile, rename, rm } from 'node:fs/promises';
import type { Rename } from '../../model/index.ts';
import type { SessionAtRest } from '../secrets/session-secrets.ts';

/** What each window remembers between starts. */
export interface SessionFile {
  /** A window that is new begins with what was saved last, by whichever. Null when nothing was, or cannot be read. */
  load(window: string): unknown;
  /** What was given another key since the session that `load` gives was saved, oldest first. */
  renamedSince(window: string): readonly Rename[];
  noteRenamed(rename: Rename): void;
  /** Kept at once, on disk a moment later: windows save with every splitter that moves. */
  save(window: string, session: unknown): void;
  /** Resolves when what was saved last is on disk, or cannot be written. */
  flush(): Promise<void>;
}

const debounceMs = 250;

/** A window that is opened anew is another one, so those of before add up. */
const windowLimit = 8;

/** Characters of JSON text. Sessions hold drafts that could not be saved; the newest is kept however long it is. */
const totalLimit = 4_000_000;

/** More than anybody renames while a window is closed. */
const renameLimit = 200;

interface WindowSession {
  window: string;
  session: unknown;
  /** Absent = none. */
  renamed?: readonly Rename[];
}

/**
 * Opens the sessions kept in a JSON file. A file that cannot be read counts as empty: it holds no one's work. `atRest` keeps secrets
 * out of it.
 */
export async function openSessionFile(file: string, atRest: SessionAtRest): Promise<SessionFile> {
  let windows = await readWindows(file);
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> = Promise.resolve();
  let isDirty = false;

  function write(): Promise<void> {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (isDirty) {
      isDirty = false;
      const text = windowsText(windows.map((each) => ({ ...each, session: atRest.hide(each.session) })));
      // Losing the window's layout is no reason to fail anything else.
      writing = writing.then(() => writeAtomically(file, text)).catch(() => undefined);
    }
    return writing;
  }

  function keep(next: WindowSession[]): void {
    windows = next;
    isDirty = true;
    timer ??= setTimeout(() => void write(), debounceMs);
  }
  const find = (window: string) => windows.find((each) => each.window === window) ?? windows.at(-1);

  return {
    load(window) {
      const { session = null, renamed = [] } = find(window) ?? {};
      return atRest.show(session, renamed);
    },
    renamedSince: (window) => find(window)?.renamed ?? [],
    noteRenamed: (rename) =>
      keep(windows.map((each) => ({ ...each, renamed: [...(each.renamed ?? []), rename].slice(-renameLimit) }))),
    save: (window, session) =>
      keep([...windows.filter((each) => each.window !== window), { window, session }].slice(-windowLimit)),
    flush: write,
  };
}

/** The window saved last comes last. */
async function readWindows(file: string): Promise<WindowSession[]> {
  try {
    const saved: unknown = JSON.parse(await readFile(file, 'utf8'));
    const windows = typeof saved === 'object' && saved !== null ? Reflect.get(saved, 'windows') : undefined;
    if (Array.isArray(windows)) return windows.filter(isWindowSession).slice(-windowLimit);
    // Files of before hold one session, of whichever window wrote last.
    return saved === null ? [] : [{ window: '', session: saved }];
  } catch {
    return [];
  }
}

function isWindowSession(value: unknown): value is WindowSession {
  return (
    typeof value === 'object' &&
    value !== null &&
    'session' in value &&
    typeof Reflect.get(value, 'window') === 'string'
  );
}

function windowsText(windows: readonly WindowSession[]): string {
  const kept: string[] = [];
  let length = 0;
  for (const each of windows.toReversed()) {
    const text = JSON.stringify(each);
    length += text.length;
    if (kept.length > 0 && length > totalLimit) break;
    kept.unshift(text);
  }
  return `{"windows":[${kept.join(',')}]}`;
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
