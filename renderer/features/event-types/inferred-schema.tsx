import { JsonDifference } from '../../editor/json-difference.tsx';
import { eventTypes as words } from '../../strings/event-types.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { ChangeCounts, ChangeList } from './change-list.tsx';
import styles from './event-types.module.css';
import { useSchemaChanges } from './use-schema-changes.ts';

interface InferredSchemaProps {
  before: string;
  after: string;
  onTake(): void;
  onKeep(): void;
}

/** A schema made of the samples beside the one there is; nothing is taken before somebody says so. */
export function InferredSchema({ before, after, onTake, onKeep }: InferredSchemaProps) {
  const { changes, error } = useSchemaChanges(before, after);
  return (
    <section className={styles.schema} aria-label={words.inferred}>
      <div className={styles.banner}>
        <div>
          <h3 className={styles.sourceTitle}>{words.inferred}</h3>
          <p className={styles.quiet}>{words.inferredLoses}</p>
        </div>
        <span className={styles.spring} />
        <Button variant="primary" autoFocus onPress={onTake}>
          {words.takeSchema}
        </Button>
        <Button onPress={onKeep}>{words.keepSchema}</Button>
      </div>
      <div className={styles.editor}>
        <JsonDifference before={before} after={after} label={words.inferred} isSideBySide={false} />
      </div>
      <div className={styles.changes}>
        {error === null ? null : <ErrorNotice title={words.cannotCompare} error={error} />}
        {changes === null ? null : (
          <>
            <ChangeCounts changes={changes} />
            <ChangeList label={words.inferred} changes={changes} />
          </>
        )}
      </div>
    </section>
  );
}
