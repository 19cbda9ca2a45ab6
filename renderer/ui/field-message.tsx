import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './field.module.css';
import { withNamesIsolated } from './isolated-names.ts';

/** What stands under a control: the error when there is one, else the hint. */
export function FieldMessage({ id, hint, error }: { id?: string; hint?: ReactNode; error?: string | undefined }) {
  if (error !== undefined) {
    return (
      <div id={id} className={styles.error}>
        <CircleAlert size="0.875rem" aria-hidden="true" />
        <span>{withNamesIsolated(error)}</span>
      </div>
    );
  }
  return hint === undefined || hint === null ? null : (
    <div id={id} className={styles.hint}>
      {hint}
    </div>
  );
}
