import { useRuns } from '../../stores/app-context.tsx';
import type { Tab } from '../../stores/session.ts';
import { useEngineQuery } from '../../stores/use-engine-query.ts';
import { useRun } from '../../stores/use-run.ts';
import { useTabState } from '../../stores/use-tab-state.ts';
import { runs as words } from '../../strings/runs.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Loading } from '../../ui/loading.tsx';
import { rowAsItStands } from './interrupted-row.ts';
import { RecipientPane } from './recipient-pane.tsx';

/** Beside the run: the recipient that is chosen there. */
export function RunPane({ tab }: { tab: Tab }) {
  const [ordinal] = useTabState<number>(tab.id, 'ordinal', -1);
  const runStatus = useRun(tab.key).run?.status;
  const [rowId] = useTabState<string>(tab.id, 'row', '');
  // Only an attempt of this very row makes it worth asking again.
  const liveCount = useRuns(({ liveAttempts }) =>
    rowId === ''
      ? 0
      : liveAttempts.reduce((count, { recipientRunId }) => (recipientRunId === rowId ? count + 1 : count), 0),
  );
  const version = `${runStatus} ${liveCount}`;
  const query = useEngineQuery(
    'runs.recipients',
    ordinal < 0 ? null : { runId: tab.key, fromOrdinal: ordinal, limit: 1 },
    version,
  );
  if (ordinal < 0) return <EmptyState sentence={words.selectOne} />;
  if (query.error !== null) return <ErrorNotice title={words.readFailed} error={query.error} />;
  const row = query.data?.rows[0];
  if (row === undefined) return query.isLoading ? <Loading /> : <EmptyState sentence={words.selectOne} />;
  return <RecipientPane tab={tab} row={rowAsItStands(row, runStatus)} />;
}
