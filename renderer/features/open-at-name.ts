import type { App } from '../stores/app.ts';
import { type TabReference, tabId, withTabState } from '../stores/session.ts';
import { focusWhenShown } from '../ui/focus-when-shown.ts';

/**
 * Opens what was just made with its first text, the name or key, chosen: one types over it. `state` is what the tab's
 * sections begin with, where the name is not on the first of them.
 */
export function openAtName(app: App, reference: TabReference, state: Record<string, string> = {}): void {
  const id = tabId(reference);
  app.session.setState((session) => withTabState(session, id, state));
  app.openTab(reference);
  focusWhenShown(`[data-tab=${JSON.stringify(id)}] input[type="text"]`);
}
