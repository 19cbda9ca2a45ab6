import { ArrowUp } from 'lucide-react';
import { ui } from '../strings/ui.ts';
import { Button } from './button.tsx';
import styles from './new-rows-button.module.css';

interface NewRowsButtonProps {
  /** Rows that wait to be shown. */
  count: number;
  /** What they are, such as "Show the new attempts". */
  tooltip: string;
  onPress: () => void;
}

/** Over the top of a list that stays as it is while one looks at it: what came in waits behind this button. */
export function NewRowsButton({ count, tooltip, onPress }: NewRowsButtonProps) {
  if (count === 0) return null;
  return (
    <Button variant="primary" icon={ArrowUp} className={styles.pill} tooltip={tooltip} onPress={onPress}>
      {ui.newRows(count)}
    </Button>
  );
}
