import { CommandError, type RunRequest, type Scenario } from '../../../core/contract/index.ts';
import type { App } from '../../stores/app.ts';
import { createDocument, freeKey } from '../../stores/document-actions.ts';
import { selectDocument, selectDocuments } from '../../stores/documents.ts';
import { runs as words } from '../../strings/runs.ts';
import { openAtName } from '../open-at-name.ts';
import { firstSetup } from './first-setup.ts';
import { makeRunOpener } from './run-opener.ts';
import { scenarioOfSetup } from './run-setup.ts';
import { saveFirst } from './save-first.ts';

/** Adds the scenario and opens it; undo takes it away again. Rejects with a `CommandError`. */
export async function addScenario(app: App, scenario: Scenario): Promise<void> {
  const key = freeKey(app, 'scenario', scenario.name);
  await createDocument(app, 'scenario', key, scenario);
  openAtName(app, { kind: 'scenario', key });
}

export async function saveAsScenario(app: App, setup: RunRequest): Promise<void> {
  const scenario = scenarioOfSetup(setup);
  await addScenario(app, scenario);
  app.toast(words.saved(scenario.name));
}

/** A scenario to begin with: the first workflow, with whoever is there. Says why when there is nothing to begin with. */
export async function addNewScenario(app: App): Promise<void> {
  try {
    const projects = await app.engine.call('projects.list', { environment: app.session.getState().environment });
    const documents = app.documents.getState();
    const setup = firstSetup({
      workflowKey: '',
      workflows: selectDocuments(documents, 'workflow').map(({ key }) => key),
      eventTypes: selectDocuments(documents, 'event-type'),
      environment: app.session.getState().environment,
      settings: selectDocument(documents, 'settings', 'workspace')?.value,
      projectIds: projects.map(({ object }) => object.id),
    });
    if (setup.workflow === '') throw new CommandError('invalid-input', words.problems.workflow);
    // A scenario needs a recipient; one that does not exist yet is marked in the form when it is run.
    const recipients = setup.recipients.length === 0 ? ['user'] : setup.recipients;
    await addScenario(app, { ...scenarioOfSetup({ ...setup, recipients }), name: words.newScenario });
  } catch (cause) {
    app.fail(words.saveFailed, cause);
  }
}

export async function duplicateScenario(app: App, scenario: Scenario): Promise<void> {
  await addScenario(app, { ...scenario, name: words.copyName(scenario.name) });
}

/** Saves what is typed, then runs it and opens the run. */
export async function startScenario(app: App, key: string): Promise<void> {
  const openRun = makeRunOpener(app);
  await app.drafts.flush('scenario', key);
  const draft = app.drafts.store.getState()[`scenario/${key}`];
  if (draft !== undefined) throw draft.error ?? new CommandError('invalid-input', words.unsavedFirst);
  await saveFirst(app);
  const { runId } = await app.engine.call('runs.startScenario', { scenario: key });
  openRun(runId);
}
