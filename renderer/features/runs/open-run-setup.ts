import type { RunRequest } from '../../../core/contract/index.ts';
import type { App } from '../../stores/app.ts';
import { tabId } from '../../stores/session.ts';

/** Opens the set-up of the request's workflow, filled in with it. */
export function openRunSetup(app: App, setup: RunRequest): void {
  const reference = { kind: 'run-setup', key: setup.workflow };
  rememberSetup(app, tabId(reference), setup);
  app.openTab(reference);
}

/** Where the last set-up that was run is remembered, whatever tab it came from. */
export const lastSetupId = 'run-setup';

export function rememberSetup(app: App, id: string, setup: RunRequest): void {
  app.session.setState(({ tabState }) => ({
    tabState: { ...tabState, [id]: { ...tabState[id], setup: JSON.stringify(setup) } },
  }));
}
