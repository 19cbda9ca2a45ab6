import { z } from '@hono/zod-openapi';
import { type JsonObject, tenantCollection } from '../../model/index.ts';
import { invalidParams, missing } from '../api-error.ts';
import type { BulkWork } from '../bulk-operations.ts';
import { createIdentification, type Identification, keptAsSecrets, noteNotKept } from '../identify.ts';
import type { KnockData } from '../ports.ts';
import { offer } from '../route.ts';
import {
  type BulkEntry,
  bulkEntrySchema,
  bulkIdSchema,
  bulkOperationSchema,
  isName,
  listOf,
  manyOf,
  nameRule,
  nameSchema,
} from '../schemas.ts';
import type { Offering } from './offering.ts';

/** What sets one kind of records apart from the others. */
interface RecordKind {
  /** Such as `users`; also where a request has them. */
  name: string;
  collection: string | null;
  identify(to: Identification, id: string, properties: JsonObject, field: string): void;
  stored(data: KnockData, id: string): { properties: JsonObject } | null;
  remove(data: KnockData, ids: readonly string[]): Promise<unknown>;
}

const users: RecordKind = {
  name: 'users',
  collection: null,
  identify: (to, id, properties, field) => to.user(id, properties, field),
  stored: (data, id) => data.user(id),
  remove: (data, ids) => data.removeUsers(ids),
};

const tenants: RecordKind = {
  name: 'tenants',
  collection: tenantCollection,
  identify: (to, id, properties, field) => to.tenant(id, properties, field),
  stored: (data, id) => data.tenant(id),
  remove: (data, ids) => data.removeTenants(ids),
};

const objectsOf = (collection: string): RecordKind => ({
  name: 'objects',
  collection,
  identify: (to, id, properties, field) => to.object(collection, id, properties, field),
  stored: (data, id) => data.object({ collection, id }),
  remove: (data, ids) =>
    collection === tenantCollection
      ? data.removeTenants(ids)
      : data.removeObjects(ids.map((id) => ({ collection, id }))),
});

const nowhere = z.object({});
const ofCollection = z.object({ collection: nameSchema });
/** Knock takes a tenant's id alone, too. */
const tenantEntrySchema = z.union(
  [bulkIdSchema, bulkEntrySchema],
  'must be a tenant\'s id, or an object with its "id"',
);
const answer = bulkOperationSchema;

/** Sets and deletes many records with one call, behind which the operation goes on. */
export function offerBulkRecords({ app, ports, bulk }: Offering): void {
  const remove = (name: string, kind: RecordKind, ids: readonly string[]) =>
    bulk.start(deletionOf(name, kind, ids, ports.environment));
  const set = (name: string, kind: RecordKind, entries: readonly BulkEntry[], note: (sentence: string) => void) => {
    noteNotKept(entries, kind.name, note);
    return bulk.start(settingOf(name, kind, entries));
  };

  offer(
    app,
    {
      method: 'post',
      path: '/v1/users/bulk/identify',
      summary: 'Identify many users',
      params: nowhere,
      body: z.object({ users: manyOf(bulkEntrySchema, 'users') }),
      answer,
    },
    ({ body, note }) => set('users.bulk.identify', users, body.users, note),
  );
  offer(
    app,
    {
      method: 'post',
      path: '/v1/users/bulk/delete',
      summary: 'Delete many users',
      params: nowhere,
      body: z.object({ user_ids: manyOf(bulkIdSchema, 'users') }),
      answer,
    },
    ({ body }) => remove('users.bulk.delete', users, body.user_ids),
  );
  offer(
    app,
    {
      method: 'post',
      path: '/v1/objects/{collection}/bulk/set',
      summary: 'Set many objects of a collection',
      params: ofCollection,
      body: z.object({ objects: manyOf(bulkEntrySchema, 'objects') }),
      answer,
    },
    ({ params, body, note }) => set('objects.bulk.set', objectsOf(params.collection), body.objects, note),
  );
  offer(
    app,
    {
      method: 'post',
      path: '/v1/objects/{collection}/bulk/delete',
      summary: 'Delete many objects of a collection',
      params: ofCollection,
      body: z.object({ object_ids: manyOf(bulkIdSchema, 'objects') }),
      answer,
    },
    ({ params, body }) => remove('objects.bulk.delete', objectsOf(params.collection), body.object_ids),
  );
  offer(
    app,
    {
      method: 'post',
      path: '/v1/tenants/bulk/set',
      summary: 'Set many tenants',
      params: nowhere,
      body: z.object({ tenants: manyOf(tenantEntrySchema, 'tenants') }),
      answer,
    },
    ({ body, note }) => {
      const entries = body.tenants.map((tenant) => (typeof tenant === 'string' ? { id: tenant } : tenant));
      return set('tenants.bulk.set', tenants, entries, note);
    },
  );
  offer(
    app,
    {
      method: 'post',
      path: '/v1/tenants/bulk/delete',
      summary: 'Delete many tenants',
      params: nowhere,
      // An empty list leaves nothing in a query.
      query: z.strictObject({ tenant_ids: manyOf(bulkIdSchema, 'tenants', listOf(bulkIdSchema)).optional() }),
      answer,
    },
    ({ query }) => remove('tenants.bulk.delete', tenants, query.tenant_ids ?? []),
  );
}

function settingOf(name: string, kind: RecordKind, entries: readonly BulkEntry[]): BulkWork<BulkEntry> {
  return {
    name,
    entries,
    rowOf: ({ id }) => ({ id, collection: kind.collection }),
    begin(data, note) {
      const identification = createIdentification(data, () => {});
      return {
        take(entry, index) {
          const field = `${kind.name}.${index}`;
          if (!isName(entry.id)) throw invalidParams({ field: `${field}.id`, message: nameRule });
          kind.identify(identification, entry.id, entry, field);
        },
        async write() {
          await data.putAll(identification.records());
          const secret = entries.filter((entry) => keptAsSecrets(entry, kind.stored(data, entry.id)).length > 0);
          if (secret.length === 0) return;
          note(
            `Signing keys are kept as secrets, and what is stored refers to them; of the ${kind.name}, ${secret.length} had one.`,
          );
        },
      };
    },
  };
}

function deletionOf(name: string, kind: RecordKind, ids: readonly string[], environment: string): BulkWork<string> {
  return {
    name,
    entries: ids,
    rowOf: (id) => ({ id, collection: kind.collection }),
    begin(data) {
      const known: string[] = [];
      return {
        take(id) {
          if (kind.stored(data, id) === null) throw missing(`It is not known in "${environment}".`);
          known.push(id);
        },
        write: () => kind.remove(data, known),
      };
    },
  };
}
