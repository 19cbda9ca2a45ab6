import type { ReactNode } from 'react';
import type { KnockCall } from '../../../core/contract/index.ts';
import { useApp } from '../../stores/app-context.tsx';
import type { Tab } from '../../stores/session.ts';
import { useTabState } from '../../stores/use-tab-state.ts';
import { knockApi as words } from '../../strings/knock-api.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { formatDuration } from '../../ui/format.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { SplitPane } from '../../ui/split-pane.tsx';
import { TextButton } from '../../ui/text-button.tsx';
import { type TableColumn, VirtualTable } from '../../ui/virtual-table.tsx';
import { CallPane } from './call-pane.tsx';
import styles from './knock-api.module.css';
import { useCalls } from './use-calls.ts';

/** Who called, newest first, and what each call led to. */
export function CallTable({ tab, empty }: { tab: Tab; empty: ReactNode }) {
  const app = useApp();
  const { data, error, reload } = useCalls();
  const [selected, setSelected] = useTabState<string>(tab.id, 'call', '');
  const calls = data?.calls ?? [];
  const older = (data?.total ?? 0) - calls.length;
  const shown = calls.find((call) => idOf(call) === selected);
  const openRun = (call: KnockCall): void => {
    if (call.run !== null) app.openTab({ kind: 'run', key: call.run.id });
  };
  return (
    <div className={styles.calls}>
      {error === null ? null : (
        <ErrorNotice
          title={words.callsFailed}
          error={error}
          actions={<Button onPress={reload}>{words.tryAgain}</Button>}
        />
      )}
      <div className={styles.split}>
        <SplitPane
          id="knock-api-call"
          orientation="vertical"
          sidePlace="end"
          defaultSize={200}
          minSize={80}
          minMainSize={110}
          handleLabel={words.resizePane}
          main={
            <VirtualTable
              label={words.table}
              columns={[...columns, ledColumn(openRun)]}
              rowCount={calls.length}
              rowAt={(index) => calls[index]}
              rowId={idOf}
              selectedId={selected}
              onSelect={(call) => setSelected(idOf(call))}
              onOpen={openRun}
              minWidth="30rem"
              empty={data === undefined ? null : empty}
            />
          }
          side={
            shown === undefined ? null : (
              <CallPane call={shown} onOpenRun={() => openRun(shown)} onClose={() => setSelected('')} />
            )
          }
        />
      </div>
      {older > 0 ? <p className={styles.older}>{words.older(older.toLocaleString('en'))}</p> : null}
    </div>
  );
}

/** Numbers begin anew with the engine. */
function idOf({ number, atMs }: KnockCall): string {
  return `${number} ${atMs}`;
}

const { columns: headers } = words;
const columns: TableColumn<KnockCall>[] = [
  { id: 'number', header: headers.number, width: '3.5rem', align: 'end', fromRem: 44, render: ({ number }) => number },
  {
    id: 'time',
    header: headers.time,
    width: '4.75rem',
    align: 'end',
    render: ({ atMs }) => <RelativeTime timeMs={atMs} />,
  },
  { id: 'method', header: headers.method, width: '4.5rem', render: ({ method }) => method },
  {
    id: 'path',
    header: headers.path,
    width: 'minmax(10rem, 1fr)',
    render: ({ path }) => (
      <code className={styles.path} title={path}>
        {path}
      </code>
    ),
  },
  {
    id: 'status',
    header: headers.status,
    width: '4rem',
    align: 'end',
    render: ({ status }) => <span className={status >= 400 ? styles.refused : undefined}>{status}</span>,
  },
  {
    id: 'took',
    header: headers.took,
    width: '4.75rem',
    align: 'end',
    fromRem: 38,
    render: ({ durationMs }) => formatDuration(durationMs),
  },
];

/** The run of a trigger, or what was said instead. */
function ledColumn(openRun: (call: KnockCall) => void): TableColumn<KnockCall> {
  return {
    id: 'led',
    header: headers.led,
    width: 'minmax(8rem, 1.2fr)',
    render: (call) => {
      const { run, error, notes } = call;
      const [note] = notes;
      if (error !== null) return <span title={error.message}>{error.message}</span>;
      return (
        <span className={styles.led} title={notes.join(' ')}>
          {run === null ? null : <TextButton onPress={() => openRun(call)}>{words.run(run.number)}</TextButton>}
          {note === undefined ? null : <span className={styles.muted}>{note}</span>}
        </span>
      );
    },
  };
}
