import { Copy, Play, Square, Trash2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { CommandError } from '../../../core/contract/index.ts';
import { useApp, useIsReadOnly, useReceivers, useSession } from '../../stores/app-context.tsx';
import { toCommandError } from '../../stores/command-failure.ts';
import { removeDocument } from '../../stores/document-actions.ts';
import { useDocumentList } from '../../stores/use-document.ts';
import { receivers as words } from '../../strings/receivers.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { ListPane } from '../../ui/list-pane.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { addReceiver, duplicateReceiver, startReceivers, stopReceivers } from './receiver-actions.ts';
import { ReceiverRow } from './receiver-row.tsx';
import { useReceiverCounts } from './use-receiver-counts.ts';

export function ReceiverList() {
  const app = useApp();
  const isReadOnly = useIsReadOnly();
  const all = useDocumentList('receiver');
  const states = useReceivers((state) => state.states);
  const [filter, setFilter] = useState('');
  const [failure, setFailure] = useState<CommandError | null>(null);
  const activeTabId = useSession((state) => state.activeTabId);
  useReceiverCounts();
  const shown = useMemo(() => {
    const wanted = filter.toLowerCase();
    return all.filter(({ value }) => `${value.name}\n${value.path}`.toLowerCase().includes(wanted));
  }, [all, filter]);
  const add = { label: words.add, onPress: () => void addReceiver(app) };
  const isRunning = (key: string) => states[key]?.status === 'running';
  const stopped = all.filter(({ key }) => !isRunning(key)).map(({ key }) => key);
  const running = all.filter(({ key }) => isRunning(key)).map(({ key }) => key);
  const attempt = (action: Promise<void>): void => {
    setFailure(null);
    action.catch((cause: unknown) => setFailure(toCommandError(cause)));
  };
  const toggle = (key: string): void =>
    attempt(isRunning(key) ? stopReceivers(app, [key]) : startReceivers(app, [key]));

  return (
    <ListPane
      title={words.title}
      filter={{ value: filter, onChange: setFilter }}
      actions={
        <>
          <IconButton
            size="small"
            icon={Play}
            label={words.startAll}
            isDisabled={stopped.length === 0}
            onPress={() => attempt(startReceivers(app, stopped))}
          />
          <IconButton
            size="small"
            icon={Square}
            label={words.stopAll}
            isDisabled={running.length === 0}
            onPress={() => attempt(stopReceivers(app, running))}
          />
        </>
      }
      {...(isReadOnly ? {} : { add })}
    >
      {failure === null ? null : <ErrorNotice title={words.actionFailed} error={failure} />}
      <VirtualList
        label={words.title}
        rows={shown}
        rowHeightRem={2.75}
        rowId={({ key }) => `receiver:${key}`}
        selectedId={activeTabId}
        onOpen={({ key }) => app.openTab({ kind: 'receiver', key })}
        onRemove={({ key }) => void removeDocument(app, 'receiver', key)}
        renderRow={({ key, value }) => (
          <ReceiverRow receiver={value} state={states[key]} onToggle={() => toggle(key)} />
        )}
        menu={({ key, value }) => [
          isRunning(key)
            ? { id: 'stop', label: words.stop, icon: Square, onAction: () => toggle(key) }
            : { id: 'start', label: words.start, icon: Play, onAction: () => toggle(key) },
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
