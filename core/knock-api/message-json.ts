import {
  type AttemptSummary,
  assertNever,
  type JsonObject,
  type JsonValue,
  parseRecipientKey,
  readExactJson,
} from '../model/index.ts';
import { recipientJson, unknownTime } from './entity-json.ts';
import { isoTime } from './iso-time.ts';
import { isNestedTooDeep } from './nesting.ts';
import type { KnockData, LoggedExchange, LoggedMessage } from './ports.ts';
import { isJsonObject } from './schemas.ts';

/** Knock's delivery statuses that a webhook's message can have here (knock.md 6.1). */
export type MessageStatus = 'queued' | 'delivery_attempted' | 'delivered' | 'undelivered';

/** `provider` of Knock's webhook channels, and their name in delivery logs (knock.md 10). */
const provider = 'http';
const serviceName = 'Webhook';

/** A message of a run that was stopped stays where it was: the run may be resumed. */
export function statusOf({ attempts, step }: LoggedMessage): MessageStatus {
  const verdict = attempts.at(-1)?.verdict;
  switch (verdict) {
    case 'delivered':
      return 'delivered';
    case 'final':
      return 'undelivered';
    case 'retry':
      return 'delivery_attempted';
    case undefined:
      // A request could not be made for it.
      return step.reason === null || step.reason.code === 'stopped' ? 'queued' : 'undelivered';
    default:
      return assertNever(verdict);
  }
}

export function messageJson(message: LoggedMessage): JsonObject {
  const { id, run, row, step, channel, categories } = message;
  const { trigger } = run;
  return {
    __typename: 'Message',
    id,
    channel: channel === null ? null : channelJson(channel),
    channel_id: channel?.key ?? '',
    recipient: referenceJson(row.recipient),
    workflow: trigger.workflow,
    tenant: trigger.tenant,
    status: statusOf(message),
    engagement_statuses: [],
    seen_at: null,
    read_at: null,
    interacted_at: null,
    clicked_at: null,
    link_clicked_at: null,
    archived_at: null,
    scheduled_at: null,
    actors: trigger.actor === null ? [] : [trigger.actor],
    data: message.data,
    metadata: {},
    recipient_snapshot: null,
    source: {
      __typename: 'NotificationSource',
      type: 'workflow',
      key: trigger.workflow,
      // As `workflow.id` in templates: a workspace keeps no versions.
      version_id: run.id,
      categories: [...categories],
      step_ref: step.ref,
      workflow_run_id: run.id,
      workflow_recipient_run_id: row.id,
    },
    inserted_at: isoTime(row.startedAtMs),
    updated_at: isoTime(endOf(message.attempts) ?? row.endedAtMs ?? row.startedAtMs),
  };
}

/** The rendered request; Knock does not say what it answers for webhooks (knock.md 6.3). */
export function contentJson(message: LoggedMessage, { request }: LoggedExchange): JsonObject {
  return {
    __typename: 'MessageContent',
    message_id: message.id,
    data: { __typename: 'MessageHttpContent', ...requestJson(request) },
    inserted_at: isoTime(message.row.startedAtMs),
  };
}

export function deliveryLogJson(
  environment: string,
  attempt: AttemptSummary,
  { request, response, failure }: LoggedExchange,
): JsonObject {
  return {
    __typename: 'MessageDeliveryLog',
    id: attempt.id,
    environment_id: environment,
    service_name: serviceName,
    inserted_at: isoTime(attempt.startedAtMs),
    request: requestJson(request),
    response:
      response === null
        ? null
        : { status: response.status, headers: headersJson(response.headers), body: bodyJson(response.body) },
    ...(failure === null ? {} : { error: { code: failure.kind, message: failure.detail } }),
  };
}

/** Events of a message, oldest first (knock.md 6.5 and 7). */
export function messageEvents(message: LoggedMessage): JsonObject[] {
  const { id, row, step, attempts, channel } = message;
  const events: JsonObject[] = [];
  const tell = (type: string, atMs: number, data: JsonObject | null = null): void => {
    events.push({
      __typename: 'MessageEvent',
      id: `${id}_${events.length + 1}`,
      type: `message.${type}`,
      recipient: referenceJson(row.recipient),
      data,
      inserted_at: isoTime(atMs),
    });
  };
  tell('created', row.startedAtMs);
  tell('queued', row.startedAtMs);
  for (const attempt of attempts) {
    if (attempt.verdict === 'delivered') continue;
    tell('delivery_attempted', endOf([attempt]) ?? 0, {
      attempt: attempt.number,
      max_attempts: channel?.maxAttempts ?? null,
      retryable: attempt.verdict === 'retry' || step.reason?.code === 'attempts-used-up',
    });
  }
  const status = statusOf(message);
  const endMs = endOf(attempts) ?? row.endedAtMs ?? row.startedAtMs;
  if (status === 'delivered') tell('delivered', endMs);
  if (status === 'undelivered') {
    tell('undelivered', endMs, {
      failure_reason: step.reason?.code === 'attempts-used-up' ? 'retries_exhausted' : 'fatal_error',
      failure_details: step.reason?.message ?? null,
    });
  }
  return events;
}

/** What set the message off (knock.md 6.6): one trigger, because nothing is batched here. */
export function activityJson({ id, run, row, data }: LoggedMessage, known: KnockData): JsonObject {
  const { actor } = run.trigger;
  return {
    __typename: 'Activity',
    id: `${id}_activity`,
    actor: actor === null ? null : recipientJson(actor, known),
    recipient: recipientJson(parseRecipientKey(row.recipient), known),
    data,
    inserted_at: isoTime(row.startedAtMs),
    updated_at: isoTime(row.startedAtMs),
  };
}

function channelJson({ key, name }: { key: string; name: string }): JsonObject {
  // Ids are the keys here, and files hold no times.
  return { id: key, key, name, type: 'http', provider, created_at: unknownTime, updated_at: unknownTime };
}

export function referenceJson(recipient: string): JsonValue {
  const reference = parseRecipientKey(recipient);
  return typeof reference === 'string' ? reference : { ...reference };
}

/** `host` has the scheme with it (knock.md 6.4). */
function requestJson({ method, url, headers, body }: LoggedExchange['request']): JsonObject {
  const address = URL.canParse(url) ? new URL(url) : null;
  return {
    method,
    host: address === null ? url : address.origin,
    path: address?.pathname ?? '',
    query: address === null || address.search === '' ? null : address.search,
    headers: headersJson(headers),
    body: bodyJson(body),
  };
}

/** Of a name that is there several times the values are joined, as HTTP allows. */
function headersJson(headers: readonly (readonly [string, string])[]): JsonObject {
  const joined = new Map<string, string>();
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    const before = joined.get(key);
    joined.set(key, before === undefined ? value : `${before}, ${value}`);
  }
  return Object.fromEntries(joined);
}

/** An object when it is one, with its numbers as they were sent; otherwise the text (knock.md 6.4). */
function bodyJson(text: string): JsonValue {
  try {
    const value = readExactJson(text);
    return isJsonObject(value) && !isNestedTooDeep(value) ? value : text;
  } catch {
    return text;
  }
}

function endOf(attempts: readonly AttemptSummary[]): number | null {
  const last = attempts.at(-1);
  return last === undefined ? null : last.startedAtMs + last.durationMs;
}
