import { classNames } from '../../ui/class-names.ts';
import styles from './endpoint-text.module.css';

/** The path first: hosts are often the same. Where there is no room for both, each is cut by itself, and what any webhook is, `POST`, is left out. */
export function EndpointText({ method, endpoint }: { method?: string; endpoint: string }) {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : null;
  const before = method === undefined ? '' : `${method} `;
  return (
    <span className={styles.endpoint} title={`${before}${endpoint}`}>
      {method === undefined ? null : (
        <span className={classNames(styles.method, method === 'POST' && styles.usual)}>{before}</span>
      )}
      <span className={styles.path}>{url === null ? endpoint : url.pathname}</span>
      {url === null ? null : <span className={styles.host}> {url.host}</span>}
    </span>
  );
}
