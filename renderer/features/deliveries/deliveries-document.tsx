import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { AttemptSummary, StatisticsOrder } from '../../../core/contract/index.ts';
import { useApp } from '../../stores/app-context.tsx';
import type { Tab } from '../../stores/session.ts';
import { useEngineQuery } from '../../stores/use-engine-query.ts';
import { useTabState } from '../../stores/use-tab-state.ts';
import { deliveries as words } from '../../strings/deliveries.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { NewRowsButton } from '../../ui/new-rows-button.tsx';
import { AttemptTable } from './attempt-table.tsx';
import { holdAttempt, useHeldAttempt } from './comparison/held-attempt.ts';
import { HeldBanner } from './comparison/held-banner.tsx';
import styles from './deliveries.module.css';
import { activeFields, noFilter, readFilter, toAttemptFilter, wholeEndpoint } from './delivery-filter.ts';
import { EndpointStatistics } from './endpoint-statistics.tsx';
import { exportShown } from './export-har.ts';
import { type DeliveriesView, FilterBar } from './filter-bar.tsx';
import { openRecovery } from './open-recovery.ts';
import { useAttemptList } from './use-attempt-list.ts';

const runLimit = 100;

/** The delivery log: every attempt, newest first, narrowed by filters. */
export function DeliveriesDocument({ tab }: { tab: Tab }) {
  const app = useApp();
  const [filterText, setFilterText] = useTabState<string>(tab.id, 'filter', '');
  const [selected, setSelected] = useTabState<string>(tab.id, 'attempt', '');
  const [view, setView] = useTabState<DeliveriesView>(tab.id, 'view', 'attempts');
  const [order, setOrder] = useTabState<StatisticsOrder>(tab.id, 'order', 'attempts');
  const [endpoint, setEndpoint] = useTabState<string | null>(tab.id, 'endpoint', null);
  const [isAtTop, setAtTop] = useState(true);
  const filter = useMemo(() => readFilter(filterText), [filterText]);
  const wanted = useMemo(() => toAttemptFilter(filter, Date.now()), [filter]);
  // Whoever has chosen a row, or has scrolled, looks at something: new attempts wait until they are asked for.
  const list = useAttemptList(wanted, isAtTop && selected === '');
  const runs = useEngineQuery('runs.list', { beforeNumber: null, limit: runLimit }, list.count).data?.runs;
  const runOptions = useMemo(() => (runs ?? []).map((run) => ({ id: run.id, label: words.run(run.number) })), [runs]);
  const isFiltered = activeFields(filter).length > 0;
  const change = useCallback((next: typeof filter) => setFilterText(JSON.stringify(next)), [setFilterText]);

  // The list that Enter was pressed in is gone: the keys go on in the one that takes its place.
  const document = useRef<HTMLDivElement>(null);
  const isOpening = useRef(false);
  useEffect(() => {
    if (view === 'attempts' && isOpening.current)
      document.current?.querySelector<HTMLElement>('[role="grid"]')?.focus();
    isOpening.current = false;
  }, [view]);

  // Whoever came to choose what an attempt is compared with chooses it by keys too.
  const held = useHeldAttempt();
  useEffect(() => {
    if (held === null) return;
    const frame = requestAnimationFrame(() => {
      if (window.document.activeElement === window.document.body)
        document.current?.querySelector<HTMLElement>('[role="grid"]')?.focus();
    });
    return () => cancelAnimationFrame(frame);
  }, [held]);

  const select = (attempt: AttemptSummary): void => {
    setSelected(attempt.id);
    app.session.setState({ isRightPaneOpen: true });
  };

  const nothing = isFiltered ? (
    <EmptyState sentence={words.noMatch} action={{ label: words.clearFilters, onPress: () => change(noFilter) }} />
  ) : (
    <EmptyState
      sentence={words.empty}
      action={{ label: words.emptyAction, onPress: () => app.openTab({ kind: 'run-setup', key: '' }) }}
    />
  );

  return (
    <div ref={document} className={styles.document}>
      <FilterBar
        filter={filter}
        onChange={change}
        count={list.count}
        runs={runOptions}
        view={view}
        onView={setView}
        onExport={(withSecrets) => exportShown(app, filter, withSecrets)}
        onSendAgain={() => openRecovery(app, filter)}
      />
      <HeldBanner selectedId={selected} />
      {list.error === null ? null : (
        <ErrorNotice
          title={words.listFailed}
          error={list.error}
          actions={<Button onPress={list.reload}>{words.tryAgain}</Button>}
        />
      )}
      {view === 'endpoints' ? (
        <EndpointStatistics
          filter={wanted}
          version={list.count}
          order={order}
          onOrder={setOrder}
          selected={endpoint}
          onSelect={setEndpoint}
          onOpen={(opened) => {
            isOpening.current = true;
            change({ ...filter, endpoint: wholeEndpoint(opened) });
            setView('attempts');
          }}
          empty={nothing}
        />
      ) : (
        <div className={styles.table} onScrollCapture={(event) => setAtTop(topOf(event.target) < 4)}>
          <NewRowsButton
            count={list.waiting}
            tooltip={words.showNew}
            onPress={() => {
              list.showWaiting();
              setSelected('');
            }}
          />
          <AttemptTable
            label={words.table}
            rows={list.rows}
            hasMore={list.hasMore}
            {...(runs === undefined ? {} : { runs })}
            selectedId={selected}
            onSelect={select}
            onSelectAlso={(attempt) => {
              const first = list.rows.find(({ id }) => id === selected);
              if (first !== undefined && first !== attempt) holdAttempt(first);
              select(attempt);
            }}
            onOpen={(attempt) => app.openTab({ kind: 'delivery', key: attempt.id })}
            onRange={list.onRange}
            empty={list.isLoading || list.error !== null ? null : nothing}
          />
        </div>
      )}
    </div>
  );
}

function topOf(target: EventTarget): number {
  return target instanceof Element ? target.scrollTop : 0;
}
