import { Columns2 } from 'lucide-react';
import type { RunRecord, WorkspaceSettings } from '../../../../core/contract/index.ts';
import type { App } from '../../../stores/app.ts';
import { useApp, useRuns } from '../../../stores/app-context.tsx';
import { useEngineQuery } from '../../../stores/use-engine-query.ts';
import { runComparison as words } from '../../../strings/run-comparison.ts';
import { runs as runWords } from '../../../strings/runs.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { MenuButton } from '../../../ui/menu-button.tsx';
import { eventWords } from '../run-headline.ts';
import { runComparisonKey } from './run-comparison-key.ts';

/** More are found in the list of runs. */
const shownRuns = 12;

/** The newest other runs, those of the same workflow; the older of two stands left. */
export function CompareRunsMenu({ run, settings }: { run: RunRecord; settings: WorkspaceSettings | undefined }) {
  const app = useApp();
  const latestRunId = useRuns((state) => state.latestRunId);
  const newest = useEngineQuery('runs.list', { beforeNumber: null, limit: 20 }, latestRunId).data?.runs ?? [];
  const others = newest
    .filter(({ id, trigger }) => id !== run.id && trigger.workflow === run.trigger.workflow)
    .slice(0, shownRuns);
  const entries = others.map((other) => ({
    id: other.id,
    label: words.withRun(other.number, eventWords(other, settings), countsOf(other)),
    onAction: () => openRunComparison(app, run, other),
  }));
  return (
    <MenuButton
      label={words.compareWith}
      entries={
        entries.length > 0 ? entries : [{ id: 'none', label: words.noOthers, isDisabled: true, onAction: () => {} }]
      }
    >
      <IconButton icon={Columns2} label={words.compareWith} />
    </MenuButton>
  );
}

export function openRunComparison(app: App, one: RunRecord, other: RunRecord): void {
  const [left, right] = one.number < other.number ? [one, other] : [other, one];
  app.openTab({ kind: 'run-comparison', key: runComparisonKey(left.id, right.id) });
}

function countsOf({ counts }: RunRecord): string {
  const named = ['delivered', 'undelivered', 'stopped'] as const;
  return named.flatMap((name) => (counts[name] === 0 ? [] : runWords.counts[name](counts[name]))).join(', ');
}
