import { type ReactNode, useMemo } from 'react';
import {
  type AttemptFilter,
  type AttemptStatistics,
  type Latency,
  type StatisticsOrder,
  statisticsOrders,
} from '../../../core/contract/index.ts';
import { useEngineQuery } from '../../stores/use-engine-query.ts';
import { deliveries as words } from '../../strings/deliveries.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { formatDuration } from '../../ui/format.ts';
import { Loading } from '../../ui/loading.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { type TableColumn, VirtualTable } from '../../ui/virtual-table.tsx';
import styles from './deliveries.module.css';
import { EndpointText } from './endpoint-text.tsx';
import { answerWords } from './outcome-words.ts';

type Row = AttemptStatistics & { endpoint: string | null };

interface EndpointStatisticsProps {
  filter: AttemptFilter;
  /** Grows when more attempts match. */
  version: unknown;
  order: StatisticsOrder;
  onOrder: (order: StatisticsOrder) => void;
  /** The chosen endpoint: rows change places while attempts come in. */
  selected: string | null;
  onSelect: (endpoint: string) => void;
  /** Shows the attempts of one endpoint. */
  onOpen: (endpoint: string) => void;
  empty: ReactNode;
}

/** How the attempts that match ended and how long they took: all of them, then each endpoint. */
export function EndpointStatistics(props: EndpointStatisticsProps) {
  const { filter, version, order, onOrder, selected, onSelect, onOpen, empty } = props;
  const query = useEngineQuery('deliveries.statistics', { filter, order }, version);
  const { data } = query;
  const rows = useMemo(
    (): readonly Row[] => (data === undefined ? [] : [{ ...data.total, endpoint: null }, ...data.endpoints]),
    [data],
  );
  if (query.error !== null) {
    return (
      <ErrorNotice
        title={words.listFailed}
        error={query.error}
        actions={<Button onPress={query.reload}>{words.tryAgain}</Button>}
      />
    );
  }
  if (data === undefined) return <Loading />;
  if (data.total.attempts === 0) return empty;
  return (
    <div className={styles.document}>
      <div className={styles.statisticsBar}>
        <span>
          {words.statisticsHint(data.isCut ? data.total.attempts.toLocaleString('en') : null)}
          {data.endpointCount > data.endpoints.length
            ? ` ${words.statisticsMore(data.endpoints.length, data.endpointCount.toLocaleString('en'))}`
            : null}
        </span>
        <SelectField
          label={words.statisticsOrder}
          isLabelHidden
          className={styles.field}
          options={statisticsOrders.map((id) => ({ id, label: words.statisticsOrders[id] }))}
          value={order}
          onChange={onOrder}
        />
      </div>
      <div className={styles.table}>
        <VirtualTable
          label={words.statisticsTable}
          columns={columns}
          rowCount={rows.length}
          rowAt={(index) => rows[index]}
          rowId={rowId}
          selectedId={selected}
          onSelect={(row) => onSelect(rowId(row))}
          rowClassName={({ endpoint }) => (endpoint === null ? styles.total : undefined)}
          onOpen={({ endpoint }) => endpoint !== null && onOpen(endpoint)}
          minWidth="38.75rem"
        />
      </div>
    </div>
  );
}

function rowId({ endpoint }: Row): string {
  return endpoint ?? '';
}

const time = (id: keyof Latency, header: string): TableColumn<Row> => ({
  id,
  header,
  width: '4.25rem',
  align: 'end',
  render: ({ latency }) => (latency === null ? '' : formatDuration(latency[id])),
});

const columns: TableColumn<Row>[] = [
  {
    id: 'endpoint',
    header: words.columns.endpoint,
    width: 'minmax(14rem, 2fr)',
    render: ({ endpoint }) => (endpoint === null ? words.allEndpoints : <EndpointText endpoint={endpoint} />),
  },
  {
    id: 'outcomes',
    header: words.columns.outcome,
    width: 'minmax(6.5rem, 1.6fr)',
    render: (row) => <Outcomes row={row} />,
  },
  {
    id: 'attempts',
    header: words.statisticsAttempts,
    width: '4.25rem',
    align: 'end',
    render: ({ attempts }) => attempts.toLocaleString('en'),
  },
  {
    id: 'delivered',
    header: words.statisticsDelivered,
    width: '4.5rem',
    align: 'end',
    render: ({ attempts, delivered }) => words.share(delivered, attempts),
  },
  time('p50Ms', 'p50'),
  { ...time('p90Ms', 'p90'), fromRem: 52 },
  { ...time('p95Ms', 'p95'), fromRem: 43 },
  time('p99Ms', 'p99'),
  { ...time('maxMs', words.statisticsMax), fromRem: 47 },
];

/** `200 × 180, 500 × 20, connection refused × 5` */
function Outcomes({ row }: { row: Row }) {
  const text = row.outcomes
    .map((outcome) => words.outcomeTimes(answerWords(outcome), outcome.count.toLocaleString('en')))
    .join(', ');
  return <span title={text}>{text}</span>;
}
