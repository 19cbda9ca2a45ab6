import { Copy, SlidersHorizontal } from 'lucide-react';
import type { Command } from '../../commands/command.ts';
import type { App } from '../../stores/app.ts';
import { createDocument, freeKey } from '../../stores/document-actions.ts';
import { selectDocument } from '../../stores/documents.ts';
import { activeKey, closeTab, tabId } from '../../stores/session.ts';
import { commands as commandWords } from '../../strings/commands.ts';
import { settings as words } from '../../strings/settings.ts';
import { openAtName } from '../open-at-name.ts';

export function environmentCommands(app: App): Command[] {
  return [
    {
      id: 'environment.add',
      title: words.addEnvironment,
      group: commandWords.groups.edit,
      keywords: 'add create',
      icon: SlidersHorizontal,
      when: () => app.workspace.getState().info?.readOnlyReason === null,
      run: () => addEnvironment(app),
    },
    {
      id: 'environment.duplicate',
      title: words.duplicateEnvironment,
      group: commandWords.groups.edit,
      keywords: 'copy',
      icon: Copy,
      when: () => app.workspace.getState().info?.readOnlyReason === null,
      run: () => duplicateEnvironment(app, shownEnvironment(app)),
    },
    {
      id: 'environment.edit',
      title: words.variablesAndSecrets,
      group: commandWords.groups.go,
      icon: SlidersHorizontal,
      run: () => app.openTab({ kind: 'environment', key: app.session.getState().environment }),
    },
  ];
}

export async function addEnvironment(app: App): Promise<void> {
  const key = freeKey(app, 'environment', words.newEnvironment);
  try {
    await createDocument(app, 'environment', key, { name: words.newEnvironment, variables: {}, secrets: [] });
    openAtName(app, { kind: 'environment', key });
  } catch (cause) {
    app.fail(commandWords.notDone, cause);
  }
}

/** The one whose tab is open, or else the one that is chosen in the window. */
function shownEnvironment(app: App): string {
  const session = app.session.getState();
  return activeKey(session, 'environment') ?? session.environment;
}

/** Copies an environment with its data, and opens the copy. Values of secrets stay where they are. */
export async function duplicateEnvironment(app: App, from: string): Promise<void> {
  try {
    await app.drafts.flush('environment', from);
    const original = selectDocument(app.documents.getState(), 'environment', from)?.value;
    if (original === undefined) return;
    const value = { ...original, name: words.copyName(original.name) };
    const to = freeKey(app, 'environment', value.name);
    await app.history.perform({
      label: words.duplicateLabel(original.name),
      redo: async () => void (await app.engine.call('environments.copy', { from, to, value })),
      undo: async () => {
        await app.engine.call('environments.remove', { environment: to });
        app.session.setState((state) => closeTab(state, tabId({ kind: 'environment', key: to })));
      },
    });
    openAtName(app, { kind: 'environment', key: to });
    app.toast(words.duplicated(original.name, value.secrets.length));
  } catch (cause) {
    app.fail(commandWords.notDone, cause);
  }
}
