import type { Workflow, WorkflowStep } from '../../../core/contract/index.ts';
import type { App } from '../../stores/app.ts';
import { createDocument, freeKey } from '../../stores/document-actions.ts';
import { currentDocument } from '../../stores/document-view.ts';
import { type DocumentsState, selectDocument, selectDocuments } from '../../stores/documents.ts';
import { workflows } from '../../strings/workflows.ts';
import { openAtName } from '../open-at-name.ts';

/** What a new step is made for: a channel, and how the workspace keeps webhooks and tells events. */
export interface StepDefaults {
  channelKey: string;
  webhookCollection: string;
  eventTypesProperty: string;
  eventTypeField: string;
}

/**
 * A webhook step with a ref that no step has yet: `http_1`, `http_2`, … as Knock names them. It is for webhooks alone (it
 * would call the triggered object too, which has no URL), and for those that are enabled and ask for the event.
 */
export function newWebhookStep(steps: readonly WorkflowStep[], defaults: StepDefaults): WorkflowStep {
  const { channelKey, webhookCollection, eventTypesProperty, eventTypeField } = defaults;
  let number = steps.length + 1;
  while (steps.some((step) => step.ref === `http_${number}`)) number += 1;
  return {
    ref: `http_${number}`,
    type: 'channel',
    channel_type: 'http',
    channel_key: channelKey,
    name: workflows.webhookStep,
    conditions: {
      all: [
        { variable: 'recipient.collection', operator: 'equal_to', argument: webhookCollection },
        { variable: 'recipient.enabled', operator: 'not_equal_to', argument: 'false' },
        { variable: `recipient.${eventTypesProperty}`, operator: 'contains', argument: `data.${eventTypeField}` },
      ],
    },
  };
}

/** Of the first channel, and the workspace's settings. */
export function stepDefaults(documents: DocumentsState): StepDefaults {
  const settings = selectDocument(documents, 'settings', 'workspace')?.value;
  return {
    channelKey: selectDocuments(documents, 'channel')[0]?.key ?? '',
    webhookCollection: settings?.webhookCollection ?? 'project_webhooks',
    eventTypesProperty: settings?.eventTypesProperty ?? 'event_types',
    eventTypeField: settings?.eventTypeField ?? 'eventType',
  };
}

export async function addWorkflow(app: App): Promise<void> {
  const defaults = stepDefaults(app.documents.getState());
  const steps = defaults.channelKey === '' ? [] : [newWebhookStep([], defaults)];
  await addAndOpen(app, { name: workflows.newName, steps });
}

/** A copy of what the user sees of the workflow, what is not saved yet included. */
export async function duplicateWorkflow(app: App, key: string): Promise<void> {
  const workflow = currentDocument(app, 'workflow', key);
  if (workflow === undefined) return;
  await addAndOpen(app, { ...workflow, name: workflows.copyName(workflow.name) });
}

async function addAndOpen(app: App, workflow: Workflow): Promise<void> {
  const key = freeKey(app, 'workflow', workflow.name);
  await createDocument(app, 'workflow', key, workflow);
  openAtName(app, { kind: 'workflow', key });
}
