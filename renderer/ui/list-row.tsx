import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './list-row.module.css';

interface ListRowProps {
  label: string;
  icon?: LucideIcon;
  /** Quiet text after the label, such as a key. */
  detail?: ReactNode;
  /** At the right end: a count or a badge. */
  aside?: ReactNode;
}

/** What a row of a side list shows; long names end in an ellipsis and are whole on hover. */
export function ListRow({ label, icon: Icon, detail, aside }: ListRowProps) {
  return (
    <>
      {Icon === undefined ? null : <Icon size="1rem" strokeWidth={1.5} aria-hidden="true" className={styles.icon} />}
      <span className={styles.label} title={label}>
        {label}
        {detail === undefined ? null : <span className={styles.detail}>{detail}</span>}
      </span>
      {aside === undefined ? null : <span className={styles.aside}>{aside}</span>}
    </>
  );
}
