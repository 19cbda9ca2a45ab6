import { CommandError } from '../../contract/errors.ts';
import {
  exactProperties,
  type JsonObject,
  mayHaveSpellings,
  type ObjectReference,
  parseRecipientKey,
  type RecipientReference,
  readExactJson,
  recipientKey,
  type SubscriptionRecord,
  tenantCollection,
  withId,
} from '../../model/index.ts';
import { jsonText } from '../json/json-text.ts';
import { parseJsonTree } from '../json/json-tree.ts';
import type { DataSnapshot, EnvironmentData } from '../workspace-types.ts';
import { checkRecords } from './check-records.ts';
import type { DataFile } from './data-file.ts';
import { entryDepth } from './data-text.ts';
import { behindPairsOf, isPairOf, type KeyList, lowerBound, pairKey, splitPairKey } from './entry-table.ts';
import type { EnvironmentStore } from './environment-store.ts';

interface NamedRecord {
  id: string;
  properties: JsonObject;
}

/** The records of a store as values. `guard` throws when nothing may be written. */
export function createEnvironmentData(store: EnvironmentStore, guard: () => void): EnvironmentData {
  const users = () => store.file('users');
  const tenants = () => store.file('tenants');
  const pairs = () => store.file('subscriptions');
  /** Of the subscriptions as `keys` lists them; the list is another one after a change. */
  let subscribed: { keys: KeyList | null; objects: ReadonlySet<string> } = { keys: null, objects: new Set() };

  const putAll = async (records: Partial<DataSnapshot>) => {
    guard();
    checkRecords(records);
    await store.change(() => {
      for (const one of records.objects ?? []) setRecord(store.objects(one), one.id, one);
      for (const one of records.users ?? []) setRecord(users(), one.id, one);
      for (const one of records.tenants ?? []) setRecord(tenants(), one.id, one);
      for (const one of records.subscriptions ?? []) setRecord(pairs(), pairOf(one.object, one.recipient), one);
    });
  };

  /** Takes out what `take` names, and the subscriptions that `isAbout` says go with it. */
  const removeWith = async (
    take: (snapshot: DataSnapshot) => void,
    isAbout: (object: string, recipient: string) => boolean,
  ): Promise<DataSnapshot> => {
    guard();
    const snapshot: DataSnapshot = { objects: [], users: [], tenants: [], subscriptions: [] };
    await store.change(() => {
      take(snapshot);
      for (const pair of pairs().entries.keys()) {
        if (!isAbout(...splitPairKey(pair))) continue;
        snapshot.subscriptions.push(subscriptionOf(pair, pairs().entries.get(pair) ?? 'null'));
        pairs().change(pair, undefined);
      }
    });
    return snapshot;
  };
  const removeSubscriptions: EnvironmentData['removeSubscriptions'] = (wanted) => {
    const keys = new Set(wanted.map(({ object, recipient }) => pairOf(object, recipient)));
    return removeWith(
      () => {},
      (object, recipient) => keys.has(pairKey(object, recipient)),
    );
  };
  const isAboutAny = (references: readonly RecipientReference[]) => {
    const keys = new Set(references.map(recipientKey));
    return (object: string, recipient: string) => keys.has(object) || keys.has(recipient);
  };
  const tenantReferences = (ids: readonly string[]) => ids.map((id) => ({ collection: tenantCollection, id }));

  return {
    get environment() {
      return store.environment;
    },
    collections: () => store.collections(),
    modifiedMs: (records) => store.file(records).modifiedMs,
    *objects(collection, from) {
      for (const record of records(store.objects({ collection }), from)) yield { collection, ...record };
    },
    object(reference) {
      const record = recordOf(store.objects(reference), reference.id);
      return record && { collection: reference.collection, ...record };
    },
    users: (from) => records(users(), from),
    user: (id) => recordOf(users(), id),
    tenants: (from) => records(tenants(), from),
    tenant: (id) => recordOf(tenants(), id),
    *subscribersOf(object, from = '') {
      const { entries } = pairs();
      const keys = entries.keys();
      const first = recipientKey(object);
      for (let index = lowerBound(keys, pairKey(first, from)); ; index++) {
        const pair = keys.at(index);
        if (pair === undefined || !isPairOf(pair, first)) return;
        const text = entries.get(pair);
        // Undefined = removed since the walk began.
        if (text === undefined) continue;
        const recipient = parseRecipientKey(splitPairKey(pair)[1]);
        yield { object, recipient, properties: propertiesOf(text) };
      }
    },
    subscribedObjects() {
      const keys = pairs().entries.keys();
      if (subscribed.keys !== keys) subscribed = { keys, objects: new Set(firstKeys(keys)) };
      return subscribed.objects;
    },
    subscriberCount(object) {
      const [from, to] = pairRange(pairs(), recipientKey(object));
      return to - from;
    },
    *subscriptionsOf(recipient) {
      const { entries } = pairs();
      const keys = entries.keys();
      const wanted = recipientKey(recipient);
      for (const object of firstKeys(keys)) {
        const pair = pairKey(object, wanted);
        const text = entries.get(pair);
        if (text !== undefined) yield subscriptionOf(pair, text);
      }
    },
    subscription(object, recipient) {
      const pair = pairOf(object, recipient);
      const text = pairs().entries.get(pair);
      return text === undefined ? null : subscriptionOf(pair, text);
    },
    *subscriptions() {
      const { entries } = pairs();
      for (const pair of entries.keys()) {
        const text = entries.get(pair);
        if (text !== undefined) yield subscriptionOf(pair, text);
      }
    },

    putAll,
    restore: putAll,
    putObject: (object) => putAll({ objects: [object] }),
    putUser: (user) => putAll({ users: [user] }),
    putTenant: (tenant) => putAll({ tenants: [tenant] }),
    putSubscription: (subscription) => putAll({ subscriptions: [subscription] }),
    async renameRecipient(recipient, id) {
      guard();
      const [from, to] = [recipientKey(recipient), recipientKey(withId(recipient, id))];
      checkRecords(
        typeof recipient === 'string'
          ? { users: [{ id, properties: {} }] }
          : { objects: [{ ...recipient, id, properties: {} }] },
      );
      await store.change(() => {
        const file = typeof recipient === 'string' ? users() : store.objects(recipient);
        const before = typeof recipient === 'string' ? recipient : recipient.id;
        const text = file.entries.get(before);
        if (text === undefined || file.entries.get(id) !== undefined) {
          throw new CommandError('conflict', `"${from}" could not become "${to}".`);
        }
        file.change(id, text);
        file.change(before, undefined);
        for (const pair of pairs().entries.keys()) {
          const [object, subscriber] = splitPairKey(pair);
          if (object !== from && subscriber !== from) continue;
          const properties = pairs().entries.get(pair);
          pairs().change(pair, undefined);
          pairs().change(pairKey(object === from ? to : object, subscriber === from ? to : subscriber), properties);
        }
      });
    },
    removeObjects: (objects) =>
      removeWith((snapshot) => {
        for (const { collection, id } of objects) {
          const record = takeRecord(store.objects({ collection }), id);
          if (record) snapshot.objects.push({ collection, ...record });
        }
      }, isAboutAny(objects)),
    removeUsers: (ids) =>
      removeWith(
        (snapshot) => snapshot.users.push(...ids.flatMap((id) => takeRecord(users(), id) ?? [])),
        isAboutAny(ids),
      ),
    removeTenants: (ids) =>
      removeWith(
        (snapshot) => snapshot.tenants.push(...ids.flatMap((id) => takeRecord(tenants(), id) ?? [])),
        isAboutAny(tenantReferences(ids)),
      ),
    removeSubscription: (object, recipient) => removeSubscriptions([{ object, recipient }]),
    removeSubscriptions,
  };
}

