import type { RecipientRunRow, RunRecord, RunRequest, WorkspaceSettings } from '../../../../core/contract/index.ts';

export const settings: WorkspaceSettings = {
  schemaVersion: 1,
  name: 'Acme',
  projectCollection: 'projects',
  webhookCollection: 'project_webhooks',
  eventTypeField: 'eventType',
  payloadField: 'payload',
  eventTypesProperty: 'event_types',
};

export function recipientRow(part: Partial<RecipientRunRow> = {}): RecipientRunRow {
  return {
    id: `recipient-run-${part.ordinal ?? 0}`,
    runId: 'run-1',
    ordinal: 0,
    recipient: 'project_webhooks/prod',
    via: 'projects/acme',
    displayName: 'prod',
    status: 'delivered',
    reason: null,
    steps: [],
    startedAtMs: 0,
    endedAtMs: null,
    nextAttemptAtMs: null,
    attempts: [],
    ...part,
  };
}

export const request: RunRequest = {
  workflow: 'customer-webhooks',
  environment: 'development',
  recipients: [{ collection: 'projects', id: 'acme' }],
  actor: 'ada',
  tenant: null,
  event: { type: 'task.completed', sample: 'Task done' },
  clock: { scale: 100 },
  seed: 7,
  concurrency: { run: 50, origin: 10 },
  scenario: null,
};

export function runRecord(part: Partial<RunRecord> = {}): RunRecord {
  const { event: _event, ...trigger } = request;
  return {
    id: `run-${part.number ?? 1}`,
    number: 1,
    trigger: { ...trigger, data: { eventType: 'task.completed', payload: { id: 1 } } },
    status: 'completed',
    statusMessage: null,
    counts: { recipients: 3, delivered: 1, undelivered: 1, skipped: 1, stopped: 0, active: 0, attempts: 4 },
    startedAtMs: 0,
    endedAtMs: 1000,
    ...part,
  };
}
