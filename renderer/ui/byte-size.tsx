import { formatBytes } from './format.ts';
import styles from './numbers.module.css';

/** A size in bytes with its unit; the exact number on hover. */
export function ByteSize({ sizeBytes }: { sizeBytes: number }) {
  return (
    <span className={styles.number} title={`${sizeBytes.toLocaleString('en')} bytes`}>
      {formatBytes(sizeBytes)}
    </span>
  );
}
