import { Play, Radio, Square } from 'lucide-react';
import { lazy } from 'react';
import { attempt } from '../../stores/attempt.ts';
import { selectDocuments } from '../../stores/documents.ts';
import { countRunning } from '../../stores/receivers.ts';
import { receivers as words } from '../../strings/receivers.ts';
import type { Feature } from '../feature.ts';
import { useDocumentTitle } from '../use-document-title.ts';
import { addReceiver, startReceivers, stopReceivers } from './receiver-actions.ts';

export const feature: Feature = {
  view: {
    id: 'receivers',
    ListPane: lazy(() => import('./receiver-list.tsx').then((module) => ({ default: module.ReceiverList }))),
  },
  documents: {
    receiver: {
      icon: Radio,
      useTitle: (key) => useDocumentTitle('receiver', key),
      Document: lazy(() => import('./receiver-document.tsx').then((module) => ({ default: module.ReceiverDocument }))),
      RightPane: lazy(() => import('./received-pane.tsx').then((module) => ({ default: module.ReceivedPane }))),
      chosenIn: 'request',
    },
  },
  commands: (app) => {
    const keys = () => selectDocuments(app.documents.getState(), 'receiver').map(({ key }) => key);
    return [
      {
        id: 'receiver.add',
        title: words.add,
        group: words.group,
        icon: Radio,
        when: () => app.workspace.getState().info?.readOnlyReason === null,
        run: () => attempt(app, () => addReceiver(app)),
      },
      {
        id: 'receiver.startAll',
        title: words.startAll,
        group: words.group,
        icon: Play,
        when: () => keys().length > 0,
        run: () => attempt(app, () => startReceivers(app, keys())),
      },
      {
        id: 'receiver.stopAll',
        title: words.stopAll,
        group: words.group,
        icon: Square,
        when: () => countRunning(app.receivers.getState()) > 0,
        run: () => attempt(app, () => stopReceivers(app, keys())),
      },
    ];
  },
};
