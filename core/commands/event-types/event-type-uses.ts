import type { EventTypeUse } from '../../contract/event-type-payloads.ts';
import {
  type JsonObject,
  type JsonValue,
  mergeExact,
  type ObjectRecord,
  recipientKey,
  type StoredDocument,
  type SubscriptionRecord,
} from '../../model/index.ts';
import type { DataSnapshot, Workspace } from '../../workspace/index.ts';

/** A use with what the document or record would be when it names another event type. */
export interface FoundUse extends EventTypeUse {
  rewrite(value: JsonObject, to: string): JsonObject;
}

/** Everything in the workspace that names an event type: documents first, then the data of each environment. */
export function findEventTypeUses(workspace: Workspace, eventType: string): FoundUse[] {
  const documents = workspace.documents();
  const { eventTypesProperty } = workspace.settings();
  const environments = documents.flatMap(({ kind, key }) => (kind === 'environment' ? [key] : []));
  return [
    ...documents.flatMap((document) => usesInDocument(document, eventType)),
    ...environments.flatMap((environment) => usesInData(workspace, environment, eventType, eventTypesProperty)),
  ];
}

function usesInDocument({ kind, key, value }: StoredDocument, eventType: string): FoundUse[] {
  if (kind !== 'scenario' && kind !== 'workflow' && kind !== 'channel' && kind !== 'partial') return [];
  const found: FoundUse[] = [];
  const use = (path: readonly string[], change: ((text: string, to: string) => string) | null): void => {
    const field = path.join('.');
    found.push({
      id: `${kind}/${key}/${field}`,
      kind,
      key,
      environment: null,
      field,
      isRewritable: change !== null,
      rewrite: (document, to) =>
        change === null ? document : (changeAt(document, path, (text) => change(String(text), to)) as JsonObject),
    });
  };
  visit(value, [], (text, path) => {
    if (kind === 'scenario' && path.join('.') === 'event.type') {
      if (text === eventType) use(path, (_, to) => to);
    } else if (path.at(-1) === 'argument' && rewriteArgument(text, eventType, eventType) !== null) {
      use(path, (argument, to) => rewriteArgument(argument, eventType, to) ?? argument);
    } else if (mentions(text, eventType)) use(path, null);
  });
  return found;
}

function visit(value: unknown, path: readonly string[], onText: (text: string, path: readonly string[]) => void): void {
  if (typeof value === 'string') onText(value, path);
  else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) visit(inner, [...path, name], onText);
  }
}

function changeAt(value: JsonValue, path: readonly string[], change: (value: JsonValue) => JsonValue): JsonValue {
  const [name, ...rest] = path;
  if (name === undefined) return change(value);
  if (Array.isArray(value)) {
    return value.map((item, index) => (String(index) === name ? changeAt(item, rest, change) : item));
  }
  if (typeof value !== 'object' || value === null) return value;
  return { ...value, [name]: changeAt(value[name] ?? null, rest, change) };
}

/** A condition's argument that is the name, as plain text, JSON text or in a JSON list; null when it is not. */
function rewriteArgument(argument: string, from: string, to: string): string | null {
  if (argument === from) return to;
  try {
    const value = JSON.parse(argument) as JsonValue;
    if (value === from) return JSON.stringify(to);
    if (Array.isArray(value) && value.includes(from)) {
      return JSON.stringify(value.map((item) => (item === from ? to : item)));
    }
  } catch {
    // Plain text or a path.
  }
  return null;
}

/** Whether a text has the name in it, and not only as a part of a longer one. */
function mentions(text: string, eventType: string): boolean {
  for (let at = text.indexOf(eventType); at >= 0; at = text.indexOf(eventType, at + 1)) {
    const [before, after] = [text[at - 1] ?? '', text.slice(at + eventType.length)];
    if (!/[\w.:-]/.test(before) && !/^[\w:-]|^\.\w/.test(after)) return true;
  }
  return false;
}

function usesInData(workspace: Workspace, environment: string, eventType: string, property: string): FoundUse[] {
  const data = workspace.data(environment);
  const found: FoundUse[] = [];
  const use = (kind: 'webhook' | 'subscription', key: string): void => {
    found.push({
      id: `${environment}/${kind}/${key}/${property}`,
      kind,
      key,
      environment,
      field: property,
      isRewritable: true,
      rewrite: (properties, to) => mergeExact(properties, { [property]: renamed(properties[property], eventType, to) }),
    });
  };
  for (const { collection } of data.collections()) {
    for (const object of data.objects(collection)) {
      if (names(object.properties[property], eventType)) use('webhook', objectKey(object));
    }
  }
  for (const subscription of data.subscriptions()) {
    if (names(subscription.properties?.[property], eventType)) use('subscription', subscriptionKey(subscription));
  }
  return found;
}

function names(value: JsonValue | undefined, eventType: string): boolean {
  return Array.isArray(value) ? value.includes(eventType) : value === eventType;
}

function renamed(value: JsonValue | undefined, from: string, to: string): JsonValue {
  if (Array.isArray(value)) return value.map((item) => (item === from ? to : item));
  return value === from ? to : (value ?? null);
}

export function objectKey({ collection, id }: Pick<ObjectRecord, 'collection' | 'id'>): string {
  return `${collection}/${id}`;
}

function subscriptionKey({ object, recipient }: SubscriptionRecord): string {
  return `${objectKey(object)} ← ${recipientKey(recipient)}`;
}

/** The records of an environment with the uses in them rewritten, for one durable step. */
export function rewrittenData(
  workspace: Workspace,
  environment: string,
  uses: readonly FoundUse[],
  to: string,
): Pick<DataSnapshot, 'objects' | 'subscriptions'> {
  const data = workspace.data(environment);
  const byKey = new Map(uses.map((use) => [`${use.kind} ${use.key}`, use]));
  const objects = data.collections().flatMap(({ collection }) =>
    [...data.objects(collection)].flatMap((object) => {
      const use = byKey.get(`webhook ${objectKey(object)}`);
      return use === undefined ? [] : [{ ...object, properties: use.rewrite(object.properties, to) }];
    }),
  );
  const subscriptions = [...data.subscriptions()].flatMap((subscription) => {
    const use = byKey.get(`subscription ${subscriptionKey(subscription)}`);
    return use === undefined ? [] : [{ ...subscription, properties: use.rewrite(subscription.properties ?? {}, to) }];
  });
  return { objects, subscriptions };
}
