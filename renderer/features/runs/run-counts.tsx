import type { ReactNode } from 'react';
import type { RunRecord } from '../../../core/contract/index.ts';
import { runs as words } from '../../strings/runs.ts';
import type { StatusName } from '../../ui/status-badge.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import styles from './run.module.css';
import { canResume, finalCount, recipientTotal } from './run-headline.ts';

const parts = [
  { id: 'delivered', status: 'delivered', className: styles.partDelivered },
  { id: 'undelivered', status: 'undelivered', className: styles.partUndelivered },
  { id: 'skipped', status: 'skipped', className: styles.partSkipped },
  { id: 'stopped', status: 'stopped', className: styles.partStopped },
  { id: 'active', status: 'sending', className: styles.partActive },
] as const satisfies readonly { id: keyof typeof words.counts; status: StatusName; className: string | undefined }[];

/** How far the run is, as a bar and in words; beside them what can be done with all of it. */
export function RunCounts({ run, children }: { run: RunRecord; children: ReactNode }) {
  const { counts } = run;
  const final = finalCount(run);
  const total = recipientTotal(run);
  const all = Math.max(total, 1);
  // Cut short, it may not have come to everybody: who is left is found when it goes on.
  const isPartial = canResume(run) && total === counts.recipients;
  const said = (isPartial ? words.progressSoFar : words.progress)(
    final.toLocaleString('en'),
    total.toLocaleString('en'),
  );
  return (
    <>
      <div
        className={styles.progress}
        role="progressbar"
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={final}
        aria-valuetext={said}
      >
        {parts.map(({ id, className }) =>
          counts[id] === 0 ? null : (
            <span key={id} className={className} style={{ width: `${(counts[id] / all) * 100}%` }} />
          ),
        )}
      </div>
      <div className={styles.line}>
        <span className={styles.muted}>{said}</span>
        {parts.map(({ id, status }) =>
          counts[id] === 0 ? null : <StatusBadge key={id} status={status} text={words.counts[id](counts[id])} />,
        )}
        <span className={styles.aside}>{children}</span>
      </div>
    </>
  );
}
