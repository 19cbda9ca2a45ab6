import type { RecipientRunRow, RunRecord } from '../../../core/contract/index.ts';
import { runs as words } from '../../strings/runs.ts';
import { formatDuration } from '../../ui/format.ts';
import { StatusBadge } from '../../ui/status-badge.tsx';
import type { TableColumn } from '../../ui/virtual-table.tsx';
import { AttemptsBar } from './attempts-bar.tsx';
import { rowStatus, rowWords } from './outcome-words.ts';
import styles from './run.module.css';
import type { TimeAxis } from './time-axis.ts';

/** The columns of a run's table; all bars share the axis. */
export function runColumns(run: RunRecord, axis: TimeAxis): TableColumn<RecipientRunRow>[] {
  const { columns } = words;
  return [
    {
      id: 'recipient',
      header: columns.recipient,
      width: 'minmax(9rem, 1.1fr)',
      render: (row) => (
        <span title={row.via === null ? row.recipient : `${row.recipient}, ${words.via(row.via)}`}>
          {row.displayName}
        </span>
      ),
    },
    {
      id: 'outcome',
      header: columns.outcome,
      width: 'minmax(12rem, 2.1fr)',
      // Without attempts there is neither a bar nor a total, and a reason is a sentence.
      span: (row) => (row.attempts.length === 0 ? 3 : 1),
      render: (row) => {
        const text = rowWords(row);
        return (
          <span className={styles.outcome} title={row.status === 'skipped' ? row.reason?.message : text}>
            <StatusBadge status={rowStatus[row.status]} text={text} />
          </span>
        );
      },
    },
    {
      id: 'attempts',
      header:
        axis.endMs > axis.startMs ? words.attemptsAxis(formatDuration(axis.endMs - axis.startMs)) : columns.attempts,
      width: 'minmax(9rem, 1.1fr)',
      render: (row) => <AttemptsBar row={row} axis={axis} />,
    },
    {
      id: 'total',
      header: run.trigger.clock === 'virtual' ? columns.virtualTotal : columns.total,
      width: '7.25rem',
      align: 'end',
      render: totalWords,
    },
  ];
}

/** From the recipient's beginning to its end, in the run's own time. */
function totalWords({ attempts }: RecipientRunRow): string {
  const last = attempts.at(-1);
  const first = attempts[0];
  if (first === undefined || last === undefined) return '';
  return formatDuration(Math.max(last.startedAtMs + last.durationMs - first.startedAtMs, 0));
}
