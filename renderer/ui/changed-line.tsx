import { ui } from '../strings/ui.ts';
import styles from './changed-line.module.css';
import { classNames } from './class-names.ts';
import { exactLines } from './exact-text.tsx';
import { changedStretch } from './line-difference.ts';

interface ChangedLineProps {
  /** Null = there is no such line on this side. */
  line: string | null;
  other: string | null;
  side: 'before' | 'after';
  /** Of a longer part only its near end is shown, and how much is left out. In characters. */
  partLimit?: number;
}

/** One line of a comparison with what differs marked: by colour, by a sign, and in words for screen readers. */
export function ChangedLine({ line, other, side, partLimit = Number.POSITIVE_INFINITY }: ChangedLineProps) {
  if (line === null) return <div className={styles.absent} aria-hidden="true" />;
  if (line === other) {
    return <div className={styles.line}>{line === '' ? '\n' : <Beginning text={line} limit={partLimit} />}</div>;
  }
  const { begin, end } = other === null ? { begin: 0, end: line.length } : changedStretch(line, other);
  return (
    <div className={classNames(styles.line, styles[side])} data-changed={side}>
      <End text={line.slice(0, begin)} limit={partLimit} />
      <mark className={styles.mark} title={ui.differs}>
        <Beginning text={line.slice(begin, end)} limit={partLimit} />
      </mark>
      <Beginning text={line.slice(end)} limit={partLimit} />
      {line === '' ? '\n' : null}
    </div>
  );
}

function Beginning({ text, limit }: { text: string; limit: number }) {
  if (text.length <= limit) return exactLines(text);
  return (
    <>
      {exactLines(text.slice(0, limit))} <span className={styles.left}>{ui.charactersMore(text.length - limit)}</span>
    </>
  );
}

function End({ text, limit }: { text: string; limit: number }) {
  if (text.length <= limit) return exactLines(text);
  return (
    <>
      <span className={styles.left}>{ui.charactersBefore(text.length - limit)}</span> {exactLines(text.slice(-limit))}
    </>
  );
}
