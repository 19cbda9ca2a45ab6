import type { Tab } from '../../stores/session.ts';
import { useDocumentStatus } from '../../stores/use-document.ts';
import { channelStudio } from '../../strings/channel-studio.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import styles from './channel-document.module.css';
import { Studio } from './studio.tsx';

export function ChannelDocument({ tab }: { tab: Tab }) {
  const status = useDocumentStatus('channel', tab.key);
  if (status === 'missing') return <EmptyState sentence={channelStudio.notFound(tab.key)} />;
  if (status === 'loading') return null;
  return (
    <div className={styles.document}>
      <Studio tab={tab} />
    </div>
  );
}
