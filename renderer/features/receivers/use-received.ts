import { useCallback, useEffect, useRef, useState } from 'react';
import type { CommandError, ReceivedFilter, ReceivedSummary } from '../../../core/contract/index.ts';
import { useApp } from '../../stores/app-context.tsx';
import { toCommandError } from '../../stores/command-failure.ts';
import { createFrameBatch } from '../deliveries/frame-batch.ts';
import { mergeRequests, updateRequests } from './merge-requests.ts';

const pageSize = 200;
/** While requests pour in, a filter asks at most this often. */
const askAgainMs = 300;
const none: readonly ReceivedSummary[] = [];

/**
 * What a receiver got, newest first, page by page and live; while one is looked at, new ones wait. With a filter, which must
 * be the same object as long as it says the same, what comes in makes it ask again: only the engine has the bodies.
 */
export function useReceived(
  receiver: string,
  { isAtTop, selectedId }: { isAtTop: boolean; selectedId: string },
  filter: ReceivedFilter | undefined,
) {
  const { engine } = useApp();
  const [asked, setAsked] = useState(0);
  const [rows, setRows] = useState(none);
  const [waiting, setWaiting] = useState(none);
  const [hasMore, setHasMore] = useState(false);
  const [isLoading, setLoading] = useState(true);
  const [error, setError] = useState<CommandError | null>(null);
  // A chosen one that is gone, such as after a new start, holds nothing up.
  const isFollowing = isAtTop && !rows.some(({ id }) => id === selectedId);
  const following = useRef(isFollowing);
  following.current = isFollowing;
  /** More has come in than the filter was asked about. */
  const isStale = useRef(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: asked is what makes it ask again
  useEffect(() => {
    let isCurrent = true;
    isStale.current = false;
    setLoading(true);
    setError(null);
    engine.call('receivers.requests', { receiver, beforeNumber: null, limit: pageSize, ...filtered(filter) }).then(
      ({ requests }) => {
        if (!isCurrent) return;
        setRows(requests);
        setWaiting(none);
        setHasMore(requests.length === pageSize);
        setLoading(false);
      },
      (cause) => {
        if (!isCurrent) return;
        setError(toCommandError(cause));
        setLoading(false);
      },
    );
    let timer: ReturnType<typeof setTimeout> | undefined;
    const askSoon = (): void => {
      isStale.current = true;
      timer ??= setTimeout(() => {
        timer = undefined;
        if (following.current) setAsked((count) => count + 1);
      }, askAgainMs);
    };
    const batch = createFrameBatch<{ isNew: boolean; request: ReceivedSummary }>((arrived) => {
      const set = following.current ? setRows : setWaiting;
      const came = arrived.filter(({ isNew }) => isNew).map(({ request }) => request);
      if (came.length > 0 && filter !== undefined) askSoon();
      else if (came.length > 0) set((before) => mergeRequests(before, came));
      const answered = arrived.filter(({ isNew }) => !isNew).map(({ request }) => request);
      if (answered.length === 0) return;
      setRows((before) => updateRequests(before, answered));
      setWaiting((before) => updateRequests(before, answered));
    });
    const removers = [
      engine.on('receivers.received', (request) => {
        if (request.receiver === receiver) batch.add([{ isNew: true, request }]);
      }),
      engine.on('receivers.answered', (request) => {
        if (request.receiver === receiver) batch.add([{ isNew: false, request }]);
      }),
    ];
    return () => {
      isCurrent = false;
      clearTimeout(timer);
      for (const remove of removers) remove();
      batch.stop();
    };
  }, [engine, receiver, asked, filter]);

  const showWaiting = useCallback(() => {
    setRows((before) => mergeRequests(before, waiting));
    setWaiting(none);
  }, [waiting]);
  useEffect(() => {
    if (isFollowing && waiting.length > 0) showWaiting();
  }, [isFollowing, waiting, showWaiting]);

  const onRange = useCallback(
    (_first: number, last: number) => {
      const oldest = rows.at(-1);
      if (!hasMore || isLoading || oldest === undefined || last < rows.length - 50) return;
      setLoading(true);
      engine
        .call('receivers.requests', { receiver, beforeNumber: oldest.number, limit: pageSize, ...filtered(filter) })
        .then(
          ({ requests }) => {
            setRows((before) => mergeRequests(before, requests));
            setHasMore(requests.length === pageSize);
            setLoading(false);
          },
          (cause) => {
            setError(toCommandError(cause));
            setHasMore(false);
            setLoading(false);
          },
        );
    },
    [engine, receiver, rows, hasMore, isLoading, filter],
  );
  const reload = useCallback(() => setAsked((count) => count + 1), []);
  useEffect(() => {
    if (isFollowing && isStale.current) reload();
  }, [isFollowing, reload]);
  useEffect(() => engine.onGap(reload), [engine, reload]);
  return { rows, waiting: waiting.length, hasMore, isLoading, error, onRange, showWaiting, reload };
}

function filtered(filter: ReceivedFilter | undefined): { filter?: ReceivedFilter } {
  return filter === undefined ? {} : { filter };
}
