import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import styles from './text-button.module.css';

/** A way to somewhere in the middle of a text. */
export function TextButton({ onPress, children }: { onPress: () => void; children: ReactNode }) {
  return (
    <Button className={styles.button ?? ''} onPress={onPress}>
      {children}
    </Button>
  );
}
