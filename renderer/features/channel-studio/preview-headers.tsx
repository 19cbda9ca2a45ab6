import type { Preview } from '../../../core/contract/index.ts';
import { channelStudio } from '../../strings/channel-studio.ts';
import styles from './preview-pane.module.css';

type Header = NonNullable<Preview['request']>['headers'][number];

const originWords: Record<Header['origin'], string | null> = {
  template: null,
  default: channelStudio.originDefault,
  signing: channelStudio.originSigning,
};

export function PreviewHeaders({ headers }: { headers: readonly Header[] }) {
  return (
    <dl className={styles.headers} aria-label={channelStudio.requestHeaders}>
      {headers.map((header, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: headers may repeat, and their order is their identity
        <div key={index} className={styles.headerRow}>
          <dt>{header.name}</dt>
          <dd>
            {header.value}
            {originWords[header.origin] === null ? null : (
              <span className={styles.origin}>{originWords[header.origin]}</span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
