import { type ReactNode, useEffect, useMemo, useState } from 'react';
import type { ReceivedSummary } from '../../../core/contract/index.ts';
import { useTabState } from '../../stores/use-tab-state.ts';
import { receivers as words } from '../../strings/receivers.ts';
import { verdictWords } from '../../strings/request.ts';
import { Button } from '../../ui/button.tsx';
import { ByteSize } from '../../ui/byte-size.tsx';
import { classNames } from '../../ui/class-names.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { NewRowsButton } from '../../ui/new-rows-button.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { Switch } from '../../ui/switch.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { type TableColumn, VirtualTable } from '../../ui/virtual-table.tsx';
import { answerInFull, answerInShort } from './answer-words.ts';
import styles from './receiver.module.css';
import { useReceived } from './use-received.ts';

const typingPauseMs = 200;

interface ReceivedTableProps {
  /** Keeps what the list is narrowed to. */
  tabId: string;
  receiver: string;
  /** Grows when the recording was cleared. */
  version: number;
  selectedId: string;
  onSelect: (id: string) => void;
  empty: ReactNode;
}

const { columns: headers } = words;
const columns: TableColumn<ReceivedSummary>[] = [
  { id: 'number', header: headers.number, width: '3.5rem', align: 'end', render: ({ number }) => number },
  {
    id: 'time',
    header: headers.time,
    width: '4.75rem',
    align: 'end',
    render: ({ receivedAtMs }) => <RelativeTime timeMs={receivedAtMs} />,
  },
  {
    id: 'verdict',
    header: headers.verdict,
    width: 'minmax(10rem, 1.2fr)',
    render: ({ verdict }) =>
      verdict === null ? (
        <StatusBadge status="skipped" text={words.notVerified} />
      ) : (
        <StatusBadge status={verdict === 'valid' ? 'valid' : 'invalid'} text={verdictInShort(verdict)} />
      ),
  },
  {
    id: 'answered',
    header: headers.answered,
    width: 'minmax(4.5rem, 10rem)',
    render: (request) => <Answered request={request} />,
  },
  {
    id: 'request',
    header: headers.request,
    width: 'minmax(9rem, 1.5fr)',
    render: ({ method, target }) => (
      <code className={styles.target} title={`${method} ${target}`}>
        {method} {inShort(target)}
      </code>
    ),
  },
  {
    id: 'size',
    header: headers.size,
    width: '4.5rem',
    align: 'end',
    render: ({ bodySizeBytes }) => <ByteSize sizeBytes={bodySizeBytes} />,
  },
];

/** Without the word that heads the column. */
function verdictInShort(verdict: NonNullable<ReceivedSummary['verdict']>): string {
  return verdictWords[verdict].replace(/^signature /, '');
}

/** All requests of a receiver have its path; what tells them apart is the method and the query. */
function inShort(target: string): string {
  const query = target.indexOf('?');
  return query < 0 ? '' : target.slice(query);
}

function Answered({ request }: { request: ReceivedSummary }) {
  const { answeredStatus, fault, ending } = request;
  const text = answerInShort(request);
  if (ending === null) return <StatusBadge status="waiting" text={text} />;
  const isGood = fault === null && answeredStatus !== null && answeredStatus < 300;
  return (
    <span className={classNames(styles.answered, isGood ? undefined : styles.refused)} title={answerInFull(request)}>
      {text}
    </span>
  );
}

/** What came in, newest first. */
export function ReceivedTable({ receiver, version, selectedId, onSelect, empty, tabId }: ReceivedTableProps) {
  return (
    <Received
      // Another receiver, or a cleared one, begins anew.
      key={`${receiver} ${version}`}
      receiver={receiver}
      tabId={tabId}
      selectedId={selectedId}
      onSelect={onSelect}
      empty={empty}
    />
  );
}

function Received({ receiver, tabId, selectedId, onSelect, empty }: Omit<ReceivedTableProps, 'version'>) {
  const [isAtTop, setAtTop] = useState(true);
  const [text, setText] = useTabState<string>(tabId, 'requestFilter', '');
  const [isInvalidOnly, setInvalidOnly] = useTabState<boolean>(tabId, 'isInvalidOnly', false);
  const wanted = useSettledText(text.trim());
  const filter = useMemo(
    () => (wanted === '' && !isInvalidOnly ? undefined : { text: wanted, isInvalidOnly }),
    [wanted, isInvalidOnly],
  );
  const list = useReceived(receiver, { isAtTop, selectedId }, filter);
  return (
    <>
      <search className={styles.filter} aria-label={words.filter}>
        <TextField
          label={words.filter}
          isLabelHidden
          className={styles.filterText}
          placeholder={words.filterPlaceholder}
          value={text}
          onChange={setText}
        />
        <Switch label={words.invalidOnly} isSelected={isInvalidOnly} onChange={setInvalidOnly} />
      </search>
      <div
        className={styles.table}
        onScrollCapture={(event) => event.target instanceof Element && setAtTop(event.target.scrollTop < 4)}
      >
        {list.error === null ? null : (
          <ErrorNotice
            title={words.listFailed}
            error={list.error}
            actions={<Button onPress={list.reload}>{words.tryAgain}</Button>}
          />
        )}
        <NewRowsButton
          count={list.waiting}
          tooltip={words.showNew}
          onPress={() => {
            list.showWaiting();
            onSelect('');
          }}
        />
        <VirtualTable
          label={words.table}
          columns={columns}
          rowCount={list.rows.length + (list.hasMore ? 1 : 0)}
          rowAt={(index) => list.rows[index]}
          rowId={(row) => row.id}
          selectedId={selectedId}
          onSelect={(row) => onSelect(row.id)}
          onRange={list.onRange}
          minWidth="32rem"
          empty={
            list.isLoading || list.error !== null ? null : filter === undefined ? (
              empty
            ) : (
              <EmptyState sentence={words.noneFound} />
            )
          }
        />
      </div>
    </>
  );
}

/** The text once the typing has paused: to search bodies with each key would hold up what comes in. */
function useSettledText(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), typingPauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
