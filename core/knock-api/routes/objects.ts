import { z } from '@hono/zod-openapi';
import { type ObjectReference, tenantCollection } from '../../model/index.ts';
import { type ApiError, missing } from '../api-error.ts';
import { objectJson } from '../entity-json.ts';
import { createIdentification, noteKeptAsSecrets } from '../identify.ts';
import { pageJson, pageOf, pageQueryShape } from '../paging.ts';
import type { KnockApiPorts } from '../ports.ts';
import { offer } from '../route.ts';
import { entriesOf, nameSchema, objectSchema, propertiesSchema } from '../schemas.ts';
import { includeSchema, noteInclude } from './include.ts';
import type { Offering } from './offering.ts';

const many = z.object({ collection: nameSchema });
const one = z.object({ collection: nameSchema, id: nameSchema });
const path = '/v1/objects/{collection}/{id}';

export function offerObjects({ app, ports, inTurn }: Offering): void {
  offer(
    app,
    {
      method: 'get',
      path: '/v1/objects/{collection}',
      summary: 'List objects of a collection',
      params: many,
      query: z.strictObject({ ...pageQueryShape, include: includeSchema }),
      answer: entriesOf(objectSchema),
    },
    ({ params, query, note }) => {
      noteInclude(query.include, note);
      const data = ports.data();
      const { collection } = params;
      const page = pageOf(
        `objects/${collection}`,
        (from) => data.objects(collection, from),
        ({ id }) => id,
        query,
      );
      // An unknown collection is empty, not an error (knock.md 1.1), but more likely a slip.
      if (page.items.length === 0) note(`The collection "${collection}" is empty. ${collectionsThere(ports)}`);
      return pageJson('entries', page, (object) => objectJson(object, data));
    },
  );
  offer(
    app,
    { method: 'get', path, summary: 'Get an object', params: one, answer: objectSchema, errors: [404] },
    ({ params }) => {
      const data = ports.data();
      const object = data.object(params);
      if (object === null) throw unknownObject(ports, params);
      return objectJson(object, data);
    },
  );
  offer(
    app,
    { method: 'put', path, summary: 'Set an object', params: one, body: propertiesSchema, answer: objectSchema },
    ({ params, body, note }) =>
      inTurn(async () => {
        const { collection, id } = params;
        const data = ports.data();
        const identification = createIdentification(data, note);
        identification.object(collection, id, body, 'body');
        await data.putAll(identification.records());
        const stored = data.object(params) ?? { collection, id, properties: {} };
        noteKeptAsSecrets(body, stored, note);
        return objectJson(stored, data);
      }),
  );
  offer(
    app,
    {
      method: 'delete',
      path,
      summary: 'Delete an object',
      description: 'With all subscriptions from it and to it.',
      params: one,
      errors: [404],
    },
    ({ params }) =>
      inTurn(async () => {
        const data = ports.data();
        if (data.object(params) === null) throw unknownObject(ports, params);
        if (params.collection === tenantCollection) await data.removeTenants([params.id]);
        else await data.removeObjects([params]);
      }),
  );
}

/** 404 that says which collections there are when it is the collection that is wrong. */
export function unknownObject(ports: KnockApiPorts, { collection, id }: ObjectReference): ApiError {
  const isCollection = ports
    .data()
    .collections()
    .some((known) => known.collection === collection);
  const more = isCollection ? '' : ` The collection is empty. ${collectionsThere(ports)}`;
  return missing(`There is no object "${id}" in the collection "${collection}" of "${ports.environment}".${more}`);
}

function collectionsThere(ports: KnockApiPorts): string {
  const names = ports
    .data()
    .collections()
    .map(({ collection }) => collection);
  return names.length === 0
    ? `"${ports.environment}" has no objects.`
    : `"${ports.environment}" has objects in: ${names.join(', ')}.`;
}
