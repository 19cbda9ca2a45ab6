import { Grid3x3, Plug, Puzzle } from 'lucide-react';
import { lazy } from 'react';
import { useDocuments } from '../../stores/app-context.tsx';
import { documentName, selectDocument, selectDocuments } from '../../stores/documents.ts';
import { channelStudio } from '../../strings/channel-studio.ts';
import type { Feature } from '../feature.ts';
import { addChannel, addPartial } from './new-channel.ts';
import { templateCommands } from './template-commands.ts';

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
    matrix: {
      icon: Grid3x3,
      useTitle: () => channelStudio.matrix,
      Document: lazy(() => import('./matrix-document.tsx').then((module) => ({ default: module.MatrixDocument }))),
    },
    partial: {
      icon: Puzzle,
      useTitle: (key) =>
        useDocuments((state) => {
          const partial = selectDocument(state, 'partial', key);
          return partial === undefined ? key : documentName(partial);
        }),
      Document: lazy(() => import('./partial-document.tsx').then((module) => ({ default: module.PartialDocument }))),
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
    {
      id: 'matrix.open',
      title: channelStudio.matrixOpen,
      keywords: channelStudio.matrix,
      group: channelStudio.commandGroup,
      icon: Grid3x3,
      run: () => app.openTab({ kind: 'matrix', key: '' }),
    },
    {
      id: 'partial.add',
      title: channelStudio.addPartial,
      group: channelStudio.commandGroup,
      icon: Puzzle,
      run: () => addPartial(app),
    },
    ...templateCommands(app),
  ],
  paletteEntries: (app) => [
    ...selectDocuments(app.documents.getState(), 'channel').map((channel) => ({
      id: `channel:${channel.key}`,
      title: channel.value.name,
      detail: channel.key,
      group: channelStudio.commandGroup,
      icon: Plug,
      run: () => app.openTab({ kind: 'channel', key: channel.key }),
    })),
    ...selectDocuments(app.documents.getState(), 'partial').map((partial) => ({
      id: `partial:${partial.key}`,
      title: partial.value.name,
      detail: partial.key,
      group: channelStudio.partials,
      icon: Puzzle,
      run: () => app.openTab({ kind: 'partial', key: partial.key }),
    })),
  ],
};
