import { Copy, Trash2, Workflow } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useApp, useIsReadOnly, useSession } from '../../stores/app-context.tsx';
import { attempt } from '../../stores/attempt.ts';
import { removeDocument } from '../../stores/document-actions.ts';
import type { StoredDocumentOf } from '../../stores/documents.ts';
import { tabId } from '../../stores/session.ts';
import { useDocumentList } from '../../stores/use-document.ts';
import { workflows } from '../../strings/workflows.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ListPane } from '../../ui/list-pane.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { addWorkflow, duplicateWorkflow } from './new-workflow.ts';

const rowIdOf = (key: string): string => tabId({ kind: 'workflow', key });

export function WorkflowList() {
  const app = useApp();
  const isReadOnly = useIsReadOnly();
  const all = useDocumentList('workflow');
  const [filter, setFilter] = useState('');
  const activeTabId = useSession((state) => state.activeTabId);
  const shown = useMemo(() => {
    const wanted = filter.toLowerCase();
    return all.filter(({ key, value }) => key.includes(wanted) || value.name.toLowerCase().includes(wanted));
  }, [all, filter]);
  const add = { label: workflows.add, onPress: () => void attempt(app, () => addWorkflow(app)) };
  const remove = ({ key }: StoredDocumentOf<'workflow'>): void =>
    void attempt(app, () => removeDocument(app, 'workflow', key), rowIdOf(key));
  return (
    <ListPane
      title={workflows.listTitle}
      filter={{ value: filter, onChange: setFilter }}
      {...(isReadOnly ? {} : { add })}
    >
      <VirtualList
        label={workflows.listTitle}
        rows={shown}
        rowId={({ key }) => rowIdOf(key)}
        selectedId={activeTabId}
        onOpen={(workflow) => app.openTab({ kind: 'workflow', key: workflow.key })}
        {...(isReadOnly ? {} : { onRemove: remove })}
        renderRow={(workflow) => <ListRow icon={Workflow} label={workflow.value.name} detail={workflow.key} />}
        menu={(workflow) =>
          isReadOnly
            ? []
            : [
                {
                  id: 'duplicate',
                  label: workflows.duplicate,
                  icon: Copy,
                  onAction: () => void attempt(app, () => duplicateWorkflow(app, workflow.key), rowIdOf(workflow.key)),
                },
                {
                  id: 'remove',
                  label: workflows.remove,
                  icon: Trash2,
                  isDanger: true,
                  onAction: () => remove(workflow),
                },
              ]
        }
        empty={
          filter === '' ? (
            <EmptyState sentence={workflows.empty} action={add} />
          ) : (
            <EmptyState sentence={workflows.noMatch} />
          )
        }
      />
    </ListPane>
  );
}
