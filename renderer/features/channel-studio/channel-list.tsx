import { Copy, Grid3x3, Plug, Trash2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useApp, useIsReadOnly, useSession } from '../../stores/app-context.tsx';
import { removeDocument } from '../../stores/document-actions.ts';
import { useDocumentList } from '../../stores/use-document.ts';
import { channelStudio } from '../../strings/channel-studio.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { ListPane } from '../../ui/list-pane.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { addChannel, duplicateChannel } from './new-channel.ts';

export function ChannelList() {
  const app = useApp();
  const isReadOnly = useIsReadOnly();
  const channels = useDocumentList('channel');
  const [filter, setFilter] = useState('');
  const activeTabId = useSession((state) => state.activeTabId);
  const shown = useMemo(() => {
    const wanted = filter.toLowerCase();
    return channels.filter(({ key, value }) => key.includes(wanted) || value.name.toLowerCase().includes(wanted));
  }, [channels, filter]);
  const add = { label: channelStudio.addChannel, onPress: () => void addChannel(app) };

  return (
    <ListPane
      title={channelStudio.listTitle}
      actions={
        <IconButton
          size="small"
          icon={Grid3x3}
          label={channelStudio.matrixOpen}
          onPress={() => app.openTab({ kind: 'matrix', key: '' })}
        />
      }
      filter={{ value: filter, onChange: setFilter }}
      {...(isReadOnly ? {} : { add })}
    >
      <VirtualList
        label={channelStudio.listTitle}
        rows={shown}
        rowId={(channel) => `channel:${channel.key}`}
        selectedId={activeTabId}
        onOpen={(channel) => app.openTab({ kind: 'channel', key: channel.key })}
        onRemove={(channel) => void removeDocument(app, 'channel', channel.key)}
        renderRow={(channel) => <ListRow icon={Plug} label={channel.value.name} detail={channel.key} />}
        menu={(channel) => [
          {
            id: 'duplicate',
            label: channelStudio.duplicate,
            icon: Copy,
            onAction: () => void duplicateChannel(app, channel.value),
          },
          {
            id: 'remove',
            label: channelStudio.remove,
            icon: Trash2,
            isDanger: true,
            onAction: () => void removeDocument(app, 'channel', channel.key),
          },
        ]}
        empty={
          filter === '' ? (
            <EmptyState sentence={channelStudio.empty} action={add} />
          ) : (
            <EmptyState sentence={channelStudio.noMatch} />
          )
        }
      />
    </ListPane>
  );
}
