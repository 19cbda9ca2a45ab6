import type { RunRequest } from '../../../core/contract/index.ts';
import type { App } from '../../stores/app.ts';
import { selectDocument, selectDocuments } from '../../stores/documents.ts';
import { tabId, withTabState } from '../../stores/session.ts';
import { firstSetup } from './first-setup.ts';
import type { GoneRecipient } from './gone-recipients.ts';
import { unreadableName } from './use-unreadable.ts';

/** Under which name a set-up's tab remembers who of the run it repeats is gone. */
export const goneName = 'gone';

/** Opens the set-up of the request's workflow, filled in with it. */
export function openRunSetup(app: App, setup: RunRequest, gone: readonly GoneRecipient[] = []): void {
  const reference = { kind: 'run-setup', key: setup.workflow };
  const id = tabId(reference);
  rememberSetup(app, id, setup);
  app.session.setState((session) => withTabState(session, id, { [goneName]: [...gone] }));
  app.openTab(reference);
}

/** Opens the set-up with one project as its recipient; the rest is the first of everything. */
export function openRunSetupFor(app: App, projectId: string): void {
  const documents = app.documents.getState();
  const setup = firstSetup({
    workflowKey: '',
    workflows: selectDocuments(documents, 'workflow').map(({ key }) => key),
    eventTypes: selectDocuments(documents, 'event-type'),
    environment: app.session.getState().environment,
    settings: selectDocument(documents, 'settings', 'workspace')?.value,
    projectIds: [projectId],
  });
  openRunSetup(app, setup);
}

/** Where the last set-up that was run is remembered, whatever tab it came from. */
export const lastSetupId = 'run-setup';

export function rememberSetup(app: App, id: string, setup: RunRequest): void {
  app.session.setState(({ tabState }) => ({
    tabState: { ...tabState, [id]: { ...tabState[id], setup: JSON.stringify(setup), [unreadableName]: {} } },
  }));
}
