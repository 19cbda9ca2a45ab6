import { Columns2 } from 'lucide-react';
import type { AttemptRecord, AttemptSummary } from '../../../core/contract/index.ts';
import { useApp } from '../../stores/app-context.tsx';
import { useRun } from '../../stores/use-run.ts';
import { comparison } from '../../strings/comparison.ts';
import { deliveries as words } from '../../strings/deliveries.ts';
import { resend } from '../../strings/resend.ts';
import { classNames } from '../../ui/class-names.ts';
import { formatDuration } from '../../ui/format.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { AttemptOutcome } from './attempt-outcome.tsx';
import { openComparison } from './comparison/held-attempt.ts';
import styles from './inspector.module.css';

interface AttemptsSectionProps {
  /** Of one message, oldest first. */
  attempts: readonly AttemptSummary[];
  current: AttemptRecord;
  onSwitch: (attemptId: string) => void;
}

/** Every attempt of the message, with the wait before it. */
export function AttemptsSection({ attempts, current, onSwitch }: AttemptsSectionProps) {
  const app = useApp();
  const last = attempts.at(-1);
  const compare = (other: AttemptSummary): void => {
    if (other.sequence < current.sequence) openComparison(app, other.id, current.id);
    else openComparison(app, current.id, other.id);
  };
  return (
    <ul className={classNames(styles.section, styles.attempts)} aria-label={words.attemptsTable}>
      {attempts.map((attempt, index) => {
        const before = attempts[index - 1];
        const isAgain = before !== undefined && before.runId !== attempt.runId;
        const waitedMs = before === undefined ? 0 : attempt.startedAtMs - before.startedAtMs - before.durationMs;
        return (
          <li key={attempt.id} className={styles.attempts}>
            {before === undefined ? null : (
              <span className={styles['wait-line']}>
                {isAgain ? <SentAgain runId={attempt.runId} /> : words.wait(formatDuration(Math.max(waitedMs, 0)))}
              </span>
            )}
            <div className={styles.attemptRow}>
              <button
                type="button"
                className={styles.attempt}
                aria-current={attempt.id === current.id ? 'true' : undefined}
                onClick={() => onSwitch(attempt.id)}
              >
                <span className={styles.attemptNumber}>{attempt.number}</span>
                <AttemptOutcome attempt={attempt} siblings={attempts} />
                <span className={styles.spring} />
                <span className={styles.number}>{formatDuration(attempt.durationMs)}</span>
              </button>
              {attempt.id === current.id ? (
                <span className={styles.noAction} />
              ) : (
                <IconButton
                  size="small"
                  icon={Columns2}
                  label={comparison.withThis(attempt.number)}
                  onPress={() => compare(attempt)}
                />
              )}
            </div>
          </li>
        );
      })}
      {last?.verdict === 'retry' && last.id === current.id && current.nextAttemptAtMs !== null ? (
        <li className={styles['wait-line']}>
          <RelativeTime timeMs={current.nextAttemptAtMs} />
        </li>
      ) : null}
    </ul>
  );
}

/** Between the attempts of one run and those of another that sent the message again. */
function SentAgain({ runId }: { runId: string }) {
  const { run } = useRun(runId);
  return run === undefined ? null : resend.sentAgainInRun(run.number);
}
