import { Database } from 'lucide-react';
import { lazy } from 'react';
import { data as words } from '../../strings/data.ts';
import { frame } from '../../strings/frame.ts';
import type { Feature } from '../feature.ts';
import { followRename } from './follow-rename.ts';

export const feature: Feature = {
  view: null,
  documents: {
    data: {
      icon: Database,
      useTitle: () => words.title,
      Document: lazy(() => import('./data-document.tsx').then((module) => ({ default: module.DataDocument }))),
      RightPane: lazy(() => import('./record-pane.tsx').then((module) => ({ default: module.RecordPane }))),
      chosenIn: 'record',
    },
  },
  onRenamed: followRename,
  commands: (app) => [
    {
      id: 'data.open',
      title: words.command,
      group: frame.views.projects,
      keywords: words.keywords,
      icon: Database,
      run: () => app.openTab({ kind: 'data', key: '' }),
    },
  ],
};
