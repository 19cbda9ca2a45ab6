import type { ReactNode } from 'react';
import { Toolbar as AriaToolbar } from 'react-aria-components';
import { classNames } from './class-names.ts';
import styles from './toolbar.module.css';

interface ToolbarProps {
  label: string;
  children: ReactNode;
  /** Pushed to the right end. */
  aside?: ReactNode;
  className?: string | undefined;
}

/** One row of controls above a document; arrows move between them. */
export function Toolbar({ label, children, aside, className }: ToolbarProps) {
  return (
    <AriaToolbar aria-label={label} className={classNames(styles.toolbar, className)}>
      {children}
      {aside === undefined ? null : (
        <>
          <span className={styles.spring} />
          {aside}
        </>
      )}
    </AriaToolbar>
  );
}
