import { Workflow } from 'lucide-react';
import { lazy } from 'react';
import { useDocuments } from '../../stores/app-context.tsx';
import { documentName, selectDocument, selectDocuments } from '../../stores/documents.ts';
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
  ],
  paletteEntries: (app) =>
    selectDocuments(app.documents.getState(), 'workflow').map((workflow) => ({
      id: `workflow:${workflow.key}`,
      title: workflow.value.name,
      detail: workflow.key,
      group: workflows.commandGroup,
      icon: Workflow,
      run: () => app.openTab({ kind: 'workflow', key: workflow.key }),
    })),
};
