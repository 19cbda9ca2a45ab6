import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { AttemptFilter, AttemptSummary, CommandError } from '../../../core/contract/index.ts';
import { useApp } from '../../stores/app-context.tsx';
import { toCommandError } from '../../stores/command-failure.ts';
import { matchesFilter } from './delivery-filter.ts';
import { createFrameBatch } from './frame-batch.ts';
import { appendOlder, mergeNewest } from './live-merge.ts';

const pageSize = 200;
/** The log counts anew at most this often while attempts come in. */
const recountMs = 400;
const none: readonly AttemptSummary[] = [];

export interface AttemptList {
  rows: readonly AttemptSummary[];
  /** Attempts that came since and are not shown yet. */
  waiting: number;
  /** How many match in all; null = not counted yet. */
  count: number | null;
  hasMore: boolean;
  isLoading: boolean;
  error: CommandError | null;
  /** Reads on when the end comes into view. */
  onRange(first: number, last: number): void;
  showWaiting(): void;
  reload(): void;
}

/**
 * The log's attempts, newest first, page by page. New ones join at once while `isFollowing`, else they wait, so that
 * what is looked at stays where it is.
 */
export function useAttemptList(filter: AttemptFilter, isFollowing: boolean): AttemptList {
  const { engine } = useApp();
  const filterText = JSON.stringify(filter);
  const latestFilter = useRef(filter);
  latestFilter.current = filter;
  const [asked, setAsked] = useState(0);
  const [rows, setRows] = useState(none);
  const [waiting, setWaiting] = useState(none);
  const [count, setCount] = useState<number | null>(null);
  const [page, setPage] = useState<{ hasMore: boolean; isLoading: boolean; error: CommandError | null }>({
    hasMore: false,
    isLoading: true,
    error: null,
  });
  const following = useRef(isFollowing);
  following.current = isFollowing;
  const question = useRef<symbol | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the filter's text and asked are what makes it ask again
  useEffect(() => {
    const wanted = latestFilter.current;
    const own = Symbol('first page');
    question.current = own;
    setPage((before) => ({ ...before, isLoading: true, error: null }));
    engine.call('deliveries.list', { filter: wanted, beforeSequence: null, limit: pageSize }).then(
      ({ attempts, hasMore }) => {
        if (question.current !== own) return;
        setRows(attempts);
        setWaiting(none);
        setPage({ hasMore, isLoading: false, error: null });
      },
      (cause) => {
        if (question.current === own) setPage({ hasMore: false, isLoading: false, error: toCommandError(cause) });
      },
    );
    let countTimer: ReturnType<typeof setTimeout> | null = null;
    const askCount = (): void => {
      countTimer = null;
      engine.call('deliveries.count', { filter: wanted }).then(
        (answer) => question.current === own && setCount(answer.count),
        () => question.current === own && setCount(null),
      );
    };
    askCount();
    const batch = createFrameBatch<AttemptSummary>((arrivals) => {
      const matching = arrivals.filter((attempt) => matchesFilter(attempt, latestFilter.current));
      if (matching.length === 0) return;
      countTimer ??= setTimeout(askCount, recountMs);
      if (following.current) setRows((before) => mergeNewest(before, matching));
      else setWaiting((before) => mergeNewest(before, matching));
    });
    const remove = engine.on('runs.attempts', ({ attempts }) => batch.add(attempts));
    return () => {
      if (question.current === own) question.current = null;
      if (countTimer !== null) clearTimeout(countTimer);
      remove();
      batch.stop();
    };
  }, [engine, filterText, asked]);

  const showWaiting = useCallback(() => {
    setRows((before) => mergeNewest(before, waiting));
    setWaiting(none);
  }, [waiting]);
  useEffect(() => {
    if (isFollowing && waiting.length > 0) showWaiting();
  }, [isFollowing, waiting, showWaiting]);

  const { hasMore, isLoading } = page;
  const onRange = useCallback(
    (_first: number, last: number) => {
      const oldest = rows.at(-1);
      if (!hasMore || isLoading || oldest === undefined || last < rows.length - 50) return;
      const own = question.current;
      setPage((before) => ({ ...before, isLoading: true }));
      engine
        .call('deliveries.list', {
          filter: latestFilter.current,
          beforeSequence: oldest.sequence,
          limit: pageSize,
        })
        .then(
          (answer) => {
            if (question.current !== own) return;
            setRows((before) => appendOlder(before, answer.attempts));
            setPage({ hasMore: answer.hasMore, isLoading: false, error: null });
          },
          (cause) => {
            if (question.current === own) setPage({ hasMore: false, isLoading: false, error: toCommandError(cause) });
          },
        );
    },
    [engine, rows, hasMore, isLoading],
  );
  const reload = useCallback(() => setAsked((before) => before + 1), []);
  useEffect(() => engine.on('runs.removed', reload), [engine, reload]);
  useEffect(() => engine.onGap(reload), [engine, reload]);
  return useMemo(
    () => ({ rows, waiting: waiting.length, count, ...page, onRange, showWaiting, reload }),
    [rows, waiting, count, page, onRange, showWaiting, reload],
  );
}
