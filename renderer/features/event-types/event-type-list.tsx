import { ArrowDownUp, Pencil, Tag, Trash2, Upload } from 'lucide-react';
import { useState } from 'react';
import { useApp, useSession } from '../../stores/app-context.tsx';
import { attempt } from '../../stores/attempt.ts';
import { removeDocument } from '../../stores/document-actions.ts';
import { tabId } from '../../stores/session.ts';
import { useDocumentList } from '../../stores/use-document.ts';
import { eventTypes as words } from '../../strings/event-types.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { ListPane } from '../../ui/list-pane.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import { MenuButton } from '../../ui/menu-button.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { addEventType, openRename } from './event-type-actions.ts';
import { exportEventTypes, exports } from './exchange.ts';

const rowIdOf = (key: string): string => tabId({ kind: 'event-type', key });

export function EventTypeList() {
  const app = useApp();
  const all = useDocumentList('event-type');
  const selectedId = useSession((state) => state.activeTabId);
  const [filter, setFilter] = useState('');
  const rows = all.filter((entry) => entry.key.toLowerCase().includes(filter.toLowerCase()));
  const add = (): void => void addEventType(app);
  const remove = (key: string): void => void attempt(app, () => removeDocument(app, 'event-type', key), rowIdOf(key));
  const exchange = (
    <MenuButton
      label={words.exchange}
      entries={[
        {
          id: 'import',
          label: words.importCommand,
          icon: Upload,
          onAction: () => app.openTab({ kind: 'event-import', key: '' }),
        },
        'separator',
        ...exports.map((way) => ({
          id: `${way.format}-${way.syntax}`,
          label: words.exportCommands[way.format][way.syntax],
          isDisabled: all.length === 0,
          onAction: () => void exportEventTypes(app, way, null),
        })),
      ]}
    >
      <IconButton size="small" icon={ArrowDownUp} label={words.exchange} />
    </MenuButton>
  );
  return (
    <ListPane
      title={words.title}
      add={{ label: words.add, onPress: add }}
      actions={exchange}
      {...(all.length > 8 ? { filter: { value: filter, onChange: setFilter } } : {})}
    >
      <VirtualList
        label={words.title}
        rows={rows}
        rowId={({ key }) => rowIdOf(key)}
        selectedId={selectedId}
        onOpen={(entry) => app.openTab({ kind: 'event-type', key: entry.key })}
        onRemove={(entry) => remove(entry.key)}
        menu={(entry) => [
          { id: 'rename', label: words.rename, icon: Pencil, onAction: () => openRename(app, entry.key) },
          'separator',
          ...exports.map((way) => ({
            id: `${way.format}-${way.syntax}`,
            label: words.exportOne[way.format][way.syntax],
            onAction: () => void exportEventTypes(app, way, [entry.key]),
          })),
          'separator',
          { id: 'remove', label: words.remove, icon: Trash2, isDanger: true, onAction: () => remove(entry.key) },
        ]}
        renderRow={(entry) => (
          <ListRow
            icon={Tag}
            label={entry.key}
            detail={entry.value.isDeprecated === true ? words.deprecated : undefined}
            aside={entry.value.examples.length || undefined}
          />
        )}
        empty={<EmptyState sentence={words.none} action={{ label: words.add, onPress: add }} />}
      />
    </ListPane>
  );
}
