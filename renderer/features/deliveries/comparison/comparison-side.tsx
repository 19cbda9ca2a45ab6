import { SquareArrowOutUpRight } from 'lucide-react';
import type { AttemptRecord } from '../../../../core/contract/index.ts';
import { useApp } from '../../../stores/app-context.tsx';
import { useRun } from '../../../stores/use-run.ts';
import { comparison as words } from '../../../strings/comparison.ts';
import { deliveries } from '../../../strings/deliveries.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { AttemptTime } from '../attempt-time.tsx';
import { attemptStatus, attemptWords } from '../outcome-words.ts';
import styles from './comparison.module.css';

/** The head of one side: which delivery it is, and the way to it. */
export function ComparisonSide({ attempt }: { attempt: AttemptRecord }) {
  const app = useApp();
  const { run } = useRun(attempt.runId);
  return (
    <div className={styles.side}>
      <div className={styles.sideTexts}>
        <StatusBadge status={attemptStatus(attempt)} text={attemptWords(attempt)} />
        <span className={styles.muted}>
          {deliveries.toRecipient(attempt.displayName)}, {deliveries.attemptOf(attempt.number)}
          {run === undefined ? null : `, ${deliveries.run(run.number).toLowerCase()}`},{' '}
          <AttemptTime attempt={attempt} run={run} />
        </span>
      </div>
      <IconButton
        size="small"
        icon={SquareArrowOutUpRight}
        label={words.open}
        onPress={() => app.openTab({ kind: 'delivery', key: attempt.id })}
      />
    </div>
  );
}
