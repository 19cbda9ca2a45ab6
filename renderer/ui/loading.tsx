import { useEffect, useState } from 'react';
import { ui } from '../strings/ui.ts';
import styles from './loading.module.css';

/** Says that something is being read; only after 300 ms, so that quick answers do not flicker. */
export function Loading() {
  const [isLate, setIsLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsLate(true), 300);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={styles.loading} role="status">
      {isLate ? ui.loading : null}
    </div>
  );
}
