import { channelStudio } from '../../strings/channel-studio.ts';
import { classNames } from '../../ui/class-names.ts';
import styles from './comparison.module.css';
import { changedStretch } from './line-difference.ts';

interface ChangedLineProps {
  /** Null = there is no such line on this side. */
  line: string | null;
  other: string | null;
  side: 'before' | 'after';
}

/** One line of a comparison with what differs marked: by colour, by a sign, and in words for screen readers. */
export function ChangedLine({ line, other, side }: ChangedLineProps) {
  if (line === null) return <div className={styles.absent} aria-hidden="true" />;
  if (line === other) return <div className={styles.line}>{line === '' ? '\n' : line}</div>;
  const { begin, end } = other === null ? { begin: 0, end: line.length } : changedStretch(line, other);
  return (
    <div className={classNames(styles.line, styles[side])} data-changed={side}>
      {line.slice(0, begin)}
      <mark className={styles.mark} title={channelStudio.differs}>
        {line.slice(begin, end)}
      </mark>
      {line.slice(end)}
      {line === '' ? '\n' : null}
    </div>
  );
}
