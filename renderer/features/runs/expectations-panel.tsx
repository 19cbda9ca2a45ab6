import { ListChecks } from 'lucide-react';
import { useState } from 'react';
import type { ExpectationResult, RunRecord } from '../../../core/contract/index.ts';
import { useApp, useDocuments, useIsReadOnly } from '../../stores/app-context.tsx';
import { attempt } from '../../stores/attempt.ts';
import { selectDocument } from '../../stores/documents.ts';
import { useEngineQuery } from '../../stores/use-engine-query.ts';
import { runs as words } from '../../strings/runs.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import styles from './run.module.css';
import { expectWhatCame } from './scenario-of-run.ts';

/** How the run measures up to its scenario; opens by itself when something is not met. */
export function ExpectationsPanel({ run }: { run: RunRecord }) {
  const app = useApp();
  const isReadOnly = useIsReadOnly();
  const isOver = run.status !== 'running';
  const { scenario: scenarioKey } = run.trigger;
  const scenario = useDocuments((state) => selectDocument(state, 'scenario', scenarioKey ?? ''));
  const { data, error } = useEngineQuery(
    'runs.expectations',
    isOver ? { runId: run.id } : null,
    `${run.status}/${scenario?.revision}`,
  );
  const [chosen, setChosen] = useState<boolean | null>(null);
  const met = data?.filter(({ isMet }) => isMet).length ?? 0;
  const isAllMet = data !== undefined && met === data.length;
  const canExpect = run.status === 'completed' && data?.length === 0 && scenario !== undefined && !isReadOnly;
  const isOpen = chosen ?? (data !== undefined && !isAllMet);
  if (data?.length === 0) {
    return (
      <section className={styles.noExpectations} aria-label={words.expectations}>
        <h2>{words.expectations}</h2>
        <span className={styles.muted}>{words.expectationsNone}</span>
        {canExpect ? (
          <Button
            variant="quiet"
            icon={ListChecks}
            onPress={() => void attempt(app, () => expectWhatCame(app, run, scenario.key))}
          >
            {words.expectWhatCame}
          </Button>
        ) : null}
      </section>
    );
  }
  return (
    <details
      className={styles.expectations}
      open={isOpen}
      onToggle={(event) => {
        if (event.currentTarget.open !== isOpen) setChosen(event.currentTarget.open);
      }}
    >
      <summary>
        <h2>{words.expectations}</h2>
        {data === undefined || !isOver ? (
          <span className={styles.muted}>{isOver ? '' : words.expectationsLater}</span>
        ) : (
          <StatusBadge status={isAllMet ? 'valid' : 'invalid'} text={words.expectationsMet(met, data.length)} />
        )}
      </summary>
      {error === null ? null : <ErrorNotice title={words.expectationsFailed} error={error} />}
      <ul className={styles.expectationList}>
        {unmetFirst(isOver ? (data ?? []) : []).map((result) => (
          <li key={result.recipient} className={styles.expectation}>
            <StatusBadge
              status={result.isMet ? 'valid' : 'invalid'}
              text={result.isMet ? words.isMet : words.isUnmet}
            />
            <p>
              <strong>{result.recipient}</strong> {result.message}
            </p>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Of many, those that do not hold must not be looked for. */
function unmetFirst(results: readonly ExpectationResult[]): ExpectationResult[] {
  return results.toSorted((one, other) => Number(one.isMet) - Number(other.isMet));
}
