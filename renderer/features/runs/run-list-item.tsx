import { ChevronDown, ChevronRight, CircleCheck, CircleMinus, CirclePause, CircleX } from 'lucide-react';
import type { RunRecord, WorkspaceSettings } from '../../../core/contract/index.ts';
import { resend } from '../../strings/resend.ts';
import { runs as words } from '../../strings/runs.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import type { RunListRow } from './list-rows.ts';
import { eventWords, runBadge } from './run-headline.ts';
import styles from './run-list.module.css';

interface RunListItemProps {
  row: Exclude<RunListRow, { kind: 'scenario' }>;
  isFolded: boolean;
  settings: WorkspaceSettings | undefined;
}

export function RunListItem({ row, isFolded, settings }: RunListItemProps) {
  if (row.kind === 'heading') {
    const Chevron = isFolded ? ChevronRight : ChevronDown;
    return (
      <>
        <Chevron size="0.875rem" aria-hidden="true" />
        <span className={styles.heading}>{row.title}</span>
        <span className={styles.aside}>{row.count.toLocaleString('en')}</span>
      </>
    );
  }
  const { run } = row;
  const event = eventWords(run, settings);
  const { resend: again } = run.trigger;
  return (
    <span className={styles.run} title={`${words.runTitle(run.number)} · ${event}\n${run.trigger.workflow}`}>
      <span className={styles.line}>
        <StatusBadge {...runBadge(run)} text={words.runTitle(run.number)} />
        <span className={styles.event}>{event}</span>
        <span className={styles.aside}>
          <RelativeTime timeMs={run.startedAtMs} />
        </span>
      </span>
      <span className={styles.line}>
        <Counts counts={run.counts} />
        {again === undefined ? null : (
          <span className={styles.again}>{resend.againFrom(again.runNumber, again.otherRuns?.length ?? 0)}</span>
        )}
      </span>
    </span>
  );
}

function Counts({ counts }: { counts: RunRecord['counts'] }) {
  const shown = [
    { id: 'delivered', Icon: CircleCheck, className: styles.delivered },
    { id: 'undelivered', Icon: CircleX, className: styles.undelivered },
    { id: 'skipped', Icon: CircleMinus, className: styles.skipped },
    { id: 'stopped', Icon: CirclePause, className: styles.skipped },
  ] as const;
  return (
    <span className={styles.counts}>
      {shown.map(({ id, Icon, className }) =>
        counts[id] === 0 ? null : (
          <span key={id} className={className} title={words.counts[id](counts[id])}>
            <Icon size="0.75rem" role="img" aria-label={words.counts[id](counts[id])} />
            <span aria-hidden="true">{counts[id]}</span>
          </span>
        ),
      )}
    </span>
  );
}
