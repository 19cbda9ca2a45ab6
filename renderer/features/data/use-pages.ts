import { useCallback, useEffect, useRef, useState } from 'react';
import type { CommandError } from '../../../core/contract/index.ts';
import { useDataStore } from '../../stores/app-context.tsx';
import { toCommandError } from '../../stores/command-failure.ts';

export const pageSize = 200;

const mostAtOnce = 2_000;

export interface Page<Row> {
  entries: readonly Row[];
  /** Where the next page begins; null = there is none. */
  after: string | null;
  total: number;
}

export interface Pages<Row> {
  rows: readonly Row[];
  total: number;
  hasMore: boolean;
  /** Whether anything has come yet. */
  isRead: boolean;
  error: CommandError | null;
  loadMore: () => void;
}

interface Loaded<Row> {
  rows: readonly Row[];
  total: number;
  error: CommandError | null;
  /** What they are of: others are not shown while new ones are on their way. */
  question: string;
  /** Of the environment's data when they were read. */
  version: number;
  after: string | null;
}

/**
 * Records of an environment, page by page as they are wanted, kept up to date with what changes. `question` tells one list from
 * another; `readPage` reads what it asks for.
 */
export function usePages<Row>(
  environment: string,
  question: string,
  readPage: (after: string | null) => Promise<Page<Row>>,
): Pages<Row> {
  const version = useDataStore((state) => state.versions[environment] ?? 0);
  const [loaded, setLoaded] = useState<Loaded<Row> | null>(null);
  const [wanted, setWanted] = useState({ question, rows: pageSize });
  const current = useRef<Loaded<Row> | null>(null);
  const known = loaded?.question === question ? loaded : null;
  current.current = known;
  const read = useRef(readPage);
  read.current = readPage;
  const rowsWanted = wanted.question === question ? wanted.rows : pageSize;

  useEffect(() => {
    let isCurrent = true;
    const load = async (): Promise<void> => {
      const before = current.current;
      const isSame = before !== null && before.error === null && before.version === version;
      const rows: Row[] = isSame ? [...before.rows] : [];
      let after = isSame ? before.after : null;
      if (isSame && (after === null || rows.length >= rowsWanted)) return;
      do {
        const page = await read.current(after);
        rows.push(...page.entries);
        after = page.after;
        if (!isCurrent) return;
        // What is there already stays until as much of it has come anew.
        if (after === null || rows.length >= Math.min(rowsWanted, current.current?.rows.length ?? 0))
          setLoaded({ question, version, rows: [...rows], total: page.total, after, error: null });
      } while (after !== null && rows.length < rowsWanted);
    };
    load().catch((cause: unknown) => {
      if (isCurrent) setLoaded({ question, version, rows: [], total: 0, after: null, error: toCommandError(cause) });
    });
    return () => {
      isCurrent = false;
    };
  }, [question, rowsWanted, version]);

  const loadMore = useCallback(() => {
    // The more one has gone through, the more come at once.
    const known = current.current?.rows.length ?? 0;
    const rows = known + Math.min(Math.max(known, pageSize), mostAtOnce);
    setWanted((before) => (before.question === question && before.rows >= rows ? before : { question, rows }));
  }, [question]);
  return {
    rows: known?.rows ?? none,
    total: known?.total ?? 0,
    hasMore: known !== null && known.after !== null,
    isRead: known !== null,
    error: known?.error ?? null,
    loadMore,
  };
}

const none: readonly never[] = [];
