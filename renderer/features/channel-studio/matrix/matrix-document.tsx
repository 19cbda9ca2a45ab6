import { Play, Square } from 'lucide-react';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { sampleKey } from '../../../../core/contract/index.ts';
import { useApp, useDocuments, useEnvironment } from '../../../stores/app-context.tsx';
import { type Tab, tabId, withTabState } from '../../../stores/session.ts';
import { useTabState } from '../../../stores/use-tab-state.ts';
import { channelStudio } from '../../../strings/channel-studio.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { formatDuration } from '../../../ui/format.ts';
import { SplitPane } from '../../../ui/split-pane.tsx';
import { TextButton } from '../../../ui/text-button.tsx';
import { Toolbar } from '../../../ui/toolbar.tsx';
import styles from './matrix.module.css';
import { cellId, findingsOf, type Matrix } from './matrix.ts';
import { matrixRequest, useMatrixChoice } from './matrix-choice.ts';
import { MatrixChoices } from './matrix-choices.tsx';
import { MatrixFindings } from './matrix-findings.tsx';
import { MatrixGrid, type MatrixPlace } from './matrix-grid.tsx';
import { type MatrixRun, matrixRunOf } from './matrix-run.ts';
import { useLineNames } from './use-line-names.ts';

/** Every channel with every sample and recipient, rendered in the background: a cell for each, and what was found. */
export function MatrixDocument({ tab }: { tab: Tab }) {
  const app = useApp();
  const environment = useEnvironment();
  const run = matrixRunOf(app);
  const { matrix, isRunning, error, documents } = useStore(run.store);
  const isOlder = useDocuments(({ byId }) => documents !== null && byId !== documents) && !isRunning;
  const choice = useMatrixChoice(tab.id);
  const [selected, setSelected] = useTabState<{ line: number; sample: number } | null>(tab.id, 'cell', null);
  useEffect(
    () => () => {
      if (!app.session.getState().tabs.some(({ id }) => id === tab.id)) run.forget();
    },
    [app, run, tab.id],
  );
  const start = (): void => {
    setSelected(null);
    void run.start(matrixRequest(environment, choice));
  };

  return (
    <div className={styles.document}>
      <Toolbar
        label={channelStudio.matrix}
        aside={
          <span className={styles.count} role="status">
            {countsOf(matrix)}
            {isOlder ? channelStudio.matrixOlder : null}
          </span>
        }
      >
        {isRunning ? (
          <Button icon={Square} onPress={run.stop}>
            {channelStudio.matrixStop}
          </Button>
        ) : (
          <Button icon={Play} variant="primary" onPress={start}>
            {channelStudio.matrixRun}
          </Button>
        )}
      </Toolbar>
      <MatrixChoices environment={environment} choice={choice} />
      {error === null ? null : <p className={styles.error}>{error}</p>}
      <div className={styles.results}>
        {matrix.lines.length === 0 && matrix.findings.length === 0 ? (
          <EmptyState sentence={emptySentence(run)} />
        ) : (
          <MatrixResults matrix={matrix} isRunning={isRunning} selected={selected} onSelect={setSelected} />
        )}
      </div>
    </div>
  );
}

function countsOf({ cells, plannedCount, failedCount, recipients: { tried, of } }: Matrix): string {
  if (plannedCount === 0) return '';
  const counts = channelStudio.matrixCount(cells.size, plannedCount, failedCount);
  return tried < of ? counts + channelStudio.matrixChosen(tried, of) : counts;
}

function emptySentence({ store }: MatrixRun): string {
  const { documents, isRunning, error } = store.getState();
  return documents === null || isRunning || error !== null ? channelStudio.matrixEmpty : channelStudio.matrixNothing;
}

interface MatrixResultsProps {
  matrix: Matrix;
  isRunning: boolean;
  selected: MatrixPlace | null;
  onSelect: (place: MatrixPlace | null) => void;
}

/** The cells, and under them what was found in the chosen one, or in all. */
function MatrixResults({ matrix, isRunning, selected, onSelect }: MatrixResultsProps) {
  const app = useApp();
  const nameOf = useLineNames();
  const line = selected === null ? undefined : matrix.lines[selected.line];
  const sample = selected === null ? undefined : matrix.samples[selected.sample];
  const id = line === undefined || selected === null ? null : cellId(line, selected.sample);
  const cell = id === null ? undefined : matrix.cells.get(id);
  const findings = findingsOf(matrix, line, id);
  const none = isRunning ? channelStudio.matrixNoneYet : channelStudio.matrixClean(matrix.cells.size);

  /** In the studio, with the preview of this very cell. */
  const open = (place: MatrixPlace): void => {
    const [opened, shown] = [matrix.lines[place.line], matrix.samples[place.sample]];
    if (opened === undefined || shown === undefined) return;
    const choice = {
      sample: sampleKey(shown),
      ...(opened.recipient.key === null ? {} : { recipient: opened.recipient.key }),
    };
    const studio = tabId(opened.document);
    app.session.setState((session) => withTabState(session, studio, choice));
    app.openTab(opened.document);
  };

  return (
    <SplitPane
      id="matrix-findings"
      orientation="vertical"
      sidePlace="end"
      defaultSize={220}
      minSize={96}
      handleLabel={channelStudio.matrixResize}
      main={<MatrixGrid matrix={matrix} nameOf={nameOf} selected={selected} onSelect={onSelect} onOpen={open} />}
      side={
        <div className={styles.findings}>
          <div className={styles.findingsHead}>
            {line === undefined || sample === undefined || selected === null ? (
              <span>{channelStudio.matrixAllFindings(findings.length)}</span>
            ) : (
              <>
                <span className={styles.chosen}>
                  {channelStudio.matrixChosenCell(line.recipient.name, `${sample.eventType} · ${sample.sample}`)}
                </span>
                {cell?.isRendered === true ? (
                  <span>{channelStudio.renderedIn(formatDuration(cell.renderMs))}</span>
                ) : null}
                <TextButton onPress={() => open(selected)}>{channelStudio.matrixOpenCell}</TextButton>
                <TextButton onPress={() => onSelect(null)}>{channelStudio.matrixShowAll}</TextButton>
              </>
            )}
          </div>
          <div className={styles.list}>
            <MatrixFindings findings={findings} none={id === null ? none : channelStudio.matrixCellClean} />
          </div>
        </div>
      }
    />
  );
}
