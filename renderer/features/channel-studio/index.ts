import { Grid3x3, Plug, Puzzle, Webhook } from 'lucide-react';
import { lazy } from 'react';
import { parseStepKey } from '../../../core/contract/index.ts';
import { useDocuments } from '../../stores/app-context.tsx';
import { selectDocument, selectDocuments } from '../../stores/documents.ts';
import { channelStudio } from '../../strings/channel-studio.ts';
import type { Feature } from '../feature.ts';
import { useDocumentTitle } from '../use-document-title.ts';
import { followRename } from './follow-rename.ts';
import { addChannel, addPartial } from './new-channel.ts';
import { stepRequests } from './step-requests.ts';
import { templateCommands } from './template-commands.ts';

export const feature: Feature = {
  view: {
    id: 'channels',
    ListPane: lazy(() => import('./channel-list.tsx').then((module) => ({ default: module.ChannelList }))),
  },
  documents: {
    channel: {
      icon: Plug,
      useTitle: (key) => useDocumentTitle('channel', key),
      Document: lazy(() => import('./channel-document.tsx').then((module) => ({ default: module.ChannelDocument }))),
      RightPane: lazy(() => import('./preview/preview-pane.tsx').then((module) => ({ default: module.PreviewPane }))),
    },
    step: {
      icon: Webhook,
      useTitle: (key) =>
        useDocuments((state) => {
          const { workflow = '', ref = key } = parseStepKey(key) ?? {};
          const step = selectDocument(state, 'workflow', workflow)?.value.steps.find((one) => one.ref === ref);
          return step === undefined ? undefined : (step.name ?? ref);
        }),
      Document: lazy(() =>
        import('./step-request-document.tsx').then((module) => ({ default: module.StepRequestDocument })),
      ),
      RightPane: lazy(() => import('./preview/preview-pane.tsx').then((module) => ({ default: module.PreviewPane }))),
    },
    matrix: {
      icon: Grid3x3,
      useTitle: () => channelStudio.matrix,
      Document: lazy(() =>
        import('./matrix/matrix-document.tsx').then((module) => ({ default: module.MatrixDocument })),
      ),
    },
    partial: {
      icon: Puzzle,
      useTitle: (key) => useDocumentTitle('partial', key),
      Document: lazy(() =>
        import('./partials/partial-document.tsx').then((module) => ({ default: module.PartialDocument })),
      ),
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
  onRenamed: followRename,
  paletteEntries: (app) =>
    stepRequests(selectDocuments(app.documents.getState(), 'workflow')).map(({ key, name, workflowName }) => ({
      id: `step:${key}`,
      title: channelStudio.requestOf(name, workflowName),
      detail: key,
      group: channelStudio.commandGroup,
      icon: Webhook,
      run: () => app.openTab({ kind: 'step', key }),
    })),
};
