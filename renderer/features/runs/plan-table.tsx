import { ChevronDown, ChevronRight, Minus, ShieldCheck, ShieldOff } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import type { PlannedRecipient } from '../../../core/contract/index.ts';
import { runs as words } from '../../strings/runs.ts';
import { ByteSize } from '../../ui/byte-size.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { type TableColumn, VirtualTable } from '../../ui/virtual-table.tsx';
import { conditionText, type PlanRow, planRows } from './plan-rows.ts';
import styles from './setup.module.css';

interface PlanTableProps {
  planned: readonly PlannedRecipient[];
  empty: string;
}

/** Who will get what, who will not and why; Enter (or the arrow) shows the conditions that decided. */
export function PlanTable({ planned, empty }: PlanTableProps) {
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const [selected, setSelected] = useState<string | null>(null);
  const rows = useMemo(() => planRows(planned, open), [planned, open]);
  const toggle = useCallback((row: PlanRow) => {
    if (row.kind !== 'recipient') return;
    setOpen((before) => {
      const next = new Set(before);
      if (!next.delete(row.planned.ordinal)) next.add(row.planned.ordinal);
      return next;
    });
  }, []);
  const columns = useMemo((): TableColumn<PlanRow>[] => {
    const { planColumns } = words;
    return [
      {
        id: 'recipient',
        header: planColumns.recipient,
        width: 'minmax(11rem, 1fr)',
        render: (row) => <RecipientCell row={row} onToggle={() => toggle(row)} />,
      },
      {
        id: 'request',
        header: planColumns.request,
        width: 'minmax(16rem, 2.5fr)',
        render: (row) => <RequestCell row={row} />,
      },
      {
        id: 'size',
        header: planColumns.size,
        width: '4.5rem',
        align: 'end',
        render: (row) =>
          row.kind !== 'recipient' || row.planned.bodySizeBytes === null ? null : (
            <ByteSize sizeBytes={row.planned.bodySizeBytes} />
          ),
      },
      {
        id: 'signed',
        header: planColumns.signed,
        width: '6.5rem',
        render: (row) =>
          row.kind !== 'recipient' || !row.planned.willSend ? null : <Signed is={row.planned.isSigned} />,
      },
    ];
  }, [toggle]);
  return (
    <VirtualTable
      label={words.planTable}
      columns={columns}
      rowCount={rows.length}
      rowAt={(index) => rows[index]}
      rowId={(row) => row.id}
      selectedId={selected}
      onSelect={(row) => setSelected(row.id)}
      onOpen={toggle}
      minWidth="40rem"
      empty={<EmptyState sentence={empty} />}
    />
  );
}

function RecipientCell({ row, onToggle }: { row: PlanRow; onToggle: () => void }) {
  if (row.kind === 'note') return null;
  if (row.kind === 'condition') {
    return (
      <span className={styles.owner} title={row.condition.owner}>
        {row.condition.owner}
      </span>
    );
  }
  const { displayName, recipient, via } = row.planned;
  const Chevron = row.isOpen ? ChevronDown : ChevronRight;
  const title = via === null ? recipient : `${recipient}, ${words.via(via)}`;
  return (
    <span className={styles.planned} title={title}>
      <button
        type="button"
        tabIndex={-1}
        className={styles.fold}
        aria-expanded={row.isOpen}
        aria-label={words.showWhy(displayName)}
        onClick={onToggle}
      >
        <Chevron size="0.875rem" aria-hidden="true" />
      </button>
      <span className={styles.ellipsis}>{displayName}</span>
    </span>
  );
}

function RequestCell({ row }: { row: PlanRow }) {
  if (row.kind === 'note') return <span className={styles.muted}>{row.text}</span>;
  if (row.kind === 'condition') {
    const text = conditionText(row.condition);
    return (
      <span className={styles.condition} title={text}>
        <ConditionMark isMet={row.condition.isMet} /> <code className={styles.ellipsis}>{text}</code>
      </span>
    );
  }
  const { willSend, messageCount, method, url, reason } = row.planned;
  if (!willSend) {
    return (
      <span className={styles.planned} title={reason?.message}>
        <StatusBadge status={isFailure(reason) ? 'undelivered' : 'skipped'} text={reason?.message ?? ''} />
      </span>
    );
  }
  return (
    <span className={styles.planned}>
      <code className={styles.ellipsis} title={`${method} ${url}`}>
        {method} {url}
      </code>
      {messageCount > 1 ? <span className={styles.more}>{words.planMore(messageCount - 1)}</span> : null}
    </span>
  );
}

/** Nobody wanted it so, as with a condition: the run would end it undelivered. */
function isFailure(reason: PlannedRecipient['reason']): boolean {
  return reason?.code === 'template-error' || reason?.code === 'final-failure';
}

function ConditionMark({ isMet }: { isMet: boolean | null }) {
  if (isMet === null) {
    return (
      <span className={styles.mark}>
        <Minus size="0.875rem" aria-hidden="true" /> {words.notEvaluated}
      </span>
    );
  }
  return (
    <span className={styles.mark}>
      <StatusBadge status={isMet ? 'valid' : 'invalid'} text={isMet ? words.met : words.unmet} />
    </span>
  );
}

function Signed({ is }: { is: boolean }) {
  const Icon = is ? ShieldCheck : ShieldOff;
  return (
    <span className={styles.mark}>
      <Icon size="0.875rem" aria-hidden="true" /> {is ? words.isSigned : words.notSigned}
    </span>
  );
}
