import { useCallback, useEffect, useRef, useState } from 'react';
import type { CommandError } from '../../../core/contract/index.ts';
import { useApp, useDataStore } from '../../stores/app-context.tsx';
import { toCommandError } from '../../stores/command-failure.ts';
import { type DataRecord, listRecords } from './record-calls.ts';
import { readRecordSet } from './record-set.ts';

const pageSize = 200;

interface RecordPages {
  rows: readonly DataRecord[];
  total: number;
  hasMore: boolean;
  error: CommandError | null;
  loadMore: () => void;
}

interface Loaded extends Omit<RecordPages, 'loadMore' | 'hasMore'> {
  /** What they are of: others are not shown while new ones are on their way. */
  question: string;
  /** Of the environment's data when they were read. */
  version: number;
  /** Where the next page begins; null = there is none. */
  after: string | null;
}

const nothing = { rows: [], total: 0, after: null, error: null };

/** The records of a set, page by page as they are wanted, kept up to date with what changes. */
export function useRecordPages(environment: string, setId: string, search: string): RecordPages {
  const { engine } = useApp();
  const version = useDataStore((state) => state.versions[environment] ?? 0);
  const question = JSON.stringify([environment, setId, search]);
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [wanted, setWanted] = useState({ question, rows: pageSize });
  const current = useRef<Loaded | null>(null);
  const known = loaded?.question === question ? loaded : null;
  current.current = known;
  const rowsWanted = wanted.question === question ? wanted.rows : pageSize;

  useEffect(() => {
    let isCurrent = true;
    const load = async (): Promise<void> => {
      const before = current.current;
      const isSame = before !== null && before.error === null && before.version === version;
      const rows: DataRecord[] = isSame ? [...before.rows] : [];
      let after = isSame ? before.after : null;
      if (isSame && (after === null || rows.length >= rowsWanted)) return;
      do {
        const query = { search, after, limit: pageSize };
        const page = await listRecords(engine, environment, readRecordSet(setId), query);
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
  }, [engine, environment, setId, search, question, rowsWanted, version]);

  const loadMore = useCallback(() => {
    const rows = (current.current?.rows.length ?? 0) + pageSize;
    setWanted((before) => (before.question === question && before.rows >= rows ? before : { question, rows }));
  }, [question]);
  const { rows, total, after, error } = known ?? nothing;
  return { rows, total, hasMore: after !== null, error, loadMore };
}
