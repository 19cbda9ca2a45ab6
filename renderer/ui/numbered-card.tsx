import { ArrowDown, ArrowUp, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from './icon-button.tsx';
import styles from './numbered-card.module.css';

interface NumberedCardProps {
  /** For screen readers. */
  label: string;
  /** From 1. */
  number: number;
  title: string;
  isLast: boolean;
  words: { moveUp: string; moveDown: string; remove: string };
  onMove: (offset: number) => void;
  onRemove: () => void;
  /** Before the button that removes it. */
  actions?: ReactNode;
  children: ReactNode;
}

/** One of several things whose order counts. */
export function NumberedCard(props: NumberedCardProps) {
  const { label, number, title, isLast, words, onMove, onRemove, actions, children } = props;
  return (
    <article className={styles.card} aria-label={label}>
      <header className={styles.head}>
        <span className={styles.number}>{number}</span>
        <strong className={styles.title} title={title}>
          {title}
        </strong>
        <IconButton
          icon={ArrowUp}
          size="small"
          label={words.moveUp}
          isDisabled={number === 1}
          onPress={() => onMove(-1)}
        />
        <IconButton
          icon={ArrowDown}
          size="small"
          label={words.moveDown}
          isDisabled={isLast}
          onPress={() => onMove(1)}
        />
        {actions}
        <IconButton icon={X} size="small" label={words.remove} onPress={onRemove} />
      </header>
      {children}
    </article>
  );
}
