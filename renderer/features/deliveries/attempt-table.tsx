import { type ReactNode, useMemo } from 'react';
import type { AttemptSummary, RunRecord } from '../../../core/contract/index.ts';
import { useApp, useRuns } from '../../stores/app-context.tsx';
import { deliveries as words } from '../../strings/deliveries.ts';
import { ByteSize } from '../../ui/byte-size.tsx';
import { formatDuration } from '../../ui/format.ts';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { type TableColumn, VirtualTable } from '../../ui/virtual-table.tsx';
import { AttemptTime } from './attempt-time.tsx';
import { attemptMenu } from './comparison/attempt-menu.ts';
import { useHeldAttempt } from './comparison/held-attempt.ts';
import styles from './deliveries.module.css';
import { EndpointText } from './endpoint-text.tsx';
import { attemptStatus, attemptWords } from './outcome-words.ts';

interface AttemptTableProps {
  label: string;
  rows: readonly AttemptSummary[];
  hasMore?: boolean;
  /** Runs that are known besides those seen live: for their numbers and clocks. */
  runs?: readonly RunRecord[];
  selectedId: string | null;
  onSelect?: (attempt: AttemptSummary) => void;
  onSelectAlso?: (attempt: AttemptSummary) => void;
  onOpen: (attempt: AttemptSummary) => void;
  onRange?: (first: number, last: number) => void;
  empty: ReactNode;
}

const noRuns: readonly RunRecord[] = [];

/** Attempts, newest first. The endpoint keeps room for its path and host: the other columns but the outcome and the time give way to it. */
export function AttemptTable({
  label,
  rows,
  hasMore = false,
  runs = noRuns,
  selectedId,
  onSelect,
  onSelectAlso,
  onOpen,
  onRange,
  empty,
}: AttemptTableProps) {
  const app = useApp();
  const held = useHeldAttempt();
  const live = useRuns((state) => state.byId);
  const runsById = useMemo(() => new Map([...runs, ...Object.values(live)].map((run) => [run.id, run])), [runs, live]);
  const columns = useMemo((): TableColumn<AttemptSummary>[] => {
    const { columns: headers } = words;
    return [
      {
        id: 'outcome',
        header: headers.outcome,
        width: 'minmax(10.75rem, 1.4fr)',
        render: (attempt) => (
          <span className={styles.outcome} title={attemptWords(attempt)}>
            <StatusBadge status={attemptStatus(attempt)} text={attemptWords(attempt)} />
          </span>
        ),
      },
      {
        id: 'recipient',
        header: headers.recipient,
        width: 'minmax(7rem, 1fr)',
        fromRem: 37.5,
        render: (attempt) => <span title={`${attempt.displayName}\n${attempt.recipient}`}>{attempt.displayName}</span>,
      },
      {
        id: 'endpoint',
        header: headers.endpoint,
        width: 'minmax(11rem, 2.2fr)',
        render: ({ method, endpoint }) => <EndpointText method={method} endpoint={endpoint} />,
      },
      {
        id: 'duration',
        header: headers.duration,
        width: '4.25rem',
        fromRem: 45.5,
        align: 'end',
        render: (attempt) => formatDuration(attempt.durationMs),
      },
      {
        id: 'time',
        header: headers.time,
        // For "+6 min 23 s" of a run in virtual time.
        width: '5.75rem',
        align: 'end',
        render: (attempt) => <AttemptTime attempt={attempt} run={runsById.get(attempt.runId)} />,
      },
      {
        id: 'attempt',
        header: headers.attempt,
        width: '4.25rem',
        fromRem: 50,
        align: 'end',
        render: (attempt) => attempt.number,
      },
      {
        id: 'size',
        header: headers.size,
        width: '4rem',
        fromRem: 54,
        align: 'end',
        render: (attempt) => <ByteSize sizeBytes={attempt.requestSizeBytes} />,
      },
      {
        id: 'run',
        header: headers.run,
        width: '3.5rem',
        fromRem: 57.5,
        align: 'end',
        render: (attempt) => runsById.get(attempt.runId)?.number ?? '',
      },
    ];
  }, [runsById]);
  return (
    <VirtualTable
      label={label}
      columns={columns}
      rowCount={rows.length + (hasMore ? 1 : 0)}
      rowAt={(index) => rows[index]}
      rowId={(attempt) => attempt.id}
      selectedId={selectedId}
      minWidth="29.75rem"
      {...(onSelect === undefined ? {} : { onSelect })}
      {...(onSelectAlso === undefined ? {} : { onSelectAlso })}
      rowClassName={(attempt) => (attempt.id === held?.id ? styles.held : undefined)}
      onOpen={onOpen}
      menu={(attempt) => attemptMenu(app, attempt)}
      {...(onRange === undefined ? {} : { onRange })}
      empty={empty}
    />
  );
}
