import { useRuns } from '../../stores/app-context.tsx';
import { useEngineQuery } from '../../stores/use-engine-query.ts';

/** One attempt whole, and all attempts of its message, oldest first. `version`: grows when more may have come. */
export function useAttempt(attemptId: string | null, version: unknown = null) {
  const query = useEngineQuery('deliveries.get', attemptId === null ? null : { attemptId });
  const { messageId, runId = '', verdict } = query.data ?? {};
  // While its run is under way, the attempt that takes up a retry may come at any time.
  const madeByRun = useRuns((state) => {
    const run = state.byId[runId];
    return verdict === 'retry' && run?.status === 'running' ? run.counts.attempts : null;
  });
  const siblings = useEngineQuery(
    'deliveries.list',
    messageId === undefined ? null : { filter: { messageId }, beforeSequence: null, limit: 100 },
    `${String(version)}/${madeByRun}`,
  ).data?.attempts;
  // While the next one is read, the last one stays: nothing jumps.
  return { attempt: query.data, error: query.error, reload: query.reload, siblings: siblings?.toReversed() ?? [] };
}
