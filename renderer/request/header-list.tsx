import { requestWords } from '../strings/request.ts';
import { ExactText } from '../ui/exact-text.tsx';
import { HeaderValue } from './header-value.tsx';
import styles from './request.module.css';
import { useSecretMask } from './secret-mask.tsx';

/** Headers as they went or came: order, spelling and repetition kept. */
export function HeaderList({ headers }: { headers: readonly (readonly [string, string])[] }) {
  const mask = useSecretMask();
  if (headers.length === 0) return <p className={styles.muted}>{requestWords.noHeaders}</p>;
  return (
    <dl className={styles.headers} aria-label={requestWords.headers}>
      {headers.map(([name, value], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: headers may repeat, and their order is their identity
        <div key={index} className={styles.headerRow}>
          <dt>{name}</dt>
          <dd>
            <HeaderValue key={value} value={value}>
              <ExactText text={mask(value)} />
            </HeaderValue>
          </dd>
        </div>
      ))}
    </dl>
  );
}
