import type { PreviewContext } from '../../contract/payloads.ts';
import { type JsonObject, keepSpellings, type RecipientReference, recipientKey } from '../../model/index.ts';
import {
  buildScope,
  type ExpandedRecipient,
  messageIdOf,
  type RecipientDirectory,
  resolveRecipient,
} from '../../workflow/index.ts';
import type { EngineContext } from '../engine-context.ts';
import { environmentVars, secretValues, unsetSecrets } from '../environments/environment-vars.ts';
import { recipientDirectory } from '../environments/recipient-directory.ts';
import { eventData } from '../event-types/event-data.ts';

export interface PreviewScope {
  scope: JsonObject;
  /** The same for the same context: a preview does not flicker, and its signature changes with its bytes only. */
  messageId: string;
  /** As they are stored, references to variables included. */
  recipientProperties: JsonObject;
  /** Values of the environment's secrets. */
  secrets: readonly string[];
  /** Names of those that have no value on this machine. */
  unsetSecrets: ReadonlySet<string>;
}

/**
 * The Liquid scope a recipient would get in this context: the one that a run builds, from the same function.
 * Without a recipient its part is empty. Throws `not-found` for an unknown environment, event type or sample.
 */
export function buildPreviewScope(context: EngineContext, preview: PreviewContext, nowMs: number): PreviewScope {
  const directory = recipientDirectory(context.workspace.data(preview.environment));
  const vars = environmentVars(context, preview.environment);
  const key = preview.recipient === null ? '' : recipientKey(preview.recipient);
  const messageId = messageIdOf('preview', key, preview.workflow ?? '');
  const recipient = expandedRecipient(preview.recipient ?? '', preview.via, directory);
  const scope = buildScope({
    data: eventData(context.workspace, preview.event),
    actor: preview.actor === null ? null : resolveRecipient(preview.actor, directory),
    tenant: tenantOf(preview.tenant, directory),
    workflowKey: preview.workflow ?? '',
    runId: 'preview',
    vars,
    startedAtMs: nowMs,
    recipient,
    messageId,
  });
  return {
    scope: preview.recipient === null ? keepSpellings(scope, { ...scope, recipient: {} }) : scope,
    messageId,
    recipientProperties: recipient.recipient.properties,
    secrets: Object.values(secretValues(context, preview.environment)),
    unsetSecrets: unsetSecrets(context, preview.environment),
  };
}

export function tenantOf(
  id: string | null,
  directory: RecipientDirectory,
): { id: string; properties: JsonObject } | null {
  return id === null ? null : { id, properties: directory.tenant(id) ?? {} };
}

/** One recipient as the fan-out would give it when it is reached through `via`. */
export function expandedRecipient(
  reference: RecipientReference,
  via: RecipientReference | null,
  directory: RecipientDirectory,
): ExpandedRecipient {
  const recipient = resolveRecipient(reference, directory);
  const key = recipientKey(reference);
  const direct = { ordinal: 0, recipient, key, via: null, subscription: null, parent: null, triggerData: {} };
  if (via === null || typeof via === 'string') return direct;
  for (const subscription of directory.subscribersOf(via)) {
    if (recipientKey(subscription.recipient) !== key) continue;
    return { ...direct, via: recipientKey(via), subscription, parent: resolveRecipient(via, directory) };
  }
  return direct;
}
