import type { CommandHandlers } from '../../contract/commands.ts';
import {
  type ObjectRecord,
  type ObjectReference,
  type RecipientReference,
  type SubscriptionRecord,
  sentRecord,
  type UserRecord,
  withEveryNumberGiven,
} from '../../model/index.ts';
import type { DataSnapshot, EnvironmentData } from '../../workspace/index.ts';
import type { EngineContext } from '../engine-context.ts';
import { type RecordsWithKeys, withKeysStored } from '../secrets/records-with-keys.ts';
import { renameRecipient } from './rename-recipient.ts';

type Names =
  | 'objects.list'
  | 'objects.collections'
  | 'objects.get'
  | 'objects.put'
  | 'recipients.rename'
  | 'objects.remove'
  | 'users.list'
  | 'users.get'
  | 'users.put'
  | 'users.remove'
  | 'tenants.list'
  | 'tenants.get'
  | 'tenants.put'
  | 'tenants.remove'
  | 'subscriptions.list'
  | 'subscriptions.put'
  | 'subscriptions.remove'
  | 'data.restore';

export function createDataCommands(context: EngineContext): Pick<CommandHandlers, Names> {
  const dataOf = (environment: string) => context.workspace.data(environment);
  /** Files hold no literal signing key. Gives the records as they are stored. */
  const put = async (environment: string, records: RecordsWithKeys) => {
    const data = dataOf(environment);
    const kept = await withKeysStored(context, environment, records);
    await data.putAll(kept);
    return kept;
  };
  return {
    'objects.list': ({ environment, collection, ...query }) =>
      pageOf(objectsIn(dataOf(environment), collection), placeOf, query),
    'objects.collections': ({ environment }) => dataOf(environment).collections(),
    'objects.get': ({ environment, object }) => sentOrNull(dataOf(environment).object(object)),
    async 'objects.put'({ environment, object }) {
      const { objects } = await put(environment, { objects: [withEveryNumberGiven(object)] });
      return sentRecord(objects[0] ?? object);
    },
    'recipients.rename': async (rename) => ({ scenarios: await renameRecipient(context, rename) }),
    'objects.remove': async ({ environment, objects }) =>
      sentSnapshot(await dataOf(environment).removeObjects(objects)),
    'users.list': ({ environment, ...query }) => pageOf(dataOf(environment).users(), ({ id }) => id, query),
    'users.get': ({ environment, id }) => sentOrNull(dataOf(environment).user(id)),
    'users.remove': async ({ environment, ids }) => sentSnapshot(await dataOf(environment).removeUsers(ids)),
    async 'users.put'({ environment, user }) {
      const { users } = await put(environment, { users: [withEveryNumberGiven(user)] });
      return sentRecord(users[0] ?? user);
    },
    'tenants.list': ({ environment, ...query }) => pageOf(dataOf(environment).tenants(), ({ id }) => id, query),
    'tenants.get': ({ environment, id }) => sentOrNull(dataOf(environment).tenant(id)),
    'tenants.remove': async ({ environment, ids }) => sentSnapshot(await dataOf(environment).removeTenants(ids)),
    async 'tenants.put'({ environment, tenant }) {
      const { tenants } = await put(environment, { tenants: [withEveryNumberGiven(tenant)] });
      return sentRecord(tenants[0] ?? tenant);
    },
    'subscriptions.list'({ environment, offset = 0, limit = Number.POSITIVE_INFINITY, ...wanted }) {
      const found: SubscriptionRecord[] = [];
      let place = 0;
      for (const subscription of subscriptionsWith(dataOf(environment), wanted)) {
        place += 1;
        if (place <= offset) continue;
        if (found.length === limit) break;
        found.push(sentRecord(subscription));
      }
      return found;
    },
    async 'subscriptions.put'({ environment, subscription }) {
      await dataOf(environment).putSubscription(withEveryNumberGiven(subscription));
      return subscription;
    },
    'subscriptions.remove': async ({ environment, object, recipient }) =>
      sentSnapshot(await dataOf(environment).removeSubscription(object, recipient)),
    async 'data.restore'({ environment, snapshot }) {
      await dataOf(environment).restore(snapshot);
      return {};
    },
  };
}

function sentSnapshot({ objects, users, tenants, subscriptions }: DataSnapshot): DataSnapshot {
  return {
    objects: objects.map(sentRecord),
    users: users.map(sentRecord),
    tenants: tenants.map(sentRecord),
    subscriptions: subscriptions.map(sentRecord),
  };
}

function subscriptionsWith(
  data: EnvironmentData,
  { object, recipient }: { object?: ObjectReference | undefined; recipient?: RecipientReference | undefined },
): Iterable<SubscriptionRecord> {
  if (object !== undefined && recipient !== undefined) {
    const subscription = data.subscription(object, recipient);
    return subscription === null ? [] : [subscription];
  }
  if (object !== undefined) return data.subscribersOf(object);
  return recipient === undefined ? data.subscriptions() : data.subscriptionsOf(recipient);
}

interface PageQuery {
  search: string;
  after: string | null;
  limit: number;
}

function* objectsIn(data: EnvironmentData, collection: string | null): Iterable<ObjectRecord> {
  const collections = collection === null ? data.collections().map((entry) => entry.collection) : [collection];
  for (const name of collections.sort()) yield* data.objects(name);
}

/** One page of the records, in their order, whose id, name or URL holds the text. `after` is the place of the last one before. */
function pageOf<Entry extends UserRecord>(
  records: Iterable<Entry>,
  placeOf: (record: Entry) => string,
  { search, after, limit }: PageQuery,
) {
  const text = search.trim().toLowerCase();
  const entries: Entry[] = [];
  let total = 0;
  let hasMore = false;
  for (const record of records) {
    if (!matches(record, text)) continue;
    total += 1;
    if (after !== null && placeOf(record) <= after) continue;
    if (entries.length < limit) entries.push(sentRecord(record));
    else hasMore = true;
  }
  const last = entries.at(-1);
  return { entries, total, after: hasMore && last !== undefined ? placeOf(last) : null };
}

function sentOrNull<Entry extends UserRecord>(record: Entry | null): Entry | null {
  return record === null ? null : sentRecord(record);
}

/** Sorts as the lists do: by collection, then id. U+0000 is below every character an id can begin with. */
function placeOf({ collection, id }: ObjectRecord): string {
  return `${collection}\u0000${id}`;
}

function matches({ id, properties }: UserRecord, text: string): boolean {
  if (text === '') return true;
  return [id, properties.name, properties.url].some(
    (value) => typeof value === 'string' && value.toLowerCase().includes(text),
  );
}
