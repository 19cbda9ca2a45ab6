import { runs as words } from '../../strings/runs.ts';
import styles from './setup.module.css';
import type { PlanState } from './use-plan.ts';

/** How many will get something and how many will not, as it is known so far. */
export function PlanTotalsLine({ plan }: { plan: PlanState }) {
  return (
    <div className={styles.totals}>
      <h2>{words.dryRun}</h2>
      <span className={styles.muted} role="status">
        {textOf(plan)}
      </span>
    </div>
  );
}

function textOf({ status, rows, totals }: PlanState): string {
  if (status === 'none') return '';
  if (status === 'running') return words.planRunning(rows.length.toLocaleString('en'));
  const [send, skip] = [totals.send.toLocaleString('en'), totals.skip.toLocaleString('en')];
  const counted =
    totals.messages > totals.send
      ? words.planMessages(send, totals.messages.toLocaleString('en'), skip)
      : words.planTotals(send, skip, totals.signed.toLocaleString('en'));
  return status === 'done' ? counted : `${counted}; ${words.planStopped}`;
}
