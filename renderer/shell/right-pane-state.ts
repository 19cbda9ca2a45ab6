import type { TabDocument } from '../features/feature.ts';
import type { SessionState } from '../stores/session.ts';

/** `waiting`: it would go under the document, and nothing is chosen there yet · `none`: the tab has no such pane. */
export type RightPaneState = 'shown' | 'closed' | 'waiting' | 'none';

type Shown = Pick<TabDocument, 'RightPane' | 'chosenIn'>;

/** How the right pane of the active tab stands; `definitionOf` gives what a kind of tab shows. */
export function rightPaneState(
  {
    tabs,
    activeTabId,
    tabState,
    isRightPaneOpen,
  }: Pick<SessionState, 'tabs' | 'activeTabId' | 'tabState' | 'isRightPaneOpen'>,
  isNarrow: boolean,
  definitionOf: (kind: string) => Shown | undefined,
): RightPaneState {
  const tab = tabs.find(({ id }) => id === activeTabId);
  const definition = tab === undefined ? undefined : definitionOf(tab.kind);
  if (tab === undefined || definition?.RightPane === undefined) return 'none';
  if (!isRightPaneOpen) return 'closed';
  const isChosen = definition.chosenIn === undefined || (tabState[tab.id]?.[definition.chosenIn] ?? '') !== '';
  return isChosen || !isNarrow ? 'shown' : 'waiting';
}
