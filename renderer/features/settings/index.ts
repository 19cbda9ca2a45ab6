import { Keyboard, Settings, SlidersHorizontal } from 'lucide-react';
import { lazy } from 'react';
import { documentName, selectDocuments } from '../../stores/documents.ts';
import { moveEntries } from '../../stores/follow-rename.ts';
import { commands } from '../../strings/commands.ts';
import { settings as words } from '../../strings/settings.ts';
import type { Feature } from '../feature.ts';
import { useDocumentTitle } from '../use-document-title.ts';
import { environmentCommands } from './environment-commands.ts';
import { typedSecrets } from './typed-secrets.ts';

export const feature: Feature = {
  view: null,
  documents: {
    settings: {
      icon: Settings,
      useTitle: () => words.title,
      Document: lazy(() => import('./settings-document.tsx').then((module) => ({ default: module.SettingsDocument }))),
    },
    environment: {
      icon: SlidersHorizontal,
      useTitle: (key) => useDocumentTitle('environment', key),
      Document: lazy(() =>
        import('./environment-document.tsx').then((module) => ({ default: module.EnvironmentDocument })),
      ),
    },
    help: {
      icon: Keyboard,
      useTitle: () => words.help,
      Document: lazy(() => import('./help-document.tsx').then((module) => ({ default: module.HelpDocument }))),
    },
  },
  commands: environmentCommands,
  paletteEntries: (app) =>
    selectDocuments(app.documents.getState(), 'environment')
      .filter(({ key }) => key !== app.session.getState().environment)
      .map((environment) => ({
        id: `switch-environment:${environment.key}`,
        title: commands.switchEnvironment(documentName(environment)),
        detail: environment.key,
        group: commands.groups.go,
        icon: SlidersHorizontal,
        run: () => app.session.setState({ environment: environment.key }),
      })),
  onRenamed: (app, { kind, from, to }) => {
    if (kind === 'environment') moveEntries(typedSecrets(app), from, to);
  },
};
