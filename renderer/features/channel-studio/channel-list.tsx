import { ChevronDown, ChevronRight, Copy, Grid3x3, Pencil, Plug, Puzzle, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useApp, useIsReadOnly, useSession } from '../../stores/app-context.tsx';
import { attempt } from '../../stores/attempt.ts';
import { removeDocument } from '../../stores/document-actions.ts';
import { useDocumentRows } from '../../stores/use-document.ts';
import { channelStudio } from '../../strings/channel-studio.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { ListPane } from '../../ui/list-pane.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import type { MenuEntry } from '../../ui/menu.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { type ChannelListRow, channelListRows, rowIdOf } from './channel-list-rows.ts';
import { addChannel, addPartial, duplicateChannel } from './new-channel.ts';
import styles from './partials/partial.module.css';

export function ChannelList() {
  const app = useApp();
  const isReadOnly = useIsReadOnly();
  const [filter, setFilter] = useState('');
  const [isFolded, setFolded] = useState(false);
  const activeTabId = useSession((state) => state.activeTabId);
  const rows = useDocumentRows((state) => channelListRows(state, { filter, isFolded }));
  const add = { label: channelStudio.addChannel, onPress: () => void attempt(app, () => addChannel(app)) };

  const open = (row: ChannelListRow): void => {
    if (row.kind === 'heading') setFolded(!isFolded);
    else app.openTab({ kind: row.kind, key: row.key });
  };
  const remove = (row: ChannelListRow): void => {
    if (row.kind === 'heading') return;
    const note = row.kind === 'partial' ? channelStudio.stillUsed(row.useCount) : '';
    void attempt(app, () => removeDocument(app, row.kind, row.key, note), rowIdOf(row));
  };
  const menu = (row: ChannelListRow): MenuEntry[] => {
    if (row.kind === 'heading' || isReadOnly) return [];
    const removal: MenuEntry = {
      id: 'remove',
      label: channelStudio.remove,
      icon: Trash2,
      isDanger: true,
      onAction: () => remove(row),
    };
    if (row.kind === 'partial') {
      return [
        { id: 'rename', label: channelStudio.renamePartial, icon: Pencil, onAction: () => open(row) },
        'separator',
        removal,
      ];
    }
    return [
      {
        id: 'duplicate',
        label: channelStudio.duplicate,
        icon: Copy,
        onAction: () => void attempt(app, () => duplicateChannel(app, row.key), rowIdOf(row)),
      },
      removal,
    ];
  };

  return (
    <ListPane
      title={channelStudio.listTitle}
      actions={
        <>
          {isReadOnly ? null : (
            <IconButton
              size="small"
              icon={Puzzle}
              label={channelStudio.addPartial}
              onPress={() => void attempt(app, () => addPartial(app))}
            />
          )}
          <IconButton
            size="small"
            icon={Grid3x3}
            label={channelStudio.matrixOpen}
            onPress={() => app.openTab({ kind: 'matrix', key: '' })}
          />
        </>
      }
      filter={{ value: filter, onChange: setFilter }}
      {...(isReadOnly ? {} : { add })}
    >
      <VirtualList
        label={channelStudio.listTitle}
        rows={rows}
        rowId={rowIdOf}
        selectedId={activeTabId}
        onOpen={open}
        {...(isReadOnly ? {} : { onRemove: remove })}
        renderRow={(row) => <Row row={row} isFolded={isFolded} />}
        menu={menu}
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

function Row({ row, isFolded }: { row: ChannelListRow; isFolded: boolean }) {
  switch (row.kind) {
    case 'channel':
      return <ListRow icon={Plug} label={row.name} detail={row.key} />;
    case 'partial':
      return (
        <ListRow
          icon={Puzzle}
          label={row.name}
          detail={row.key}
          aside={<span title={channelStudio.whereUsed(row.useCount)}>{row.useCount}</span>}
        />
      );
    case 'heading': {
      const Chevron = isFolded ? ChevronRight : ChevronDown;
      return (
        <>
          <Chevron size="0.875rem" aria-hidden="true" />
          <span className={styles.heading}>{channelStudio.partials}</span>
          <span className={styles.count}>{row.count}</span>
        </>
      );
    }
  }
}
