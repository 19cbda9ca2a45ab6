import { requestWords } from '../strings/request.ts';
import styles from './request.module.css';

/** Headers as they went or came: order, spelling and repetition kept. */
export function HeaderList({ headers }: { headers: readonly (readonly [string, string])[] }) {
  if (headers.length === 0) return <p className={styles.muted}>{requestWords.noHeaders}</p>;
  return (
    <dl className={styles.headers} aria-label={requestWords.headers}>
      {headers.map(([name, value], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: headers may repeat, and their order is their identity
        <div key={index} className={styles.headerRow}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
