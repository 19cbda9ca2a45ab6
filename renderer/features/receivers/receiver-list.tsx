import { Copy, Play, Square, Trash2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useApp, useIsReadOnly, useReceivers, useSession } from '../../stores/app-context.tsx';
import { attempt } from '../../stores/attempt.ts';
import { removeDocument } from '../../stores/document-actions.ts';
import type { StoredDocumentOf } from '../../stores/documents.ts';
import { countRunning } from '../../stores/receivers.ts';
import { tabId } from '../../stores/session.ts';
import { useDocumentList } from '../../stores/use-document.ts';
import { receivers as words } from '../../strings/receivers.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { ListPane } from '../../ui/list-pane.tsx';
import type { MenuEntry } from '../../ui/menu.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { addReceiver, duplicateReceiver, startReceivers, stopReceivers } from './receiver-actions.ts';
import { isUp, ReceiverRow } from './receiver-row.tsx';
import { useReceiverCounts } from './use-receiver-counts.ts';

type Row = StoredDocumentOf<'receiver'>;

const rowIdOf = ({ key }: Row): string => tabId({ kind: 'receiver', key });

/** All receivers with how they stand; each can be started and stopped here. */
export function ReceiverList() {
  const app = useApp();
  const isReadOnly = useIsReadOnly();
  const list = useDocumentList('receiver');
  const states = useReceivers((state) => state.states);
  const running = useReceivers(countRunning);
  const activeTabId = useSession((state) => state.activeTabId);
  const [filter, setFilter] = useState('');
  useReceiverCounts();
  const shown = useMemo(() => {
    const wanted = filter.trim().toLowerCase();
    return list.filter(({ key, value }) => `${key} ${value.name} ${value.path}`.toLowerCase().includes(wanted));
  }, [list, filter]);
  const allKeys = list.map(({ key }) => key);
  const add = { label: words.add, onPress: () => void attempt(app, () => addReceiver(app)) };
  const remove = (row: Row): void =>
    void attempt(
      app,
      async () => {
        if (isUp(states[row.key])) await stopReceivers(app, [row.key]);
        await removeDocument(app, 'receiver', row.key);
      },
      rowIdOf(row),
    );
  const toggle = (row: Row): void =>
    void attempt(app, () => (isUp(states[row.key]) ? stopReceivers : startReceivers)(app, [row.key]), rowIdOf(row));
  const menu = (row: Row): MenuEntry[] => {
    const own: MenuEntry = isUp(states[row.key])
      ? { id: 'stop', label: words.stop, icon: Square, onAction: () => toggle(row) }
      : { id: 'start', label: words.start, icon: Play, onAction: () => toggle(row) };
    if (isReadOnly) return [own];
    return [
      own,
      'separator',
      {
        id: 'duplicate',
        label: words.duplicate,
        icon: Copy,
        onAction: () => void attempt(app, () => duplicateReceiver(app, row.value), rowIdOf(row)),
      },
      { id: 'remove', label: words.remove, icon: Trash2, isDanger: true, onAction: () => remove(row) },
    ];
  };

  return (
    <ListPane
      title={words.title}
      filter={{ value: filter, onChange: setFilter }}
      {...(isReadOnly ? {} : { add })}
      actions={
        <>
          <IconButton
            size="small"
            icon={Play}
            label={words.startAll}
            isDisabled={allKeys.length === 0}
            onPress={() => void attempt(app, () => startReceivers(app, allKeys))}
          />
          <IconButton
            size="small"
            icon={Square}
            label={words.stopAll}
            isDisabled={running === 0}
            onPress={() => void attempt(app, () => stopReceivers(app, allKeys))}
          />
        </>
      }
    >
      <VirtualList
        label={words.title}
        rows={shown}
        rowId={rowIdOf}
        rowHeightRem={2.75}
        selectedId={activeTabId}
        onOpen={(row) => app.openTab({ kind: 'receiver', key: row.key })}
        {...(isReadOnly ? {} : { onRemove: remove })}
        menu={menu}
        renderRow={(row) => <ReceiverRow receiver={row.value} state={states[row.key]} onToggle={() => toggle(row)} />}
        empty={
          filter === '' ? (
            <EmptyState sentence={words.empty} {...(isReadOnly ? {} : { action: add })} />
          ) : (
            <EmptyState sentence={words.noMatch} />
          )
        }
      />
    </ListPane>
  );
}
