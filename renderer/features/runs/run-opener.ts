import type { App } from '../../stores/app.ts';
import { openTab, openTabBehind } from '../../stores/session.ts';

/**
 * To be made before a run is started; opens it once it has. In front, unless the user has gone to another tab meanwhile:
 * nobody is taken away from what they are doing.
 */
export function makeRunOpener(app: Pick<App, 'session'>): (runId: string) => void {
  const { activeTabId } = app.session.getState();
  return (runId) => {
    const tab = { kind: 'run', key: runId };
    app.session.setState((state) => (state.activeTabId === activeTabId ? openTab : openTabBehind)(state, tab));
  };
}
