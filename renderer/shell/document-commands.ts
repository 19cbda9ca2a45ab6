import { Redo2, Save, Undo2, X } from 'lucide-react';
import type { Command } from '../commands/command.ts';
import type { App } from '../stores/app.ts';
import { activateNeighbour, closeTab, moveTab } from '../stores/session.ts';
import { commands as words } from '../strings/commands.ts';

/** Undo, save and the tabs. */
export function documentCommands(app: App): Command[] {
  const { edit, tabs } = words.groups;
  const { session, history } = app;
  const hasTab = (): boolean => session.getState().activeTabId !== null;
  const tabCommand = (id: string, title: string, keys: Command['keys'] & {}, run: () => void): Command => ({
    id,
    title,
    group: tabs,
    keys,
    isAllowedInFields: true,
    when: hasTab,
    run,
  });
  return [
    {
      id: 'history.undo',
      title: words.undo,
      group: edit,
      keys: 'Mod+Z',
      icon: Undo2,
      // What was typed a moment ago is not in the history yet.
      when: () => history.store.getState().done.length > 0 || Object.keys(app.drafts.store.getState()).length > 0,
      run: () => takeBack(app, 'undo'),
    },
    {
      id: 'history.redo',
      title: words.redo,
      group: edit,
      keys: 'Mod+Shift+Z',
      icon: Redo2,
      when: () => history.store.getState().undone.length > 0,
      run: () => takeBack(app, 'redo'),
    },
    {
      id: 'document.save',
      title: words.save,
      group: edit,
      keys: 'Mod+S',
      icon: Save,
      isAllowedInFields: true,
      run: async () => {
        await app.flush();
        const isAllSaved = Object.keys(app.drafts.store.getState()).length === 0;
        app.toast(isAllSaved ? words.saved : words.notSaved);
      },
    },
    { ...tabCommand('tab.close', words.closeTab, 'Mod+W', () => closeActive(app)), icon: X },
    tabCommand('tab.closeOthers', words.closeOtherTabs, 'Mod+Alt+W', () =>
      session.setState((state) => ({ tabs: state.tabs.filter((tab) => tab.id === state.activeTabId) })),
    ),
    tabCommand('tab.next', words.nextTab, { mac: 'Meta+Alt+ArrowRight', other: 'Ctrl+PageDown' }, () =>
      session.setState((state) => activateNeighbour(state, 1)),
    ),
    tabCommand('tab.previous', words.previousTab, { mac: 'Meta+Alt+ArrowLeft', other: 'Ctrl+PageUp' }, () =>
      session.setState((state) => activateNeighbour(state, -1)),
    ),
    tabCommand('tab.moveLeft', words.moveTabLeft, 'Mod+Shift+PageUp', () => move(app, -1)),
    tabCommand('tab.moveRight', words.moveTabRight, 'Mod+Shift+PageDown', () => move(app, 1)),
  ];
}

function closeActive(app: App): void {
  const id = app.session.getState().activeTabId;
  if (id !== null) app.session.setState((state) => closeTab(state, id));
}

function move(app: App, offset: number): void {
  const id = app.session.getState().activeTabId;
  if (id !== null) app.session.setState((state) => moveTab(state, id, offset));
}

async function takeBack(app: App, direction: 'undo' | 'redo'): Promise<void> {
  try {
    // What was typed a moment ago is the last thing done, though it is not saved yet.
    await app.drafts.flush();
    const entry = await app.history[direction]();
    if (entry !== null) app.toast(direction === 'undo' ? words.undone(entry.label) : words.redone(entry.label));
  } catch (cause) {
    const { done, undone } = app.history.store.getState();
    // A step that fails stays where it was.
    const label = (direction === 'undo' ? done : undone).at(-1)?.label ?? '';
    app.fail(words.undoFailed(label), cause);
  }
}
