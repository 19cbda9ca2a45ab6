import type { RunRecord, WorkspaceSettings } from '../../../core/contract/index.ts';
import type { StoredDocumentOf } from '../../stores/documents.ts';
import { runs as words } from '../../strings/runs.ts';
import { eventWords } from './run-headline.ts';

export type Fold = 'scenarios' | 'runs';
export type RunListRow =
  | { kind: 'heading'; fold: Fold; title: string; count: number }
  | { kind: 'scenario'; scenario: StoredDocumentOf<'scenario'> }
  | { kind: 'run'; run: RunRecord };

interface ListFacts {
  scenarios: readonly StoredDocumentOf<'scenario'>[];
  runs: readonly RunRecord[];
  settings: WorkspaceSettings | undefined;
  filter: string;
  folded: readonly Fold[];
}

/** The list's rows: two headings with what is under them, narrowed by what is typed. */
export function listRows({ scenarios, runs, settings, filter, folded }: ListFacts): RunListRow[] {
  const wanted = filter.trim().toLowerCase();
  const isWanted = (...texts: string[]) => texts.some((text) => text.toLowerCase().includes(wanted));
  const shownScenarios = scenarios.filter(({ key, value }) => isWanted(key, value.name));
  const shownRuns = runs.filter((run) =>
    isWanted(words.runTitle(run.number), run.trigger.workflow, eventWords(run, settings), run.status),
  );
  const rows: RunListRow[] = [];
  if (shownScenarios.length > 0) {
    rows.push({ kind: 'heading', fold: 'scenarios', title: words.scenarios, count: shownScenarios.length });
    if (!folded.includes('scenarios')) {
      for (const scenario of shownScenarios) rows.push({ kind: 'scenario', scenario });
    }
  }
  if (shownRuns.length > 0) {
    rows.push({ kind: 'heading', fold: 'runs', title: words.pastRuns, count: shownRuns.length });
    if (!folded.includes('runs')) for (const run of shownRuns) rows.push({ kind: 'run', run });
  }
  return rows;
}

/** The id of the tab that the row opens, so that the open one is marked. */
export function rowIdOf(row: RunListRow): string {
  if (row.kind === 'heading') return `heading:${row.fold}`;
  return row.kind === 'scenario' ? `scenario:${row.scenario.key}` : `run:${row.run.id}`;
}
