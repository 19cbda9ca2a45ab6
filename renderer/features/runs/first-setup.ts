import {
  defaultConcurrency,
  type EventType,
  type RunRequest,
  type WorkspaceSettings,
} from '../../../core/contract/index.ts';

export interface FirstSetupFacts {
  /** Of the tab; '' = none chosen. */
  workflowKey: string;
  workflows: readonly string[];
  eventTypes: readonly { key: string; value: EventType }[];
  environment: string;
  settings: WorkspaceSettings | undefined;
  projectIds: readonly string[];
}

/** What a new set-up begins with: the first of everything, so that a dry run works at once. */
export function firstSetup(facts: FirstSetupFacts): RunRequest {
  const { workflowKey, workflows, eventTypes, environment, settings, projectIds } = facts;
  const type = eventTypes.find(({ value }) => value.examples.length > 0);
  const sample = type?.value.examples[0];
  const [projectId] = projectIds;
  return {
    workflow: workflowKey === '' ? (workflows[0] ?? '') : workflowKey,
    environment,
    recipients:
      settings === undefined || projectId === undefined
        ? []
        : [{ collection: settings.projectCollection, id: projectId }],
    actor: null,
    tenant: null,
    event: type === undefined || sample === undefined ? { data: {} } : { type: type.key, sample: sample.name },
    clock: 'real',
    seed: 1,
    concurrency: defaultConcurrency,
    scenario: null,
  };
}
