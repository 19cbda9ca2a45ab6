import { findTabDocument } from '../features/feature-registry.ts';
import type { App } from '../stores/app.ts';
import { closeTab, type Tab } from '../stores/session.ts';

/**
 * Closes the tabs of runs and deliveries that the log does not have any more: deleted in this window, in another one, or while
 * this one was closed. Nobody can bring them back, so nothing would be left to show but what was typed: a tab with that stays.
 */
export async function closeWhatIsRemoved(app: App): Promise<void> {
  const open = app.session.getState().tabs.map((tab) => ({ tab, ...loggedOf(tab) }));
  const asked = {
    runIds: [...new Set(open.flatMap(({ runIds }) => runIds))].slice(0, askedAtOnce),
    attemptIds: [...new Set(open.flatMap(({ attemptIds }) => attemptIds))].slice(0, askedAtOnce),
  };
  if (asked.runIds.length === 0 && asked.attemptIds.length === 0) return;
  const missing = await app.engine.call('deliveries.missing', asked).catch(() => null);
  if (missing === null) return;
  const gone = new Set([...missing.runIds, ...missing.attemptIds]);
  const { tabState } = app.session.getState();
  const isTyped = (tab: Tab) => findTabDocument(tab.kind)?.isTyped?.(tabState[tab.id] ?? {}) === true;
  const dead = open.filter(
    ({ tab, runIds, attemptIds }) => [...runIds, ...attemptIds].some((id) => gone.has(id)) && !isTyped(tab),
  );
  if (dead.length > 0) app.session.setState((state) => dead.reduce((now, { tab }) => closeTab(now, tab.id), state));
}

/** More tabs than anybody has open. */
const askedAtOnce = 500;

function loggedOf(tab: Tab): { runIds: readonly string[]; attemptIds: readonly string[] } {
  const { runIds = [], attemptIds = [] } = findTabDocument(tab.kind)?.logged?.(tab.key) ?? {};
  return { runIds, attemptIds };
}
