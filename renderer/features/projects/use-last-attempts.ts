import { useEffect, useMemo } from 'react';
import { type AttemptSummary, recipientKey } from '../../../core/contract/index.ts';
import { useApp, useEnvironment, useRuns } from '../../stores/app-context.tsx';
import type { WebhookRow } from '../../stores/data.ts';
import { useEngineQuery } from '../../stores/use-engine-query.ts';
import { newestAttempts } from './newest-attempts.ts';

/** The newest attempt of each webhook in this environment: from the log, and from what has been told since. */
export function useLastAttempts(rows: readonly WebhookRow[]): ReadonlyMap<string, AttemptSummary> {
  const app = useApp();
  const environment = useEnvironment();
  const recipients = useMemo(() => rows.map((row) => recipientKey(row.object)), [rows]);
  const { data, reload } = useEngineQuery(
    'deliveries.newest',
    recipients.length === 0 ? null : { environment, recipients },
  );
  useEffect(() => app.engine.on('runs.removed', reload), [app, reload]);
  const live = useRuns((state) => state.liveAttempts);
  return useMemo(
    // Of a run that this window knows nothing of (it is told of each as it goes on), nothing is shown.
    () =>
      newestAttempts(data ?? [], live, (runId) => app.runs.getState().byId[runId]?.trigger.environment === environment),
    [app, data, live, environment],
  );
}
