import { CircleAlert, Info, Play, Square, TriangleAlert } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { MatrixItem } from '../../../../core/contract/index.ts';
import { useApp, useEnvironment } from '../../../stores/app-context.tsx';
import { toCommandError } from '../../../stores/command-failure.ts';
import { channelStudio } from '../../../strings/channel-studio.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Toolbar } from '../../../ui/toolbar.tsx';
import { VirtualList } from '../../../ui/virtual-list.tsx';
import { openPlace } from '../open-place.ts';
import styles from './matrix.module.css';
import { addMatrixItem, emptyMatrix, type MatrixRow } from './matrix-rows.ts';

/** How often the screen takes in what has come, in milliseconds. */
const paintMs = 100;

const icons = { error: CircleAlert, warning: TriangleAlert, info: Info };

/** Every channel with every sample and recipient, rendered in the background; what is found is listed, and one click away. */
export function MatrixDocument() {
  const app = useApp();
  const environment = useEnvironment();
  const [shown, setShown] = useState(emptyMatrix);
  const [isRunning, setRunning] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);

  const run = async (): Promise<void> => {
    stop.current?.abort();
    const control = new AbortController();
    stop.current = control;
    let matrix = emptyMatrix;
    let paintedAt = 0;
    setShown(matrix);
    setError(null);
    setRunning(true);
    try {
      const request = { environment, channels: null, eventTypes: null, recipients: null };
      for await (const item of app.engine.stream('template.matrix', request, { signal: control.signal })) {
        matrix = addMatrixItem(matrix, item as MatrixItem);
        if (performance.now() - paintedAt < paintMs) continue;
        paintedAt = performance.now();
        setShown(matrix);
      }
    } catch (cause) {
      if (!control.signal.aborted) setError(toCommandError(cause).message);
    }
    if (stop.current !== control) return;
    setShown(matrix);
    setRunning(false);
  };

  const { cellCount, failedCount, plannedCount, recipients, rows } = shown;
  return (
    <div className={styles.document}>
      <Toolbar
        label={channelStudio.matrix}
        aside={
          <span className={styles.count} role="status">
            {plannedCount === 0 ? null : channelStudio.matrixCount(cellCount, plannedCount, failedCount)}
            {recipients.tried < recipients.of ? channelStudio.matrixChosen(recipients.tried, recipients.of) : null}
          </span>
        }
      >
        {isRunning ? (
          <Button icon={Square} onPress={() => stop.current?.abort()}>
            {channelStudio.matrixStop}
          </Button>
        ) : (
          <Button icon={Play} variant="primary" onPress={() => void run()}>
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
