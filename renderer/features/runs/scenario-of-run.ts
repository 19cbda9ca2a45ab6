import {
  CommandError,
  type Expectation,
  parseRecipientKey,
  type RecipientRunRow,
  type RunRecord,
  type Scenario,
  type WorkspaceSettings,
} from '../../../core/contract/index.ts';
import type { App } from '../../stores/app.ts';
import { selectDocument, selectDocuments } from '../../stores/documents.ts';
import { runs as words } from '../../strings/runs.ts';
import { receiversAt } from '../receivers/stopped-receivers.ts';
import { scenarioOfSetup, setupOfRun } from './run-setup.ts';
import { addScenario } from './scenario-actions.ts';

/** Recipients that a scenario is given expectations for; of a larger run the first. */
const expectedLimit = 200;

/** What came of each recipient that is final, to be expected again. An attempt that was stopped is none. */
export function expectationsOfRows(rows: readonly RecipientRunRow[]): Expectation[] {
  return rows.flatMap(({ recipient, status, attempts }) => {
    if (status !== 'delivered' && status !== 'undelivered' && status !== 'skipped') return [];
    const made = attempts.filter(({ failureKind }) => failureKind !== 'aborted');
    const last = made.at(-1);
    const end =
      last === undefined
        ? {}
        : last.failureKind === null
          ? { ...(last.status === null ? {} : { status: last.status }) }
          : { failureKind: last.failureKind };
    return [{ recipient: parseRecipientKey(recipient), outcome: status, attempts: made.length, ...end }];
  });
}

/** A new scenario of what a run was for, with the receivers it met and what came of it; opens it. Rejects when it is refused. */
export async function saveRunAsScenario(
  app: App,
  run: RunRecord,
  settings: WorkspaceSettings | undefined,
): Promise<void> {
  const rows = await rowsOf(app, run);
  const endpoints = rows.flatMap(({ attempts }) => attempts.map(({ endpoint }) => endpoint));
  const receivers = receiversAt(endpoints, selectDocuments(app.documents.getState(), 'receiver'));
  const scenario = {
    ...scenarioOfSetup(setupOfRun(run, settings)),
    receivers: receivers.map(({ key }) => key),
    expectations: expectationsOfRows(rows),
  };
  await addScenario(app, scenario);
  app.toast(words.savedFromRun(scenario.name, scenario.expectations.length));
}

/** The run's scenario expects from now on what came of it. Rejects when that is refused. */
export async function expectWhatCame(app: App, run: RunRecord, scenarioKey: string): Promise<void> {
  const expectations = expectationsOfRows(await rowsOf(app, run));
  await app.drafts.flush('scenario', scenarioKey);
  const before = selectDocument(app.documents.getState(), 'scenario', scenarioKey)?.value;
  if (before === undefined) throw new CommandError('not-found', words.scenarioMissing);
  const write = async (value: Scenario): Promise<void> => {
    await app.engine.call('documents.put', { kind: 'scenario', key: scenarioKey, value, baseRevision: null });
  };
  await app.history.perform({
    label: words.expectLabel(before.name, run.number),
    redo: () => write({ ...before, expectations }),
    undo: () => write(before),
  });
}

async function rowsOf(app: App, run: RunRecord): Promise<RecipientRunRow[]> {
  return (await app.engine.call('runs.recipients', { runId: run.id, fromOrdinal: 0, limit: expectedLimit })).rows;
}
