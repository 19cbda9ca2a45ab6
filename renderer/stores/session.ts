import { createStore, type StoreApi } from 'zustand/vanilla';
import type { JsonValue } from '../../core/contract/index.ts';

export const viewIds = ['projects', 'channels', 'workflows', 'runs', 'receivers', 'deliveries', 'signatures'] as const;
export type ViewId = (typeof viewIds)[number];
export type ThemeSetting = 'light' | 'dark' | 'system';

/** One open document. `kind` names the feature's document component; `key` what it shows ('' when there is only one). */
export interface TabReference {
  kind: string;
  key: string;
}
export interface Tab extends TabReference {
  /** `kind:key`; opening the same thing twice activates its tab. */
  id: string;
}

export interface SessionState {
  view: ViewId;
  isListOpen: boolean;
  isRightPaneOpen: boolean;
  isBottomPanelOpen: boolean;
  bottomPanel: 'deliveries' | 'problems';
  tabs: readonly Tab[];
  activeTabId: string | null;
  /** What a tab remembers (selected row, open section), by tab id and a name of its own. JSON only, never secrets. */
  tabState: Readonly<Record<string, Readonly<Record<string, JsonValue>>>>;
  /** Sizes in CSS pixels at zoom 1, by split id. */
  sizes: Readonly<Record<string, number>>;
  environment: string;
  theme: ThemeSetting;
  zoom: number;
}
export type SessionStore = StoreApi<SessionState>;

export const initialSession: SessionState = {
  view: 'projects',
  isListOpen: true,
  isRightPaneOpen: true,
  isBottomPanelOpen: false,
  bottomPanel: 'deliveries',
  tabs: [],
  activeTabId: null,
  tabState: {},
  sizes: {},
  environment: 'development',
  theme: 'system',
  zoom: 1,
};

export const zoomSteps = [0.75, 0.875, 1, 1.125, 1.25, 1.5, 1.75, 2] as const;

export function createSessionStore(): SessionStore {
  return createStore<SessionState>(() => initialSession);
}

export function tabId(tab: TabReference): string {
  return `${tab.kind}:${tab.key}`;
}

/** What the tab in front shows, when it is one of this kind. */
export function activeKey({ tabs, activeTabId }: SessionState, kind: string): string | null {
  const tab = tabs.find(({ id }) => id === activeTabId);
  return tab?.kind === kind ? tab.key : null;
}

/** What is remembered with a tab, with a part of it changed; the tab need not be open yet. */
export function withTabState(
  { tabState }: SessionState,
  id: string,
  part: Readonly<Record<string, JsonValue>>,
): Pick<SessionState, 'tabState'> {
  return { tabState: { ...tabState, [id]: { ...tabState[id], ...part } } };
}

/** Opens it beside the active tab, or activates it where it already is. */
export function openTab(state: SessionState, reference: TabReference): SessionState {
  return { ...openTabBehind(state, reference), activeTabId: tabId(reference) };
}

/** Opens it beside the active tab, which stays in front. */
export function openTabBehind(state: SessionState, reference: TabReference): SessionState {
  const id = tabId(reference);
  if (state.tabs.some((tab) => tab.id === id)) return state;
  const place = state.tabs.findIndex((tab) => tab.id === state.activeTabId) + 1;
  const tab: Tab = { id, kind: reference.kind, key: reference.key };
  return { ...state, tabs: state.tabs.toSpliced(place === 0 ? state.tabs.length : place, 0, tab) };
}

/** Closes it; its right neighbour (or the left one at the end) becomes active. What the tab remembered goes. */
export function closeTab(state: SessionState, id: string): SessionState {
  const index = state.tabs.findIndex((tab) => tab.id === id);
  if (index < 0) return state;
  const tabs = state.tabs.toSpliced(index, 1);
  const { [id]: _forgotten, ...tabState } = state.tabState;
  const neighbour = tabs[Math.min(index, tabs.length - 1)]?.id ?? null;
  return { ...state, tabs, tabState, activeTabId: state.activeTabId === id ? neighbour : state.activeTabId };
}

export function moveTab(state: SessionState, id: string, offset: number): SessionState {
  const from = state.tabs.findIndex((tab) => tab.id === id);
  const to = from + offset;
  const tab = state.tabs[from];
  if (tab === undefined || to < 0 || to >= state.tabs.length) return state;
  return { ...state, tabs: state.tabs.toSpliced(from, 1).toSpliced(to, 0, tab) };
}

/** Goes to the next (1) or previous (-1) tab, round the ends. */
export function activateNeighbour(state: SessionState, offset: number): SessionState {
  const index = state.tabs.findIndex((tab) => tab.id === state.activeTabId);
  const tab = state.tabs[(index + offset + state.tabs.length) % state.tabs.length];
  return tab === undefined ? state : { ...state, activeTabId: tab.id };
}

/** The same thing under a new key: its tab stays open and keeps what it remembered. */
export function renameTab(state: SessionState, from: TabReference, toKey: string): SessionState {
  const oldId = tabId(from);
  const id = tabId({ kind: from.kind, key: toKey });
  if (oldId === id || !state.tabs.some((tab) => tab.id === oldId)) return state;
  const { [oldId]: memory = {}, ...tabState } = state.tabState;
  return {
    ...state,
    tabs: state.tabs.map((tab) => (tab.id === oldId ? { ...tab, id, key: toKey } : tab)),
    tabState: { ...tabState, [id]: memory },
    activeTabId: state.activeTabId === oldId ? id : state.activeTabId,
  };
}

export function stepZoom(zoom: number, direction: 1 | -1): number {
  const steps = direction > 0 ? zoomSteps.filter((step) => step > zoom) : zoomSteps.filter((step) => step < zoom);
  return (direction > 0 ? steps[0] : steps.at(-1)) ?? zoom;
}
