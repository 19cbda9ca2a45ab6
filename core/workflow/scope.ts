import {
  copyExact,
  type JsonObject,
  type JsonValue,
  keepSpellings,
  mergeExact,
  type ResolvedRecipient,
} from '../model/index.ts';
import type { ExpandedRecipient } from './recipient-directory.ts';
import type { RunDefinition } from './run-definition.ts';
import { resolveReferences } from './variables.ts';

/** The part of a run's definition that the Liquid scope shows. */
export type ScopeSource = Pick<
  RunDefinition,
  'data' | 'actor' | 'tenant' | 'workflowKey' | 'runId' | 'vars' | 'startedAtMs'
>;

/** Gives the scope of one recipient's message; `messageId` null before there is a message (workflow conditions). */
export type ScopeBuilder = (recipient: ExpandedRecipient, messageId: string | null) => JsonObject;

/**
 * Builds Liquid scopes as knock.md 3.3 lists them. What all recipients share is built here once; per recipient there
 * are only a few small objects, and values are shared, so a scope must be treated as frozen.
 *
 * Trigger data is under `data` and at the root as well; where a data key has the name of a scope variable, the variable
 * wins. Recipient and tenant properties that are exactly `{{ vars.name }}` show the variable's value.
 */
export function createScopeBuilder(source: ScopeSource): ScopeBuilder {
  const timestamp = knockTimestamp(source.startedAtMs);
  const isoTimestamp = new Date(source.startedAtMs).toISOString();
  const actor = source.actor === null ? null : entityOf(source.actor, source.vars);
  const tenant = source.tenant === null ? null : tenantOf(source.tenant, source.vars);
  const workflow = { id: source.runId, key: source.workflowKey, categories: [], cancellation_key: null };

  function shared(data: JsonObject): JsonObject {
    const activity = mergeExact(data, {
      id: source.runId,
      data,
      actor,
      inserted_at: isoTimestamp,
      updated_at: isoTimestamp,
    });
    return mergeExact(data, {
      data,
      actor,
      actors: actor === null ? [] : [actor],
      total_actors: actor === null ? 0 : 1,
      activities: [activity],
      total_activities: 1,
      tenant,
      workflow,
      timestamp,
      vars: source.vars,
      refs: {},
      run: { total_activities: 1, total_actors: actor === null ? 0 : 1 },
      recipient: null,
      current_message: null,
    });
  }

  const ofEveryone = shared(source.data);
  return (recipient, messageId) => {
    const base = isEmpty(recipient.triggerData) ? ofEveryone : shared(mergeExact(source.data, recipient.triggerData));
    // A mere copy, whose shape is known, is made several times faster than one with properties added.
    const scope: JsonObject = { ...base };
    scope.recipient = recipientOf(recipient, source.vars);
    if (messageId !== null) {
      scope.current_message = { id: messageId, inserted_at: isoTimestamp, updated_at: isoTimestamp };
    }
    return keepSpellings(base, scope);
  };
}

/** One scope at once, for a preview. */
export function buildScope(
  input: ScopeSource & { recipient: ExpandedRecipient; messageId: string | null },
): JsonObject {
  return createScopeBuilder(input)(input.recipient, input.messageId);
}

/** `timestamp` as Knock really prints it: a space, microseconds, `Z` (knock.md 0.3), such as `2024-07-01 19:37:15.505000Z`. */
export function knockTimestamp(unixMs: number): string {
  return new Date(unixMs).toISOString().replace('T', ' ').replace('Z', '000Z');
}

function recipientOf(expanded: ExpandedRecipient, vars: JsonObject): JsonValue {
  const recipient = entityOf(expanded.recipient, vars);
  const subscription = expanded.subscription;
  if (subscription === null) return recipient;
  const properties = subscription.properties === null ? null : resolveReferences(subscription.properties, vars);
  const object = expanded.parent === null ? null : entityOf(expanded.parent, vars);
  recipient.subscription = mergeExact(properties, { object });
  return recipient;
}

/** Reserved properties are there even when unset (knock.md 1.1), and identity cannot be overwritten. */
function entityOf({ reference, properties }: ResolvedRecipient, vars: JsonObject): JsonObject {
  const isUser = typeof reference === 'string';
  const entity: JsonObject = {
    __typename: isUser ? 'User' : 'Object',
    id: isUser ? reference : reference.id,
    name: null,
    email: null,
    avatar: null,
    locale: null,
    phone_number: null,
    timezone: null,
    created_at: null,
    updated_at: null,
  };
  if (!isUser) entity.collection = reference.collection;
  const resolved = resolveReferences(properties, vars);
  for (const name in resolved) {
    if (name === 'id' || name === '__typename' || (name === 'collection' && !isUser)) continue;
    // Assigning it would change the object's prototype instead of adding a property.
    if (name === '__proto__') continue;
    copyExact(resolved, name, entity);
  }
  return entity;
}

function tenantOf({ id, properties }: { id: string; properties: JsonObject }, vars: JsonObject): JsonObject {
  const unset = { name: null, created_at: null, updated_at: null, settings: {} };
  return mergeExact(unset, resolveReferences(properties, vars), { id });
}

function isEmpty(object: JsonObject): boolean {
  for (const _ in object) return false;
  return true;
}
