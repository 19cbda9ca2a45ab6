import type { JsonObject, RecipientRunRecord } from '../model/index.ts';
import { isoTime } from './iso-time.ts';
import { referenceJson } from './message-json.ts';
import type { LoggedRecipientRun } from './ports.ts';

/** A run does not wait for what it has enqueued (knock.md 2.4), so that it is over while its messages are delivered. */
export function recipientRunStatus({ status }: RecipientRunRecord): 'queued' | 'completed' | 'cancelled' {
  if (status === 'pending') return 'queued';
  return status === 'stopped' ? 'cancelled' : 'completed';
}

export function errorCount({ steps }: RecipientRunRecord): number {
  return steps.filter(isFailed).length;
}

export function recipientRunJson({ run, row }: LoggedRecipientRun): JsonObject {
  return {
    __typename: 'WorkflowRecipientRun',
    id: row.id,
    workflow_run_id: run.id,
    workflow: run.trigger.workflow,
    status: recipientRunStatus(row),
    recipient: referenceJson(row.recipient),
    actor: run.trigger.actor,
    tenant: run.trigger.tenant,
    error_count: errorCount(row),
    trigger_source: { type: 'api', cancellation_key: null, schedule_id: null, audience_key: null },
    inserted_at: isoTime(row.startedAtMs),
    updated_at: isoTime(row.endedAtMs ?? row.startedAtMs),
  };
}

/** What happened at each step. Knock publishes the name of one event only; the others are ours. */
export function recipientRunEvents({ id, steps, startedAtMs }: RecipientRunRecord): JsonObject[] {
  return steps.map((step, index) => ({
    __typename: 'WorkflowRecipientRunEvent',
    id: `${id}_${index + 1}`,
    ...whatHappened(step),
    step_ref: step.ref,
    step_type: 'channel',
    attempt: 1,
    inserted_at: isoTime(startedAtMs),
  }));
}

type Step = RecipientRunRecord['steps'][number];

function whatHappened(step: Step): JsonObject {
  const data = { reason: step.reason?.message ?? null };
  if (isFailed(step)) return { event: 'step_failed', status: 'error', data };
  if (step.messageId === null) return { event: 'step_skipped', status: 'ok', data };
  return { event: 'message_enqueued', status: 'ok', data: { message_id: step.messageId, channel_type: 'http' } };
}

function isFailed({ reason }: Step): boolean {
  return reason?.code === 'template-error';
}
