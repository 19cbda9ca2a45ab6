import { useState } from 'react';
import { useApp, useReceivers } from '../../stores/app-context.tsx';
import { selectLastReceiver } from '../../stores/receivers.ts';
import { useDocumentList } from '../../stores/use-document.ts';
import { useEngineQuery } from '../../stores/use-engine-query.ts';
import { eventTypes as words } from '../../strings/event-types.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import styles from './event-types.module.css';

/** The newest requests a receiver got; the chosen one's body is read when it is chosen. */
export function RequestSource({ onTake }: { onTake(read: () => Promise<string>): void }) {
  const { engine, receivers: store } = useApp();
  const receivers = useDocumentList('receiver');
  // Decided once: what comes in meanwhile must not show another list.
  const [chosen, setChosen] = useState(() =>
    selectLastReceiver(
      store.getState(),
      receivers.map(({ key }) => key),
    ),
  );
  const states = useReceivers((state) => state.states);
  const live = useReceivers((state) => state.live);
  // States are told when a receiver starts or stops; what came in since is beside them.
  const countOf = (key: string): number => Math.max(states[key]?.receivedCount ?? 0, live[key]?.length ?? 0);
  const receiver = chosen ?? receivers[0]?.key ?? null;
  const question = receiver === null ? null : { receiver, beforeNumber: null, limit: 200 };
  const { data, error, isLoading } = useEngineQuery('receivers.requests', question);
  const read = async (id: string): Promise<string> => {
    const request = await engine.call('receivers.request', { id });
    return new TextDecoder().decode(request.body);
  };
  if (receiver === null) return <p className={styles.quiet}>{words.noReceivers}</p>;
  return (
    <>
      <SelectField
        label={words.receiver}
        options={receivers.map(({ key, value }) => ({
          id: key,
          label: value.name,
          description: words.requestCount(countOf(key)),
        }))}
        value={receiver}
        onChange={setChosen}
      />
      {error === null ? null : <ErrorNotice title={words.receivedRequests} error={error} />}
      <VirtualList
        label={words.receivedRequests}
        rows={data?.requests ?? []}
        rowId={({ id }) => id}
        onOpen={({ id }) => onTake(() => read(id))}
        renderRow={(request) => (
          <ListRow
            label={`${request.method} ${request.target}`}
            detail={words.received(request.number)}
            aside={<RelativeTime timeMs={request.receivedAtMs} />}
          />
        )}
        empty={isLoading ? null : <p className={styles.quiet}>{words.noRequests}</p>}
      />
    </>
  );
}
