import { useState } from 'react';
import { useApp } from '../../stores/app-context.tsx';
import { useEngineQuery } from '../../stores/use-engine-query.ts';
import { eventTypes as words } from '../../strings/event-types.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { attemptWords } from '../deliveries/outcome-words.ts';
import styles from './event-types.module.css';

/** The newest attempts of the log; the chosen one's body is read when it is chosen. */
export function DeliverySource({ onTake }: { onTake(read: () => Promise<string>): void }) {
  const { engine } = useApp();
  const [endpoint, setEndpoint] = useState('');
  const filter = endpoint === '' ? {} : { endpoint };
  const { data, error, isLoading } = useEngineQuery('deliveries.list', { filter, beforeSequence: null, limit: 200 });
  const read = async (attemptId: string): Promise<string> => {
    const { request } = await engine.call('deliveries.get', { attemptId });
    return new TextDecoder().decode(request.body);
  };
  return (
    <>
      <TextField label={words.endpointFilter} value={endpoint} onChange={setEndpoint} />
      {error === null ? null : <ErrorNotice title={words.deliveries} error={error} />}
      <VirtualList
        label={words.deliveries}
        rows={data?.attempts ?? []}
        rowId={({ id }) => id}
        onOpen={({ id }) => onTake(() => read(id))}
        renderRow={(attempt) => (
          <ListRow
            label={`${attempt.method} ${attempt.endpoint}`}
            detail={attemptWords(attempt)}
            aside={<RelativeTime timeMs={attempt.startedAtMs} />}
          />
        )}
        empty={isLoading ? null : <p className={styles.quiet}>{words.noDeliveries}</p>}
      />
    </>
  );
}
