import { Play, Workflow } from 'lucide-react';
import { lazy } from 'react';
import { useDocuments } from '../../stores/app-context.tsx';
import { documentName, selectDocument } from '../../stores/documents.ts';
import { activeKey } from '../../stores/session.ts';
import { workflows } from '../../strings/workflows.ts';
import type { Feature } from '../feature.ts';
import { addWorkflow } from './new-workflow.ts';

export const feature: Feature = {
  view: {
    id: 'workflows',
    ListPane: lazy(() => import('./workflow-list.tsx').then((module) => ({ default: module.WorkflowList }))),
  },
  documents: {
    workflow: {
      icon: Workflow,
      useTitle: (key) =>
        useDocuments((state) => {
          const workflow = selectDocument(state, 'workflow', key);
          return workflow === undefined ? key : documentName(workflow);
        }),
      Document: lazy(() => import('./workflow-document.tsx').then((module) => ({ default: module.WorkflowDocument }))),
    },
  },
  commands: (app) => [
    {
      id: 'workflow.add',
      title: workflows.add,
      group: workflows.commandGroup,
      icon: Workflow,
      run: () => addWorkflow(app),
    },
    {
      id: 'workflow.run',
      title: workflows.run,
      group: workflows.commandGroup,
      icon: Play,
      when: () => activeKey(app.session.getState(), 'workflow') !== null,
      run: () => {
        const key = activeKey(app.session.getState(), 'workflow');
        if (key !== null) app.openTab({ kind: 'run-setup', key });
      },
    },
  ],
};
