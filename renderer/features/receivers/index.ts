import { Radio } from 'lucide-react';
import { lazy } from 'react';
import { useDocuments } from '../../stores/app-context.tsx';
import { documentName, selectDocument, selectDocuments } from '../../stores/documents.ts';
import { receivers as words } from '../../strings/receivers.ts';
import type { Feature } from '../feature.ts';
import { addReceiver, startReceivers, stopReceivers } from './receiver-actions.ts';

export const feature: Feature = {
  view: {
    id: 'receivers',
    ListPane: lazy(() => import('./receiver-list.tsx').then((module) => ({ default: module.ReceiverList }))),
  },
  documents: {
    receiver: {
      icon: Radio,
      useTitle: (key) =>
        useDocuments((state) => {
          const receiver = selectDocument(state, 'receiver', key);
          return receiver === undefined ? key : documentName(receiver);
        }),
      Document: lazy(() => import('./receiver-document.tsx').then((module) => ({ default: module.ReceiverDocument }))),
      RightPane: lazy(() => import('./received-pane.tsx').then((module) => ({ default: module.ReceivedPane }))),
    },
  },
  commands: (app) => {
    const all = () => selectDocuments(app.documents.getState(), 'receiver').map(({ key }) => key);
    return [
      { id: 'receiver.add', title: words.add, group: words.group, icon: Radio, run: () => addReceiver(app) },
      {
        id: 'receiver.startAll',
        title: words.startAll,
        group: words.group,
        when: () => all().length > 0,
        run: () => startReceivers(app, all()),
      },
      {
        id: 'receiver.stopAll',
        title: words.stopAll,
        group: words.group,
        when: () => all().length > 0,
        run: () => stopReceivers(app, all()),
      },
    ];
  },
  paletteEntries: (app) =>
    selectDocuments(app.documents.getState(), 'receiver').map((receiver) => ({
      id: `receiver:${receiver.key}`,
      title: receiver.value.name,
      detail: receiver.value.path,
      group: words.group,
      icon: Radio,
      run: () => app.openTab({ kind: 'receiver', key: receiver.key }),
    })),
};
