import { ArrowLeftRight } from 'lucide-react';
import { useMemo } from 'react';
import type { RecipientRunRow, RunRecord } from '../../../../core/contract/index.ts';
import type { App } from '../../../stores/app.ts';
import { useApp } from '../../../stores/app-context.tsx';
import type { Tab } from '../../../stores/session.ts';
import { useRun } from '../../../stores/use-run.ts';
import { useTabState } from '../../../stores/use-tab-state.ts';
import { runComparison as words } from '../../../strings/run-comparison.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { Switch } from '../../../ui/switch.tsx';
import { Toolbar } from '../../../ui/toolbar.tsx';
import { type TableColumn, VirtualTable } from '../../../ui/virtual-table.tsx';
import { openComparison } from '../../deliveries/comparison/held-attempt.ts';
import { rowAsItStands } from '../interrupted-row.ts';
import { rowStatus, rowWords } from '../outcome-words.ts';
import styles from '../run.module.css';
import { alignRuns, type ComparedRecipient } from './align-runs.ts';
import { readRunComparisonKey, runComparisonKey } from './run-comparison-key.ts';
import { comparedLimit, useAllRows } from './use-all-rows.ts';

/** Two runs beside each other: whoever ended otherwise, and how. */
export function RunComparisonDocument({ tab }: { tab: Tab }) {
  return <RunComparison key={tab.id} tab={tab} />;
}

function RunComparison({ tab }: { tab: Tab }) {
  const app = useApp();
  const [leftId, rightId] = readRunComparisonKey(tab.key);
  const [left, right] = [useRun(leftId), useRun(rightId)];
  const [leftRows, rightRows] = [useAllRows(leftId, versionOf(left.run)), useAllRows(rightId, versionOf(right.run))];
  const [isAllShown, setAllShown] = useTabState<boolean>(tab.id, 'all', false);
  const [selected, setSelected] = useTabState<string>(tab.id, 'recipient', '');
  const all = useMemo(
    () =>
      leftRows.rows === undefined || rightRows.rows === undefined
        ? null
        : alignRuns(asTheyStand(leftRows.rows, left.run), asTheyStand(rightRows.rows, right.run)),
    [leftRows.rows, rightRows.rows, left.run, right.run],
  );
  const shown = useMemo(() => (all ?? []).filter(({ isSame }) => isAllShown || !isSame), [all, isAllShown]);
  const columns = useMemo(
    () => comparisonColumns(left.run?.number ?? 0, right.run?.number ?? 0),
    [left.run?.number, right.run?.number],
  );
  const error = left.error ?? right.error ?? leftRows.error ?? rightRows.error;
  if (error !== null) return <ErrorNotice title={words.readFailed} error={error} />;
  if (all === null) return <Loading />;
  const swap = (): void => app.openTab({ kind: 'run-comparison', key: runComparisonKey(rightId, leftId) });
  const differing = all.filter(({ isSame }) => !isSame).length;
  return (
    <div className={styles.document}>
      <Toolbar
        label={words.table}
        aside={
          <Switch label={words.onlyDifferent} isSelected={!isAllShown} onChange={(isOnly) => setAllShown(!isOnly)} />
        }
      >
        <span className={styles.muted} role="status">
          {all.length === 0 ? words.nobody : words.difference(differing, all.length)}
        </span>
        <Button variant="quiet" icon={ArrowLeftRight} onPress={swap}>
          {words.swap}
        </Button>
      </Toolbar>
      {leftRows.hasMore || rightRows.hasMore ? <Banner tone="info">{words.more(comparedLimit)}</Banner> : null}
      <div className={styles.table}>
        <VirtualTable
          label={words.table}
          columns={columns}
          rowCount={shown.length}
          rowAt={(index) => shown[index]}
          rowId={({ recipient }) => recipient}
          selectedId={selected}
          onSelect={({ recipient }) => setSelected(recipient)}
          onOpen={(row) => openDeliveries(app, row)}
          minWidth="32rem"
          empty={<EmptyState sentence={all.length === 0 ? words.nobody : words.allAlike} />}
        />
      </div>
    </div>
  );
}

function versionOf(run: RunRecord | undefined): string {
  return run === undefined ? '' : `${run.status} ${JSON.stringify(run.counts)}`;
}

function asTheyStand(rows: readonly RecipientRunRow[], run: RunRecord | undefined): RecipientRunRow[] {
  return rows.map((row) => rowAsItStands(row, run?.status));
}

/** The last delivery of either run beside the other; alone where only one was made. */
function openDeliveries(app: App, { left, right }: ComparedRecipient): void {
  const [before, after] = [left?.attempts.at(-1)?.id, right?.attempts.at(-1)?.id];
  const only = before ?? after;
  if (before !== undefined && after !== undefined) openComparison(app, before, after);
  else if (only !== undefined) app.openTab({ kind: 'delivery', key: only });
}

function comparisonColumns(left: number, right: number): TableColumn<ComparedRecipient>[] {
  return [
    {
      id: 'recipient',
      header: words.recipient,
      width: 'minmax(9rem, 1.1fr)',
      render: ({ recipient, name }) => <span title={recipient}>{name}</span>,
    },
    {
      id: 'left',
      header: words.run(left),
      width: 'minmax(10rem, 2fr)',
      render: ({ left: row }) => <Outcome row={row} />,
    },
    {
      id: 'right',
      header: words.run(right),
      width: 'minmax(10rem, 2fr)',
      render: ({ right: row }) => <Outcome row={row} />,
    },
  ];
}

function Outcome({ row }: { row: RecipientRunRow | undefined }) {
  if (row === undefined) return <span className={styles.muted}>{words.notThere}</span>;
  const text = rowWords(row);
  return (
    <span className={styles.outcome} title={text}>
      <StatusBadge status={rowStatus[row.status]} text={text} />
    </span>
  );
}
