import { expect, test } from 'vitest';
import { rightPaneState } from '../../../renderer/shell/right-pane-state.ts';

const RightPane = () => null;
const definitions: Record<string, { RightPane?: () => null; chosenIn?: string }> = {
  settings: {},
  channel: { RightPane },
  run: { RightPane, chosenIn: 'row' },
};
const state = (kind: string | null, isNarrow: boolean, isRightPaneOpen = true, row?: string) =>
  rightPaneState(
    {
      tabs: kind === null ? [] : [{ id: 'tab', kind, key: 'k' }],
      activeTabId: kind === null ? null : 'tab',
      tabState: row === undefined ? {} : { tab: { row } },
      isRightPaneOpen,
    },
    isNarrow,
    (id) => definitions[id],
  );

test('a tab without one, and a window without a tab, have no right pane', () => {
  expect(state(null, false)).toBe('none');
  expect(state('settings', true)).toBe('none');
});

test('a pane that goes under its list waits until something is chosen, and no other does', () => {
  expect(state('run', true)).toBe('waiting');
  expect(state('run', true, true, '')).toBe('waiting');
  expect(state('run', true, true, 'row-1')).toBe('shown');
  expect(state('run', false)).toBe('shown');
  expect(state('channel', true)).toBe('shown');
});

test('closed is closed, whatever is chosen', () => {
  expect(state('run', true, false)).toBe('closed');
  expect(state('channel', false, false)).toBe('closed');
});
