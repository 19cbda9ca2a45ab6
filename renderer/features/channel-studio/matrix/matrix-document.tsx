import { CircleAlert, Info, Play, Square, TriangleAlert } from 'lucide-react';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { useApp, useDocuments, useEnvironment } from '../../../stores/app-context.tsx';
import type { Tab } from '../../../stores/session.ts';
import { channelStudio } from '../../../strings/channel-studio.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Toolbar } from '../../../ui/toolbar.tsx';
import { VirtualList } from '../../../ui/virtual-list.tsx';
import { openPlace } from '../open-place.ts';
import styles from './matrix.module.css';
import type { MatrixRow } from './matrix-rows.ts';
import { matrixRunOf } from './matrix-run.ts';

const icons = { error: CircleAlert, warning: TriangleAlert, info: Info };

/** Every channel with every sample and recipient, rendered in the background; what is found is listed, and one click away. */
export function MatrixDocument({ tab }: { tab: Tab }) {
  const app = useApp();
  const environment = useEnvironment();
  const run = matrixRunOf(app);
  const { matrix, isRunning, error, documents } = useStore(run.store);
  const isOlder = useDocuments(({ byId }) => documents !== null && byId !== documents) && !isRunning;
  useEffect(
    () => () => {
      if (!app.session.getState().tabs.some(({ id }) => id === tab.id)) run.forget();
    },
    [app, run, tab.id],
  );

  const { cellCount, failedCount, plannedCount, recipients, rows } = matrix;
  return (
    <div className={styles.document}>
      <Toolbar
        label={channelStudio.matrix}
        aside={
          <span className={styles.count} role="status">
            {plannedCount === 0 ? null : channelStudio.matrixCount(cellCount, plannedCount, failedCount)}
            {recipients.tried < recipients.of ? channelStudio.matrixChosen(recipients.tried, recipients.of) : null}
            {isOlder ? channelStudio.matrixOlder : null}
          </span>
        }
      >
        {isRunning ? (
          <Button icon={Square} onPress={run.stop}>
            {channelStudio.matrixStop}
          </Button>
        ) : (
          <Button icon={Play} variant="primary" onPress={() => void run.start(environment)}>
            {channelStudio.matrixRun}
          </Button>
        )}
      </Toolbar>
      {error === null ? null : <p className={styles.error}>{error}</p>}
      <div className={styles.list}>
        <VirtualList
          label={channelStudio.matrixFindings}
          rows={rows}
          rowId={({ id }) => id}
          onOpen={({ finding, document }) => openPlace(app, document, finding.diagnostic.field, finding.diagnostic)}
          renderRow={(row) => <FindingRow row={row} />}
          empty={
            <EmptyState
              sentence={isRunning || cellCount === 0 ? channelStudio.matrixEmpty : channelStudio.matrixClean(cellCount)}
            />
          }
        />
      </div>
    </div>
  );
}

function FindingRow({ row }: { row: MatrixRow }) {
  const { diagnostic, place } = row.finding;
  const Icon = icons[diagnostic.severity];
  return (
    <span className={styles.row}>
      <Icon
        size="0.875rem"
        className={styles[diagnostic.severity]}
        role="img"
        aria-label={channelStudio.severities[diagnostic.severity]}
      />
      <span className={styles.place}>{channelStudio.problemPlace(place.file, place.line, place.column)}</span>
      <span className={styles.message} title={diagnostic.message}>
        {diagnostic.message}
      </span>
      <span className={styles.with} title={row.where.join(', ')}>
        {channelStudio.matrixWhere(row.where)}
      </span>
    </span>
  );
}
