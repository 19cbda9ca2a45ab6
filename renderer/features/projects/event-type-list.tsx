import { Tag, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useApp, useSession } from '../../stores/app-context.tsx';
import { removeDocument } from '../../stores/document-actions.ts';
import { useDocumentList } from '../../stores/use-document.ts';
import { projects as words } from '../../strings/projects.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ListPane } from '../../ui/list-pane.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { attempt } from './attempt.ts';
import { addEventType } from './event-type-actions.ts';

export function EventTypeList() {
  const app = useApp();
  const all = useDocumentList('event-type');
  const selectedId = useSession((state) => state.activeTabId);
  const [filter, setFilter] = useState('');
  const rows = all.filter((entry) => entry.key.toLowerCase().includes(filter.toLowerCase()));
  const add = (): void => void addEventType(app);
  const remove = (key: string): void => void attempt(app, () => removeDocument(app, 'event-type', key));
  return (
    <ListPane
      title={words.eventTypes}
      add={{ label: words.addEventType, onPress: add }}
      {...(all.length > 8 ? { filter: { value: filter, onChange: setFilter } } : {})}
    >
      <VirtualList
        label={words.eventTypes}
        rows={rows}
        rowId={(entry) => `event-type:${entry.key}`}
        selectedId={selectedId}
        onOpen={(entry) => app.openTab({ kind: 'event-type', key: entry.key })}
        onRemove={(entry) => remove(entry.key)}
        menu={(entry) => [
          { id: 'remove', label: words.remove, icon: Trash2, isDanger: true, onAction: () => remove(entry.key) },
        ]}
        renderRow={(entry) => <ListRow icon={Tag} label={entry.key} aside={entry.value.examples.length || undefined} />}
        empty={<EmptyState sentence={words.noEventTypes} action={{ label: words.addEventType, onPress: add }} />}
      />
    </ListPane>
  );
}
