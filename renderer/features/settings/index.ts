import { Keyboard, Settings, SlidersHorizontal } from 'lucide-react';
import { lazy } from 'react';
import { useDocuments } from '../../stores/app-context.tsx';
import { selectDocument } from '../../stores/documents.ts';
import { moveEntries } from '../../stores/follow-rename.ts';
import { settings as words } from '../../strings/settings.ts';
import type { Feature } from '../feature.ts';
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
      useTitle: (key) => useDocuments((state) => selectDocument(state, 'environment', key)?.value.name ?? key),
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
  onRenamed: (app, { kind, from, to }) => {
    if (kind === 'environment') moveEntries(typedSecrets(app), from, to);
  },
};
