import { useMemo } from 'react';
import { useApp, useDocuments, useIsReadOnly } from '../../stores/app-context.tsx';
import { attempt } from '../../stores/attempt.ts';
import { selectDocument } from '../../stores/documents.ts';
import type { Tab } from '../../stores/session.ts';
import { useRun } from '../../stores/use-run.ts';
import { useTabState } from '../../stores/use-tab-state.ts';
import { runs as words } from '../../strings/runs.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Loading } from '../../ui/loading.tsx';
import { VirtualTable } from '../../ui/virtual-table.tsx';
import { StoppedReceiversBanner } from '../receivers/stopped-receivers-banner.tsx';
import { ExpectationsPanel } from './expectations-panel.tsx';
import { rowAsItStands } from './interrupted-row.ts';
import styles from './run.module.css';
import { runColumns } from './run-columns.tsx';
import { RunHeader } from './run-header.tsx';
import { canBeScenario } from './run-headline.ts';
import { saveRunAsScenario } from './scenario-of-run.ts';
import { useTabActions } from './tab-actions.ts';
import { axisOfRun } from './time-axis.ts';
import { unansweredUrls } from './unanswered-urls.ts';
import { useRunRows } from './use-run-rows.ts';

/** A run as it goes, and what came of it: a row per recipient, on one time axis. */
export function RunDocument({ tab }: { tab: Tab }) {
  return <Run key={tab.key} tab={tab} />;
}

function Run({ tab }: { tab: Tab }) {
  const app = useApp();
  const { run, error } = useRun(tab.key);
  const { rows, state } = useRunRows(tab.key, run);
  const [selected, setSelected] = useTabState<number>(tab.id, 'ordinal', -1);
  const [, setSelectedRow] = useTabState<string>(tab.id, 'row', '');
  const rowsNow = useMemo(
    () => new Map(Array.from(state.rows, ([ordinal, row]) => [ordinal, rowAsItStands(row, run?.status)])),
    [run?.status, state.rows],
  );
  const axis = useMemo(() => (run === undefined ? null : axisOfRun(run, rowsNow.values())), [run, rowsNow]);
  const unanswered = useMemo(() => unansweredUrls(rowsNow.values()), [rowsNow]);
  const columns = useMemo(() => (run === undefined || axis === null ? [] : runColumns(run, axis)), [run, axis]);
  const selectedId = rowsNow.get(selected)?.id ?? null;
  const settings = useDocuments((state) => selectDocument(state, 'settings', 'workspace')?.value);
  const isReadOnly = useIsReadOnly();
  useTabActions(tab.id, {
    saveAsScenario:
      run === undefined || isReadOnly || !canBeScenario(run)
        ? undefined
        : () => void attempt(app, () => saveRunAsScenario(app, run, settings)),
  });

  if (run === undefined) {
    return error === null ? <Loading /> : <ErrorNotice title={words.readFailed} error={error} />;
  }
  return (
    <div className={styles.document}>
      <RunHeader run={run} />
      {run.trigger.scenario === null ? null : <ExpectationsPanel run={run} />}
      <StoppedReceiversBanner urls={unanswered} />
      {state.error === null ? null : <ErrorNotice title={words.readFailed} error={state.error} />}
      <div className={styles.table}>
        <VirtualTable
          label={words.table}
          columns={columns}
          rowCount={state.total}
          rowAt={(index) => rowsNow.get(index)}
          rowId={(row) => row.id}
          selectedId={selectedId}
          onSelect={(row) => {
            setSelected(row.ordinal);
            setSelectedRow(row.id);
            app.session.setState({ isRightPaneOpen: true });
          }}
          onOpen={(row) => {
            const last = row.attempts.at(-1);
            if (last !== undefined) app.openTab({ kind: 'delivery', key: last.id });
          }}
          onRange={rows.show}
          minWidth="38rem"
          empty={
            state.isLoaded && state.error === null ? (
              <EmptyState sentence={run.status === 'running' ? words.starting : words.noRecipients} />
            ) : null
          }
        />
      </div>
    </div>
  );
}