function pairOf(object: ObjectReference, recipient: RecipientReference): string {
  return pairKey(recipientKey(object), recipientKey(recipient));
}

function pairRange({ entries }: DataFile, object: string): [from: number, to: number] {
  const keys = entries.keys();
  return [lowerBound(keys, pairKey(object, '')), lowerBound(keys, behindPairsOf(object))];
}

/** From object to object, not from pair to pair: one object may have 100,000 subscribers. */
function* firstKeys(keys: KeyList): Generator<string> {
  for (let index = 0; index < keys.length; ) {
    const [object] = splitPairKey(keys.at(index) ?? '');
    yield object;
    index = Math.max(index + 1, lowerBound(keys, behindPairsOf(object)));
  }
}

function* records(file: DataFile, from = ''): Iterable<NamedRecord> {
  const keys = file.entries.keys();
  for (let index = lowerBound(keys, from); index < keys.length; index += 1) {
    const record = recordOf(file, keys.at(index) ?? '');
    if (record) yield record;
  }
}

function recordOf(file: DataFile, id: string): NamedRecord | null {
  const text = file.entries.get(id);
  // The reader and `setRecord` let nothing but objects in.
  return text === undefined ? null : { id, properties: readProperties(text) };
}

function takeRecord(file: DataFile, id: string): NamedRecord | null {
  const record = recordOf(file, id);
  file.change(id, undefined);
  return record;
}

/**
 * Equal properties leave the file's own spelling alone; changed ones keep the spelling of what did not change. A record
 * with a text says how each of its numbers is spelled.
 */
function setRecord(
  file: DataFile,
  key: string,
  record: Pick<SubscriptionRecord, 'properties' | 'propertiesText'>,
): void {
  const properties = exactProperties(record);
  const isEveryNumberGiven = record.propertiesText !== undefined;
  const before = file.entries.get(key);
  const depth = entryDepth[file.place.shape];
  if (before === undefined) {
    file.change(key, jsonText(properties, { order: 'sorted', depth }));
    return;
  }
  const node = parseJsonTree(before).root;
  const text = jsonText(properties, { order: 'sorted', depth, isEveryNumberGiven, before: { text: before, node } });
  const unchanged = jsonText(JSON.parse(before), { order: 'sorted', depth, before: { text: before, node } });
  if (text !== unchanged) file.change(key, text);
}

function subscriptionOf(pair: string, text: string): SubscriptionRecord {
  const [object, recipient] = splitPairKey(pair);
  const reference = parseRecipientKey(object);
  return {
    // A file may name a user where an object belongs; such a pair reaches nobody but must not break a list.
    object: typeof reference === 'string' ? { collection: 'user', id: reference } : reference,
    recipient: parseRecipientKey(recipient),
    properties: propertiesOf(text),
  };
}

/** Most subscriptions have none. */
function propertiesOf(text: string): JsonObject | null {
  return text === 'null' ? null : readProperties(text);
}

/** With the digits that the file has. Most texts have no such number, and a fan-out reads very many of them. */
function readProperties(text: string): JsonObject {
  return (mayHaveSpellings(text) ? readExactJson(text) : JSON.parse(text)) as JsonObject;
}
