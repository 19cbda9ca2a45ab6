import type { Workflow, WorkflowStep } from '../../../core/contract/index.ts';
import type { App } from '../../stores/app.ts';
import { createDocument, freeKey } from '../../stores/document-actions.ts';
import { selectDocument, selectDocuments } from '../../stores/documents.ts';
import { workflows } from '../../strings/workflows.ts';

/** A webhook step with a ref that no step has yet: `http_1`, `http_2`, … as Knock names them. */
export function newWebhookStep(steps: readonly WorkflowStep[], channelKey: string): WorkflowStep {
  let number = steps.length + 1;
  while (steps.some((step) => step.ref === `http_${number}`)) number += 1;
  return {
    ref: `http_${number}`,
    type: 'channel',
    channel_type: 'http',
    channel_key: channelKey,
    name: workflows.webhookStep,
  };
}

export async function addWorkflow(app: App): Promise<void> {
  const documents = app.documents.getState();
  const collection = selectDocument(documents, 'settings', 'workspace')?.value.webhookCollection ?? 'project_webhooks';
  const channel = selectDocuments(documents, 'channel')[0]?.key;
  // Without this condition the step would call the triggered object too, which has no URL.
  const onlyWebhooks = { variable: 'recipient.collection', operator: 'equal_to' as const, argument: collection };
  const steps = channel === undefined ? [] : [{ ...newWebhookStep([], channel), conditions: { all: [onlyWebhooks] } }];
  await addAndOpen(app, { name: workflows.newName, steps });
}

export async function duplicateWorkflow(app: App, workflow: Workflow): Promise<void> {
  await addAndOpen(app, { ...workflow, name: workflows.copyName(workflow.name) });
}

async function addAndOpen(app: App, workflow: Workflow): Promise<void> {
  const key = freeKey(app, 'workflow', workflow.name);
  await createDocument(app, 'workflow', key, workflow);
  app.openTab({ kind: 'workflow', key });
}
