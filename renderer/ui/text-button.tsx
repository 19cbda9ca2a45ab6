import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import styles from './text-button.module.css';

interface TextButtonProps {
  onPress: () => void;
  /** Of one that unfolds something: whether it is unfolded. */
  isExpanded?: boolean;
  children: ReactNode;
}

/** A way to somewhere in the middle of a text. */
export function TextButton({ onPress, isExpanded, children }: TextButtonProps) {
  return (
    <Button
      className={styles.button ?? ''}
      onPress={onPress}
      {...(isExpanded === undefined ? {} : { 'aria-expanded': isExpanded })}
    >
      {children}
    </Button>
  );
}
