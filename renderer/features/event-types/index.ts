import { FileInput, Tag } from 'lucide-react';
import { lazy } from 'react';
import { eventTypes as words } from '../../strings/event-types.ts';
import type { Feature } from '../feature.ts';
import { eventTypeCommands } from './event-type-commands.ts';
import { followRename } from './rename-sample.ts';

/** The catalogue's place is under the projects: this feature has documents only. */
export const feature: Feature = {
  view: null,
  documents: {
    'event-type': {
      icon: Tag,
      useTitle: (key) => key,
      Document: lazy(() =>
        import('./event-type-document.tsx').then((module) => ({ default: module.EventTypeDocument })),
      ),
    },
    'event-import': {
      icon: FileInput,
      useTitle: () => words.importTab,
      Document: lazy(() => import('./import-document.tsx').then((module) => ({ default: module.ImportDocument }))),
    },
  },
  commands: eventTypeCommands,
  onRenamed: followRename,
};
