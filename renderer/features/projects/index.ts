import { Boxes } from 'lucide-react';
import { lazy, useEffect } from 'react';
import { useApp, useDataStore, useEnvironment } from '../../stores/app-context.tsx';
import type { Feature } from '../feature.ts';
import { followRename } from './follow-rename.ts';
import { projectCommands } from './project-commands.ts';
import { findWebhookPlaces } from './webhook-places.ts';

export const feature: Feature = {
  view: {
    id: 'projects',
    ListPane: lazy(() => import('./projects-pane.tsx').then((module) => ({ default: module.ProjectsPane }))),
  },
  documents: {
    project: {
      icon: Boxes,
      useTitle: (id) => {
        const app = useApp();
        const environment = useEnvironment();
        useEffect(() => app.data.wantProjects(environment), [app, environment]);
        return useDataStore((state) => state.projects[environment]?.rows.find((row) => row.object.id === id)?.name);
      },
      Document: lazy(() => import('./project-document.tsx').then((module) => ({ default: module.ProjectDocument }))),
      RightPane: lazy(() => import('./webhook-pane.tsx').then((module) => ({ default: module.WebhookPane }))),
      chosenIn: 'webhook',
    },
  },
  commands: projectCommands,
  onRenamed: followRename,
  paletteEntries: findWebhookPlaces,
};
