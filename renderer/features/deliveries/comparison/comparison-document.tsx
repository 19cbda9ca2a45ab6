import { ArrowDown, ArrowLeftRight, ArrowUp } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useCommandKeys } from '../../../commands/commands-context.tsx';
import { useApp } from '../../../stores/app-context.tsx';
import { renameTab, type Tab } from '../../../stores/session.ts';
import { useEngineQuery } from '../../../stores/use-engine-query.ts';
import { useTabState } from '../../../stores/use-tab-state.ts';
import { comparison as words } from '../../../strings/comparison.ts';
import { deliveries } from '../../../strings/deliveries.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { RevealButton } from '../../../ui/reveal-button.tsx';
import { Switch } from '../../../ui/switch.tsx';
import { Toolbar } from '../../../ui/toolbar.tsx';
import { useTimedReveal } from '../../../ui/use-timed-reveal.ts';
import { requestSide, responseSide } from './body-sides.ts';
import styles from './comparison.module.css';
import { comparisonKey, readComparisonKey } from './comparison-key.ts';
import { comparisonRows, differenceStarts } from './comparison-rows.ts';
import { ComparisonSide } from './comparison-side.tsx';
import { ComparisonTable, type ComparisonTableHandle } from './comparison-table.tsx';
import { setShownComparison } from './shown-comparison.ts';
import { useBodyComparison } from './use-body-comparison.ts';

const noFolds: ReadonlySet<string> = new Set();

/** Two deliveries side by side, with what differs marked. */
export function ComparisonDocument({ tab }: { tab: Tab }) {
  const { leftId, rightId } = readComparisonKey(tab.key);
  // The same two on other sides are the same comparison: nothing is read or folded anew.
  const pair = [leftId, rightId].sort().join(' ');
  return <ComparisonView key={pair} tab={tab} leftId={leftId} rightId={rightId} />;
}

function ComparisonView({ tab, leftId, rightId }: { tab: Tab; leftId: string; rightId: string }) {
  const app = useApp();
  const [isPretty, setPretty] = useTabState<boolean>(tab.id, 'isPretty', true);
  const [openFolds, setOpenFolds] = useState(noFolds);
  const [current, setCurrent] = useState<number | null>(null);
  const table = useRef<ComparisonTableHandle>(null);
  const hadSecrets = useRef(false);
  const reveal = useTimedReveal(tab.key);
  const withSecrets = reveal.isRevealed;
  const leftQuery = useEngineQuery('deliveries.comparable', { attemptId: leftId, withSecrets });
  const rightQuery = useEngineQuery('deliveries.comparable', { attemptId: rightId, withSecrets });
  // By id: when the sides are swapped, both are there already, and nothing goes blank.
  const read = [leftQuery.data, rightQuery.data];
  const left = read.find((each) => each?.attempt.id === leftId);
  const right = read.find((each) => each?.attempt.id === rightId);
  const sides = useMemo(
    () => ({
      leftRequest: left && requestSide(left),
      rightRequest: right && requestSide(right),
      leftResponse: left && responseSide(left),
      rightResponse: right && responseSide(right),
    }),
    [left, right],
  );
  const requestBody = useBodyComparison(sides.leftRequest, sides.rightRequest, isPretty);
  const responseBody = useBodyComparison(sides.leftResponse, sides.rightResponse, isPretty);
  const rows = useMemo(
    () =>
      left === undefined || right === undefined
        ? []
        : comparisonRows({ left, right, requestBody, responseBody, isPretty, openFolds }),
    [left, right, requestBody, responseBody, isPretty, openFolds],
  );
  const starts = useMemo(() => differenceStarts(rows), [rows]);
  const at = current === null ? null : Math.min(current, starts.length - 1);
  const goTo = (difference: number): void => {
    const row = starts[difference];
    if (row === undefined) return;
    setCurrent(difference);
    table.current?.scrollTo(row);
  };
  const next = (): void => goTo(at === null || at + 1 >= starts.length ? 0 : at + 1);
  const previous = (): void => goTo(at === null || at === 0 ? starts.length - 1 : at - 1);
  const swap = (): void => {
    const key = comparisonKey(rightId, leftId);
    const isOpen = app.session.getState().tabs.some((other) => other.kind === tab.kind && other.key === key);
    if (isOpen) app.openTab({ kind: tab.kind, key });
    else app.session.setState((state) => renameTab(state, tab, key));
  };
  const actions = useRef({ next, previous, swap });
  actions.current = { next, previous, swap };
  useEffect(
    () =>
      setShownComparison({
        next: () => actions.current.next(),
        previous: () => actions.current.previous(),
        swap: () => actions.current.swap(),
      }),
    [],
  );
  const nextKeys = useCommandKeys('comparison.next');
  const previousKeys = useCommandKeys('comparison.previous');
  const failed = leftQuery.error === null ? rightQuery : leftQuery;
  if (failed.error !== null) {
    const side = failed === leftQuery ? words.left : words.right;
    return (
      <ErrorNotice
        title={words.readFailed(side)}
        error={failed.error}
        actions={<Button onPress={failed.reload}>{deliveries.tryAgain}</Button>}
      />
    );
  }
  if (left === undefined || right === undefined) return <Loading />;
  const isAsking = requestBody.kind === 'pending' || responseBody.kind === 'pending';
  // Also while they are shown, so that nothing jumps.
  hadSecrets.current ||= left.isRedacted || right.isRedacted;
  const hasSecrets = hadSecrets.current;
  return (
    <div className={styles.document}>
      <Toolbar
        label={words.toolbar}
        aside={
          <>
            {hasSecrets ? <RevealButton {...reveal} /> : null}
            <Switch
              label={words.layout}
              isSelected={isPretty}
              onChange={(next) => {
                setPretty(next);
                setCurrent(null);
              }}
            />
          </>
        }
      >
        <IconButton
          icon={ArrowUp}
          label={words.previous}
          keys={previousKeys}
          isDisabled={starts.length === 0}
          onPress={previous}
        />
        <IconButton
          icon={ArrowDown}
          label={words.next}
          keys={nextKeys}
          isDisabled={starts.length === 0}
          onPress={next}
        />
        <span role="status" className={styles.muted}>
          {at === null || isAsking ? words.counts(starts.length, isAsking) : words.at(at + 1, starts.length)}
        </span>
        <Button variant="quiet" icon={ArrowLeftRight} onPress={swap}>
          {words.swap}
        </Button>
      </Toolbar>
      {hasSecrets ? <p className={styles.note}>{withSecrets ? words.revealed : words.masked}</p> : null}
      <div className={styles.heads}>
        <span />
        <ComparisonSide attempt={left.attempt} />
        <ComparisonSide attempt={right.attempt} />
      </div>
      <ComparisonTable
        ref={table}
        rows={rows}
        current={at === null ? -1 : (starts[at] ?? -1)}
        onUnfold={(id) => setOpenFolds((before) => new Set(before).add(id))}
      />
    </div>
  );
}
