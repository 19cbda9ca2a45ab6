import { Copy, Play, Radio, Square, Trash2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useApp, useIsReadOnly, useReceivers, useSession } from '../../stores/app-context.tsx';
import { removeDocument } from '../../stores/document-actions.ts';
import { useDocumentList } from '../../stores/use-document.ts';
import { receivers as words } from '../../strings/receivers.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { ListPane } from '../../ui/list-pane.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { addReceiver, duplicateReceiver, startReceivers, stopReceivers } from './receiver-actions.ts';
import { ReceiverStatus } from './receiver-status.tsx';

export function ReceiverList() {
  const app = useApp();
  const isReadOnly = useIsReadOnly();
  const all = useDocumentList('receiver');
  const states = useReceivers((state) => state.states);
  const [filter, setFilter] = useState('');
  const activeTabId = useSession((state) => state.activeTabId);
  const shown = useMemo(() => {
    const wanted = filter.toLowerCase();
    return all.filter(({ key, value }) => key.includes(wanted) || value.name.toLowerCase().includes(wanted));
  }, [all, filter]);
  const add = { label: words.add, onPress: () => void addReceiver(app) };
  const isRunning = (key: string) => states[key]?.status === 'running';
  const stopped = all.filter(({ key }) => !isRunning(key)).map(({ key }) => key);
  const running = all.filter(({ key }) => isRunning(key)).map(({ key }) => key);

  return (
    <ListPane
      title={words.listTitle}
      filter={{ value: filter, onChange: setFilter }}
      actions={
        <>
          <IconButton
            size="small"
            icon={Play}
            label={words.startAll}
            isDisabled={stopped.length === 0}
            onPress={() => void startReceivers(app, stopped)}
          />
          <IconButton
            size="small"
            icon={Square}
            label={words.stopAll}
            isDisabled={running.length === 0}
            onPress={() => void stopReceivers(app, running)}
          />
        </>
      }
      {...(isReadOnly ? {} : { add })}
    >
      <VirtualList
        label={words.listTitle}
        rows={shown}
        rowId={({ key }) => `receiver:${key}`}
        selectedId={activeTabId}
        onOpen={({ key }) => app.openTab({ kind: 'receiver', key })}
        onRemove={({ key }) => void removeDocument(app, 'receiver', key)}
        renderRow={({ key, value }) => (
          <ListRow icon={Radio} label={value.name} aside={<ReceiverStatus state={states[key]} />} />
        )}
        menu={({ key, value }) => [
          isRunning(key)
            ? { id: 'stop', label: words.stop, icon: Square, onAction: () => void stopReceivers(app, [key]) }
            : { id: 'start', label: words.start, icon: Play, onAction: () => void startReceivers(app, [key]) },
          { id: 'duplicate', label: words.duplicate, icon: Copy, onAction: () => void duplicateReceiver(app, value) },
          {
            id: 'remove',
            label: words.remove,
            icon: Trash2,
            isDanger: true,
            onAction: () => void removeDocument(app, 'receiver', key),
          },
        ]}
        empty={
          filter === '' ? <EmptyState sentence={words.empty} action={add} /> : <EmptyState sentence={words.noMatch} />
        }
      />
    </ListPane>
  );
}
