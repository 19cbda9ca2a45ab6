import { Copy, ListChecks, Pencil, Play, SlidersHorizontal, Trash2 } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import { useApp, useDocuments, useIsReadOnly, useSession } from '../../stores/app-context.tsx';
import { attempt } from '../../stores/attempt.ts';
import { removeDocument } from '../../stores/document-actions.ts';
import { selectDocument } from '../../stores/documents.ts';
import { useDocumentList } from '../../stores/use-document.ts';
import { resend } from '../../strings/resend.ts';
import { runs as words } from '../../strings/runs.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { ListPane } from '../../ui/list-pane.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import type { MenuEntry } from '../../ui/menu.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { type Fold, listRows, type RunListRow, rowIdOf } from './list-rows.ts';
import { type RunRemoval, removeRuns } from './remove-runs.ts';
import { openAgain } from './run-again.ts';
import styles from './run-list.module.css';
import { RunListItem } from './run-list-item.tsx';
import { addNewScenario, duplicateScenario, startScenario } from './scenario-actions.ts';
import { useRunPages } from './use-run-pages.ts';

/** Scenarios, and below them every run there was, newest first. */
export function RunList() {
  const app = useApp();
  const isReadOnly = useIsReadOnly();
  const scenarios = useDocumentList('scenario');
  const settings = useDocuments((state) => selectDocument(state, 'settings', 'workspace')?.value);
  const activeTabId = useSession((state) => state.activeTabId);
  const { runs, hasMore, loadMore, reload, error, isLoading } = useRunPages();
  const [filter, setFilter] = useState('');
  const [folded, setFolded] = useState<readonly Fold[]>([]);
  const [removal, setRemoval] = useState<RunRemoval | null>(null);
  const [isRemoving, setRemoving] = useState(false);
  const rows = useMemo(
    () => listRows({ scenarios, runs, settings, filter, folded }),
    [scenarios, runs, settings, filter, folded],
  );
  const onRange = useCallback(
    (_first: number, last: number) => {
      if (hasMore && last >= rows.length - 20) loadMore();
    },
    [hasMore, loadMore, rows.length],
  );
  const newRun = { label: words.newRun, onPress: () => app.openTab({ kind: 'run-setup', key: '' }) };

  const toggle = (row: RunListRow): void => {
    if (row.kind !== 'heading') return;
    setFolded((before) =>
      before.includes(row.fold) ? before.filter((fold) => fold !== row.fold) : [...before, row.fold],
    );
  };
  const open = (row: RunListRow): void => {
    if (row.kind === 'heading') toggle(row);
    else if (row.kind === 'scenario') app.openTab({ kind: 'scenario', key: row.scenario.key });
    else app.openTab({ kind: 'run', key: row.run.id });
  };
  const remove = async (chosen: RunRemoval): Promise<void> => {
    setRemoving(true);
    await attempt(app, () => removeRuns(app, chosen), rowIdOf({ kind: 'run', run: chosen.run }));
    setRemoving(false);
  };
  const menu = (row: RunListRow): MenuEntry[] => {
    if (row.kind === 'heading') return [];
    if (row.kind === 'run') {
      return [
        { id: 'open', label: words.openScenario, icon: Play, onAction: () => open(row) },
        {
          id: 'again',
          label: row.run.trigger.resend === undefined ? words.runAgain : resend.action,
          icon: SlidersHorizontal,
          onAction: () => void attempt(app, () => openAgain(app, row.run, settings), rowIdOf(row)),
        },
        'separator',
        {
          id: 'remove',
          label: words.removeRun,
          icon: Trash2,
          isDanger: true,
          onAction: () => setRemoval({ run: row.run, what: 'this' }),
        },
        {
          id: 'remove-older',
          label: words.removeOlder,
          icon: Trash2,
          isDanger: true,
          onAction: () => setRemoval({ run: row.run, what: 'older' }),
        },
      ];
    }
    const { key, value } = row.scenario;
    const start = () => void attempt(app, () => startScenario(app, key), rowIdOf(row));
    const own: MenuEntry[] = [
      { id: 'run', label: words.runScenario, icon: Play, onAction: start },
      { id: 'open', label: words.openScenario, icon: Pencil, onAction: () => open(row) },
    ];
    if (isReadOnly) return own;
    return [
      ...own,
      'separator',
      {
        id: 'duplicate',
        label: words.duplicate,
        icon: Copy,
        onAction: () => void attempt(app, () => duplicateScenario(app, value), rowIdOf(row)),
      },
      {
        id: 'remove',
        label: words.remove,
        icon: Trash2,
        isDanger: true,
        onAction: () => void attempt(app, () => removeDocument(app, 'scenario', key), rowIdOf(row)),
      },
    ];
  };

  return (
    <ListPane
      title={words.title}
      filter={{ value: filter, onChange: setFilter }}
      add={newRun}
      actions={
        isReadOnly ? null : (
          <IconButton
            size="small"
            icon={ListChecks}
            label={words.addScenario}
            onPress={() => void addNewScenario(app)}
          />
        )
      }
    >
      {error === null ? null : (
        <ErrorNotice
          title={words.listFailed}
          error={error}
          actions={<Button onPress={reload}>{words.tryAgain}</Button>}
        />
      )}
      {isRemoving ? (
        <p className={styles.note} role="status">
          {words.removing}
        </p>
      ) : null}
      <VirtualList
        label={words.title}
        rows={rows}
        rowId={rowIdOf}
        selectedId={activeTabId}
        onOpen={open}
        onToggle={toggle}
        isExpanded={(row) => (row.kind === 'heading' ? !folded.includes(row.fold) : undefined)}
        depthOf={() => 0}
        onRange={onRange}
        rowHeightRemOf={(row) => (row.kind === 'run' ? 2.75 : 1.75)}
        onRemove={(row) => {
          if (row.kind === 'scenario')
            void attempt(app, () => removeDocument(app, 'scenario', row.scenario.key), rowIdOf(row));
          else if (row.kind === 'run') setRemoval({ run: row.run, what: 'this' });
        }}
        menu={menu}
        renderRow={(row) =>
          row.kind === 'scenario' ? (
            <ListRow icon={ListChecks} label={row.scenario.value.name} />
          ) : (
            <RunListItem row={row} isFolded={row.kind === 'heading' && folded.includes(row.fold)} settings={settings} />
          )
        }
        empty={
          isLoading ? null : filter === '' ? (
            <EmptyState sentence={words.listEmpty} action={newRun} />
          ) : (
            <EmptyState sentence={words.noMatch} />
          )
        }
      />
      <ConfirmDialog
        isOpen={removal !== null}
        title={
          removal?.what === 'older'
            ? words.removeOlderTitle(removal.run.number)
            : words.removeTitle(removal?.run.number ?? 0)
        }
        confirmLabel={words.removeConfirm}
        onClose={() => setRemoval(null)}
        onConfirm={() => void (removal !== null && remove(removal))}
      >
        {words.removeBody[removal?.what ?? 'this']}
      </ConfirmDialog>
    </ListPane>
  );
}
