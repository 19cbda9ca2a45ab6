import { describe, expect, it } from 'vitest';
import { withTabsRenamed } from '../../../renderer/stores/follow-rename.ts';
import { readSavedSession, savedSessionOf, sessionVersion } from '../../../renderer/stores/saved-session.ts';
import {
  activateNeighbour,
  closeTab,
  initialSession,
  moveTab,
  openTab,
  renameTab,
  type SessionState,
  stepZoom,
} from '../../../renderer/stores/session.ts';

const withTabs = (...keys: string[]): SessionState =>
  keys.reduce((state, key) => openTab(state, { kind: 'channel', key }), initialSession);
const keysOf = (state: SessionState) => state.tabs.map((tab) => tab.key);

describe('tabs of a document with another key', () => {
  it('stay open with what they remembered, the run set-up and the steps of a workflow too', () => {
    const tabs = [
      { kind: 'workflow', key: 'a' },
      { kind: 'run-setup', key: 'a' },
      { kind: 'step', key: 'a/http_1' },
      { kind: 'step', key: 'ab/http_1' },
      { kind: 'channel', key: 'a' },
    ];
    const open = { ...tabs.reduce(openTab, initialSession), tabState: { 'step:a/http_1': { section: 'query' } } };
    const renamed = withTabsRenamed(open, { kind: 'workflow', from: 'a', to: 'b' });
    expect(renamed.tabs.map(({ id }) => id)).toEqual([
      'workflow:b',
      'run-setup:b',
      'step:b/http_1',
      'step:ab/http_1',
      'channel:a',
    ]);
    expect(renamed.tabState).toMatchObject({ 'step:b/http_1': { section: 'query' } });
    expect(withTabsRenamed(open, { kind: 'channel', from: 'a', to: 'b' }).tabs.map(({ id }) => id)).toContain(
      'run-setup:a',
    );
  });
});

describe('tabs', () => {
  it('open beside the active one, and only once', () => {
    const state = openTab({ ...withTabs('a', 'b'), activeTabId: 'channel:a' }, { kind: 'channel', key: 'c' });
    expect(keysOf(state)).toEqual(['a', 'c', 'b']);
    const again = openTab(state, { kind: 'channel', key: 'b' });
    expect(keysOf(again)).toEqual(['a', 'c', 'b']);
    expect(again.activeTabId).toBe('channel:b');
  });

  it('closing the active one activates its right neighbour, the left one at the end, and forgets its memory', () => {
    const state = { ...withTabs('a', 'b', 'c'), activeTabId: 'channel:b', tabState: { 'channel:b': { row: 1 } } };
    const closed = closeTab(state, 'channel:b');
    expect(closed.activeTabId).toBe('channel:c');
    expect(closed.tabState).toEqual({});
    expect(closeTab(closed, 'channel:c').activeTabId).toBe('channel:a');
    expect(closeTab(withTabs('a'), 'channel:a').activeTabId).toBeNull();
  });

  it('closing another leaves the active one', () => {
    expect(closeTab(withTabs('a', 'b'), 'channel:a').activeTabId).toBe('channel:b');
  });

  it('move within their bounds and go round with the keyboard', () => {
    const state = withTabs('a', 'b', 'c');
    expect(keysOf(moveTab(state, 'channel:a', 2))).toEqual(['b', 'c', 'a']);
    expect(moveTab(state, 'channel:a', -1)).toBe(state);
    expect(activateNeighbour(state, 1).activeTabId).toBe('channel:a');
    expect(activateNeighbour(withTabs('a'), -1).activeTabId).toBe('channel:a');
  });

  it('keep place and memory when what they show is renamed', () => {
    const state = { ...withTabs('a', 'b'), activeTabId: 'channel:a', tabState: { 'channel:a': { part: 'headers' } } };
    const renamed = renameTab(state, { kind: 'channel', key: 'a' }, 'z');
    expect(keysOf(renamed)).toEqual(['z', 'b']);
    expect(renamed.activeTabId).toBe('channel:z');
    expect(renamed.tabState).toEqual({ 'channel:z': { part: 'headers' } });
  });
});

it('zooms in steps and stops at the ends', () => {
  expect(stepZoom(1, 1)).toBe(1.125);
  expect(stepZoom(1, -1)).toBe(0.875);
  expect(stepZoom(2, 1)).toBe(2);
  expect(stepZoom(0.75, -1)).toBe(0.75);
});

describe('the saved session', () => {
  it('comes back as it went', () => {
    const state: SessionState = { ...withTabs('a', 'b'), theme: 'dark', zoom: 1.25, sizes: { list: 300 } };
    expect(readSavedSession(JSON.parse(JSON.stringify(savedSessionOf(state))))).toEqual(state);
  });

  it.each([null, undefined, 'text', 3, [], {}, { version: sessionVersion + 1, theme: 'dark' }])(
    'that is none of ours (%j) gives the initial one',
    (saved) => {
      expect(readSavedSession(saved)).toEqual(initialSession);
    },
  );

  it('loses only the fields that cannot be read', () => {
    const read = readSavedSession({
      version: sessionVersion,
      theme: 'purple',
      zoom: 1.5,
      tabs: 'many',
      activeTabId: 'x:y',
    });
    expect(read).toEqual({ ...initialSession, zoom: 1.5 });
  });

  it('takes in nothing that is not on the list', () => {
    const read = readSavedSession({ version: sessionVersion, secret: 'key', theme: 'dark' });
    expect(Object.keys(read).sort()).toEqual(Object.keys(initialSession).sort());
  });
});
