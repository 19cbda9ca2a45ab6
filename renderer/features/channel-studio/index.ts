import { Plug } from 'lucide-react';
import { lazy } from 'react';
import { useDocuments } from '../../stores/app-context.tsx';
import { documentName, selectDocument, selectDocuments } from '../../stores/documents.ts';
import { channelStudio } from '../../strings/channel-studio.ts';
import type { Feature } from '../feature.ts';
import { addChannel } from './new-channel.ts';

export const feature: Feature = {
  view: {
    id: 'channels',
    ListPane: lazy(() => import('./channel-list.tsx').then((module) => ({ default: module.ChannelList }))),
  },
  documents: {
    channel: {
      icon: Plug,
      useTitle: (key) =>
        useDocuments((state) => {
          const channel = selectDocument(state, 'channel', key);
          return channel === undefined ? key : documentName(channel);
        }),
      Document: lazy(() => import('./channel-document.tsx').then((module) => ({ default: module.ChannelDocument }))),
      RightPane: lazy(() => import('./preview-pane.tsx').then((module) => ({ default: module.PreviewPane }))),
    },
  },
  commands: (app) => [
    {
      id: 'channel.add',
      title: channelStudio.addChannel,
      group: channelStudio.commandGroup,
      icon: Plug,
      run: () => addChannel(app),
    },
  ],
  paletteEntries: (app) =>
    selectDocuments(app.documents.getState(), 'channel').map((channel) => ({
      id: `channel:${channel.key}`,
      title: channel.value.name,
      detail: channel.key,
      group: channelStudio.commandGroup,
      icon: Plug,
      run: () => app.openTab({ kind: 'channel', key: channel.key }),
    })),
};
