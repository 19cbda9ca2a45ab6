import { Database } from 'lucide-react';
import { useEffect, useState } from 'react';
import { recipientKey, withProperties } from '../../../core/contract/index.ts';
import { useApp, useDataStore, useEnvironment } from '../../stores/app-context.tsx';
import type { Tab } from '../../stores/session.ts';
import { useTabState } from '../../stores/use-tab-state.ts';
import { data as words } from '../../strings/data.ts';
import { CopyChip } from '../../ui/copy-chip.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PropertiesEditor } from '../properties-editor.tsx';
import styles from './data.module.css';
import { type DataRecord, getRecord, putRecord } from './record-calls.ts';
import { readRecordSet, referenceIn } from './record-set.ts';
import { SubscriptionLists } from './subscription-lists.tsx';

/** The chosen record: its properties, and what it is subscribed to and by whom. */
export function RecordPane({ tab }: { tab: Tab }) {
  const app = useApp();
  const environment = useEnvironment();
  const [setId] = useTabState<string>(tab.id, 'set', 'users');
  const [recordId] = useTabState<string>(tab.id, 'record', '');
  const set = readRecordSet(setId);
  const record = useRecord(environment, setId, recordId);
  if (recordId === '') return <EmptyState icon={Database} sentence={words.choose} />;
  if (record === undefined) return null;
  if (record === null) return <EmptyState icon={Database} sentence={words.gone} />;
  const reference = referenceIn(set, record.id);
  const key = recipientKey(reference);
  return (
    <div className={styles.record}>
      <header className={styles.head}>
        <CopyChip text={key} what={words.key} />
      </header>
      <PropertiesEditor
        key={`${environment}/${key}`}
        memory={{ tabId: tab.id, name: `${environment}/${key}` }}
        title={words.properties}
        properties={record.properties}
        propertiesText={record.propertiesText}
        label={words.editLabel(record.id)}
        write={(properties) => putRecord(app.engine, environment, set, withProperties(record, properties ?? {}))}
      />
      <SubscriptionLists key={key} tab={tab} environment={environment} reference={reference} />
    </div>
  );
}

/** Undefined = not read yet; null = there is none (any more). */
function useRecord(environment: string, setId: string, id: string): DataRecord | null | undefined {
  const { engine } = useApp();
  const version = useDataStore((state) => state.versions[environment] ?? 0);
  const question = JSON.stringify([environment, setId, id]);
  const [answer, setAnswer] = useState<{ question: string; record: DataRecord | null } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: version is what makes it ask again
  useEffect(() => {
    if (id === '') return;
    let isCurrent = true;
    const take = (record: DataRecord | null): void => {
      if (isCurrent) setAnswer({ question, record });
    };
    // What cannot be read is told by the table.
    getRecord(engine, environment, readRecordSet(setId), id).then(take, () => take(null));
    return () => {
      isCurrent = false;
    };
  }, [engine, environment, setId, id, question, version]);
  return answer?.question === question ? answer.record : undefined;
}
