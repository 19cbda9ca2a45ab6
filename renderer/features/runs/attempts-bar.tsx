import { useMemo } from 'react';
import type { RecipientRunRow } from '../../../core/contract/index.ts';
import { runs as words } from '../../strings/runs.ts';
import { attemptWords } from '../deliveries/outcome-words.ts';
import styles from './run.module.css';
import { layOutAttempts, type TimeAxis } from './time-axis.ts';

const width = 1000;

/** The attempts of one recipient in time; waits are thin lines between them. */
export function AttemptsBar({ row, axis }: { row: RecipientRunRow; axis: TimeAxis }) {
  const bars = useMemo(() => layOutAttempts(axis, row), [axis, row]);
  if (row.attempts.length === 0) return null;
  const label = words.barLabel(barWords(row).join(', '));
  return (
    <svg className={styles.bar} viewBox={`0 0 ${width} 16`} preserveAspectRatio="none" role="img" aria-label={label}>
      <title>{label}</title>
      <line className={styles.axis} x1="0" y1="15.5" x2={width} y2="15.5" />
      {bars.waits.map((wait, index) => (
        <line
          // biome-ignore lint/suspicious/noArrayIndexKey: waits have no identity but their place
          key={index}
          className={styles.wait}
          x1={wait.from * width}
          x2={(wait.from + wait.length) * width}
          y1="8"
          y2="8"
        />
      ))}
      {bars.attempts.map((bar) => (
        <rect
          key={bar.id}
          className={bar.isStopped ? styles.stopped : styles[bar.verdict]}
          x={bar.from * width}
          width={bar.length * width}
          y="2"
          height="12"
        />
      ))}
    </svg>
  );
}

/** Each attempt in words; a recipient's row knows what came after each. */
function barWords({ attempts, status }: RecipientRunRow): string[] {
  const isRunOver = status !== 'waiting' && status !== 'sending';
  return attempts.map((attempt) => {
    const siblings = attempts.filter(({ messageId }) => messageId === attempt.messageId);
    return attemptWords(attempt, { siblings, isRunOver });
  });
}
