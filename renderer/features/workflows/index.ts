import { Play, Workflow } from 'lucide-react';
import { lazy } from 'react';
import { activeKey } from '../../stores/session.ts';
import { workflows } from '../../strings/workflows.ts';
import type { Feature } from '../feature.ts';
import { useDocumentTitle } from '../use-document-title.ts';
import { addWorkflow } from './new-workflow.ts';

export const feature: Feature = {
  view: {
    id: 'workflows',
    ListPane: lazy(() => import('./workflow-list.tsx').then((module) => ({ default: module.WorkflowList }))),
  },
  documents: {
    workflow: {
      icon: Workflow,
      useTitle: (key) => useDocumentTitle('workflow', key),
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
