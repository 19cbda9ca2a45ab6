import { Trash2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useApp, useDataStore, useEnvironment } from '../../stores/app-context.tsx';
import type { Tab } from '../../stores/session.ts';
import { useEngineQuery } from '../../stores/use-engine-query.ts';
import { useTabState } from '../../stores/use-tab-state.ts';
import { data as words } from '../../strings/data.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { SearchSelectField } from '../../ui/search-select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { Toolbar } from '../../ui/toolbar.tsx';
import { VirtualTable } from '../../ui/virtual-table.tsx';
import { AddRecord } from './add-record.tsx';
import styles from './data.module.css';
import { deleteRecord, recordRowId } from './record-actions.ts';
import type { DataRecord } from './record-calls.ts';
import { readRecordSet, recordSetId } from './record-set.ts';
import { useRecordPages } from './use-record-pages.ts';
import { useUnreadableFile } from './use-unreadable-file.ts';

/** The environment's users, tenants and objects; the chosen one is in the right pane. */
export function DataDocument({ tab }: { tab: Tab }) {
  const app = useApp();
  const environment = useEnvironment();
  const [setId, chooseSet] = useTabState<string>(tab.id, 'set', 'users');
  const [recordId, chooseRecord] = useTabState<string>(tab.id, 'record', '');
  const [search, setSearch] = useState('');
  const set = readRecordSet(setId);
  const { rows, total, hasMore, error: refusal, loadMore } = useRecordPages(environment, setId, search.trim());
  const unreadable = useUnreadableFile(environment, setId);
  const error = refusal ?? (rows.length === 0 ? unreadable : null);
  const options = useSetOptions(environment, setId);
  const selected = rows.find(({ id }) => id === recordId);
  const choose = (id: string, record: string): void => {
    chooseSet(id);
    chooseRecord(record);
  };

  return (
    <div className={styles.document}>
      <Toolbar
        label={words.title}
        aside={
          <span className={styles.count} role="status">
            {words.count(total)}
          </span>
        }
      >
        <SearchSelectField
          label={words.set}
          isLabelHidden
          options={options}
          value={setId}
          valueLabel={options.find(({ id }) => id === setId)?.label ?? setId}
          onChange={(id) => choose(id, '')}
          className={styles.set}
        />
        <TextField
          label={words.search}
          isLabelHidden
          placeholder={words.searchShort}
          value={search}
          onChange={setSearch}
          className={styles.search}
        />
        <AddRecord
          environment={environment}
          set={set}
          onAdded={(place) => {
            setSearch('');
            choose(recordSetId(place.set), place.id);
          }}
        />
        <IconButton
          icon={Trash2}
          label={words.remove}
          isDisabled={selected === undefined}
          onPress={() => selected !== undefined && void deleteRecord(app, environment, set, selected.id)}
        />
      </Toolbar>
      {error === null ? (
        <div className={styles.table}>
          <VirtualTable<DataRecord>
            label={words.records(options.find(({ id }) => id === setId)?.label ?? setId)}
            columns={columns}
            rowCount={rows.length + (hasMore ? 1 : 0)}
            rowAt={(index) => rows[index]}
            rowId={({ id }) => id}
            failureId={({ id }) => recordRowId(id)}
            selectedId={recordId === '' ? null : recordId}
            onSelect={({ id }) => chooseRecord(id)}
            onRange={(_first, last) => {
              if (hasMore && last >= rows.length) loadMore();
            }}
            empty={<EmptyState sentence={search.trim() === '' ? words.empty[set.kind] : words.noMatch} />}
          />
        </div>
      ) : (
        <ErrorNotice title={words.failed} error={error} />
      )}
    </div>
  );
}

const columns = [
  {
    id: 'id',
    header: words.id,
    width: 'minmax(8rem, 1fr)',
    render: ({ id }: DataRecord) => <code title={id}>{id}</code>,
  },
  {
    id: 'name',
    header: words.name,
    width: 'minmax(8rem, 1fr)',
    render: ({ properties }: DataRecord) => nameOf(properties),
  },
  {
    id: 'properties',
    header: words.properties,
    width: 'minmax(10rem, 2fr)',
    fromRem: 34,
    render: ({ properties }: DataRecord) => (
      <code className={styles.excerpt}>{JSON.stringify(properties).slice(0, 300)}</code>
    ),
  },
];

function nameOf({ name }: DataRecord['properties']): string {
  return typeof name === 'string' ? name : '';
}

/** Users, tenants, and every collection there is; the chosen one too, when it has nothing in it. */
function useSetOptions(environment: string, setId: string): { id: string; label: string }[] {
  const version = useDataStore((state) => state.versions[environment] ?? 0);
  const collections = useEngineQuery('objects.collections', { environment }, version).data;
  return useMemo(() => {
    const counts = new Map((collections ?? []).map(({ collection, count }) => [collection, count]));
    const chosen = readRecordSet(setId);
    if (chosen.kind === 'objects' && !counts.has(chosen.collection)) counts.set(chosen.collection, 0);
    return [
      { id: 'users', label: words.users },
      { id: 'tenants', label: words.tenants },
      ...[...counts]
        .sort(([left], [right]) => (left < right ? -1 : 1))
        .map(([collection, count]) => ({
          id: recordSetId({ kind: 'objects', collection }),
          label: words.collection(collection, count),
        })),
    ];
  }, [collections, setId]);
}
