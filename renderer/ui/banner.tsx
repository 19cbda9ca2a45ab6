import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './banner.module.css';
import { classNames } from './class-names.ts';

interface BannerProps {
  tone: 'info' | 'warning' | 'error';
  children: ReactNode;
  /** Buttons at the right end. */
  actions?: ReactNode;
}
const icons = { info: Info, warning: TriangleAlert, error: CircleAlert };

/** A full-width line above what it is about: stays until its cause is gone. */
export function Banner({ tone, children, actions }: BannerProps) {
  const Icon = icons[tone];
  return (
    <div role={tone === 'error' ? 'alert' : 'status'} className={classNames(styles.banner, styles[tone])}>
      <Icon size="1rem" aria-hidden="true" className={styles.icon} />
      <div className={styles.text}>{children}</div>
      {actions === undefined ? null : <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
