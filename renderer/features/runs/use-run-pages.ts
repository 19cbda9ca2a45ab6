import { useCallback, useEffect, useMemo, useState } from 'react';
import type { CommandError, RunRecord } from '../../../core/contract/index.ts';
import { useApp, useRuns } from '../../stores/app-context.tsx';
import { toCommandError } from '../../stores/command-failure.ts';
import { mergeRuns } from './merge-runs.ts';

const pageSize = 100;
const none: readonly RunRecord[] = [];

/** All runs, newest first: read page by page, with what live progress has told put over them. */
export function useRunPages() {
  const { engine } = useApp();
  const live = useRuns((state) => state.byId);
  const [read, setRead] = useState(none);
  const [page, setPage] = useState<{ total: number; isLoading: boolean; error: CommandError | null }>({
    total: 0,
    isLoading: true,
    error: null,
  });
  const ask = useCallback(
    async (beforeNumber: number | null, isAnew = false) => {
      setPage((before) => ({ ...before, isLoading: true, error: null }));
      try {
        const answer = await engine.call('runs.list', { beforeNumber, limit: pageSize });
        setRead((before) => (isAnew ? answer.runs : mergeRuns(before, answer.runs)));
        setPage({ total: answer.total, isLoading: false, error: null });
      } catch (cause) {
        setPage((before) => ({ ...before, isLoading: false, error: toCommandError(cause) }));
      }
    },
    [engine],
  );
  useEffect(() => void ask(null), [ask]);
  useEffect(() => engine.onGap(() => void ask(null, true)), [engine, ask]);
  useEffect(
    () =>
      engine.on('runs.removed', ({ runIds }) => {
        setRead((before) => before.filter(({ id }) => !runIds.includes(id)));
        setPage((before) => ({ ...before, total: before.total - runIds.length }));
      }),
    [engine],
  );
  const runs = useMemo(() => mergeRuns(read, Object.values(live)), [read, live]);
  const oldest = read.at(-1)?.number ?? null;
  const hasMore = read.length < page.total && oldest !== null && oldest > 1;
  const loadMore = useCallback(() => {
    if (hasMore && !page.isLoading) void ask(oldest);
  }, [ask, hasMore, oldest, page.isLoading]);
  const reload = useCallback(() => void ask(null), [ask]);
  return { runs, hasMore, loadMore, reload, isLoading: page.isLoading, error: page.error };
}
