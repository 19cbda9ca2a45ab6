import type { ReactNode } from 'react';
import type { RunRecord } from '../../../core/contract/index.ts';
import { runs as words } from '../../strings/runs.ts';
import type { StatusName } from '../../ui/status-badge.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import styles from './run.module.css';
import { finalCount } from './run-headline.ts';

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
  const all = Math.max(counts.recipients, 1);
  return (
    <>
      <div
        className={styles.progress}
        role="progressbar"
        aria-valuemin={0}
        aria-valuemax={counts.recipients}
        aria-valuenow={final}
        aria-valuetext={words.progress(final.toLocaleString('en'), counts.recipients.toLocaleString('en'))}
      >
        {parts.map(({ id, className }) =>
          counts[id] === 0 ? null : (
            <span key={id} className={className} style={{ width: `${(counts[id] / all) * 100}%` }} />
          ),
        )}
      </div>
      <div className={styles.line}>
        <span className={styles.muted}>
          {words.progress(final.toLocaleString('en'), counts.recipients.toLocaleString('en'))}
        </span>
        {parts.map(({ id, status }) =>
          counts[id] === 0 ? null : <StatusBadge key={id} status={status} text={words.counts[id](counts[id])} />,
        )}
        <span className={styles.aside}>{children}</span>
      </div>
    </>
  );
}
