import { useEffect, useMemo } from 'react';
import { useApp, useDataStore, useDocuments } from '../../stores/app-context.tsx';
import { selectDocument } from '../../stores/documents.ts';
import { useDocumentList } from '../../stores/use-document.ts';
import { firstSetup } from '../runs/first-setup.ts';
import { type SnippetTrigger, snippetTrigger } from './snippets.ts';

/** A trigger of this workspace to show: the first of everything, as a new run begins with. */
export function useSnippetTrigger(environment: string): SnippetTrigger {
  const { data } = useApp();
  useEffect(() => data.wantProjects(environment), [data, environment]);
  const workflows = useDocumentList('workflow');
  const eventTypes = useDocumentList('event-type');
  const settings = useDocuments((state) => selectDocument(state, 'settings', 'workspace')?.value);
  const projects = useDataStore((state) => state.projects[environment]);
  return useMemo(() => {
    const setup = firstSetup({
      workflowKey: '',
      workflows: workflows.map(({ key }) => key),
      eventTypes,
      environment,
      settings,
      projectIds: (projects?.rows ?? []).map(({ object }) => object.id),
    });
    return snippetTrigger(setup, eventTypes, settings);
  }, [workflows, eventTypes, settings, projects, environment]);
}
