import { SlidersHorizontal } from 'lucide-react';
import type { Command } from '../../commands/command.ts';
import type { App } from '../../stores/app.ts';
import { createDocument, freeKey } from '../../stores/document-actions.ts';
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
