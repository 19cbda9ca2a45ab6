import type { CommandHandlers } from '../../contract/commands.ts';
import {
  type ObjectRecord,
  type ObjectReference,
  type RecipientReference,
  type SubscriptionRecord,
  sentRecord,
  withEveryNumberGiven,
} from '../../model/index.ts';
import type { DataSnapshot, EnvironmentData } from '../../workspace/index.ts';
import type { EngineContext } from '../engine-context.ts';

type Names =
  | 'objects.list'
  | 'objects.collections'
  | 'objects.get'
  | 'objects.put'
  | 'objects.remove'
  | 'users.list'
  | 'users.put'
  | 'tenants.list'
  | 'tenants.put'
  | 'subscriptions.list'
  | 'subscriptions.put'
  | 'subscriptions.remove'
  | 'data.restore';

export function createDataCommands({ workspace }: EngineContext): Pick<CommandHandlers, Names> {
  const dataOf = (environment: string) => workspace.data(environment);
  return {
    'objects.list': ({ environment, collection, search, after, limit }) =>
      listObjects(dataOf(environment), { collection, search, after, limit }),
    'objects.collections': ({ environment }) => dataOf(environment).collections(),
    'objects.get'({ environment, object }) {
      const record = dataOf(environment).object(object);
      return record === null ? null : sentRecord(record);
    },
    async 'objects.put'({ environment, object }) {
      await dataOf(environment).putObject(withEveryNumberGiven(object));
      return object;
    },
    'objects.remove': async ({ environment, objects }) =>
      sentSnapshot(await dataOf(environment).removeObjects(objects)),
    'users.list': ({ environment }) => Array.from(dataOf(environment).users(), sentRecord),
    async 'users.put'({ environment, user }) {
      await dataOf(environment).putUser(withEveryNumberGiven(user));
      return user;
    },
    'tenants.list': ({ environment }) => Array.from(dataOf(environment).tenants(), sentRecord),
    async 'tenants.put'({ environment, tenant }) {
      await dataOf(environment).putTenant(withEveryNumberGiven(tenant));
      return tenant;
    },
    'subscriptions.list': ({ environment, ...wanted }) =>
      Array.from(subscriptionsWith(dataOf(environment), wanted), sentRecord),
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

interface ObjectQuery {
  collection: string | null;
  search: string;
  after: string | null;
  limit: number;
}

/** One page of the objects whose id, name or URL holds the text. `after` is the place of the last entry before. */
function listObjects(data: EnvironmentData, { collection, search, after, limit }: ObjectQuery) {
  const text = search.trim().toLowerCase();
  const collections = collection === null ? data.collections().map((entry) => entry.collection) : [collection];
  const entries: ObjectRecord[] = [];
  let total = 0;
  let hasMore = false;
  for (const name of collections.sort()) {
    for (const object of data.objects(name)) {
      if (!matches(object, text)) continue;
      total += 1;
      if (after !== null && placeOf(object) <= after) continue;
      if (entries.length < limit) entries.push(sentRecord(object));
      else hasMore = true;
    }
  }
  const last = entries.at(-1);
  return { entries, total, after: hasMore && last !== undefined ? placeOf(last) : null };
}

/** Sorts as the lists do: by collection, then id. U+0000 is below every character an id can begin with. */
function placeOf({ collection, id }: ObjectRecord): string {
  return `${collection}\u0000${id}`;
}

function matches({ id, properties }: ObjectRecord, text: string): boolean {
  if (text === '') return true;
  return [id, properties.name, properties.url].some(
    (value) => typeof value === 'string' && value.toLowerCase().includes(text),
  );
}
