import { Database } from 'lucide-react';
import { useEffect, useState } from 'react';
import { type CommandError, recipientKey, withProperties } from '../../../core/contract/index.ts';
import { useApp, useDataStore, useEnvironment } from '../../stores/app-context.tsx';
import { toCommandError } from '../../stores/command-failure.ts';
import type { Tab } from '../../stores/session.ts';
import { useTabState } from '../../stores/use-tab-state.ts';
import { data as words } from '../../strings/data.ts';
import { CopyChip } from '../../ui/copy-chip.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { PropertiesEditor } from '../properties-editor.tsx';
import styles from './data.module.css';
import { type DataRecord, getRecord, putRecord } from './record-calls.ts';
import { RecordIdField } from './record-id-field.tsx';
import { readRecordSet, recordMemory, referenceIn } from './record-set.ts';
import { SubscriptionLists } from './subscription-lists.tsx';
import { useUnreadableFile } from './use-unreadable-file.ts';

/** The chosen record: its properties, and what it is subscribed to and by whom. */
export function RecordPane({ tab }: { tab: Tab }) {
  const app = useApp();
  const environment = useEnvironment();
  const [setId] = useTabState<string>(tab.id, 'set', 'users');
  const [recordId] = useTabState<string>(tab.id, 'record', '');
  const set = readRecordSet(setId);
  const answer = useRecord(environment, setId, recordId);
  const unreadable = useUnreadableFile(environment, setId);
  if (recordId === '') return <EmptyState icon={Database} sentence={words.choose} />;
  if (answer === null) return null;
  const { record } = answer;
  const error = answer.error ?? (record === null ? unreadable : null);
  if (error !== null) return <ErrorNotice title={words.recordFailed} error={error} />;
  if (record === null) return <EmptyState icon={Database} sentence={words.gone} />;
  const reference = referenceIn(set, record.id);
  const key = recipientKey(reference);
  return (
    <div className={styles.record}>
      <header className={styles.head}>
        <CopyChip text={key} what={words.key} />
        <RecordIdField key={`${environment}/${key}`} environment={environment} recipient={reference} />
      </header>
      <PropertiesEditor
        key={`${environment}/${key}`}
        memory={{ tabId: tab.id, name: recordMemory(environment, reference) }}
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

interface RecordAnswer {
  question: string;
  /** Null = there is none (any more), or it could not be read. */
  record: DataRecord | null;
  error: CommandError | null;
}

/** Null = not read yet. */
function useRecord(environment: string, setId: string, id: string): RecordAnswer | null {
  const { engine } = useApp();
  const version = useDataStore((state) => state.versions[environment] ?? 0);
  const question = JSON.stringify([environment, setId, id]);
  const [answer, setAnswer] = useState<RecordAnswer | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: version is what makes it ask again
  useEffect(() => {
    if (id === '') return;
    let isCurrent = true;
    const take = (record: DataRecord | null, error: CommandError | null): void => {
      if (isCurrent) setAnswer({ question, record, error });
    };
    getRecord(engine, environment, readRecordSet(setId), id).then(
      (record) => take(record, null),
      (cause) => take(null, toCommandError(cause)),
    );
    return () => {
      isCurrent = false;
    };
  }, [engine, environment, setId, id, question, version]);
  return answer?.question === question ? answer : null;
}
