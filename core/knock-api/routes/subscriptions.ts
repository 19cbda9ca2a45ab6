import { z } from '@hono/zod-openapi';
import { type JsonObject, recipientKey, type SubscriptionRecord } from '../../model/index.ts';
import { invalidParams } from '../api-error.ts';
import { subscriptionJson } from '../entity-json.ts';
import { createIdentification, noteUnknown } from '../identify.ts';
import { pageJson, pageOf, pageQueryShape } from '../paging.ts';
import { offer } from '../route.ts';
import { entriesOf, listOf, nameSchema, referenceSchema, subscriptionSchema } from '../schemas.ts';
import { additionSchema, removalSchema, subscriptionsTo } from '../subscribe.ts';
import { includeSchema, noteInclude } from './include.ts';
import { unknownObject } from './objects.ts';
import type { Offering } from './offering.ts';

const ofObject = z.object({ collection: nameSchema, object_id: nameSchema });
const path = '/v1/objects/{collection}/{object_id}/subscriptions';
const listQuery = {
  ...pageQueryShape,
  include: includeSchema,
  objects: listOf(referenceSchema).optional(),
};

export function offerSubscriptions({ app, ports, inTurn }: Offering): void {
  offer(
    app,
    {
      method: 'get',
      path,
      summary: 'List subscriptions of an object',
      description: 'With mode=object who subscribes to it, with mode=recipient what it subscribes to.',
      params: ofObject,
      query: z.strictObject({
        ...listQuery,
        mode: z.enum(['object', 'recipient'], 'must be "object" or "recipient"').optional(),
        recipients: listOf(referenceSchema).optional(),
      }),
      answer: entriesOf(subscriptionSchema),
      errors: [404],
    },
    ({ params, query, note }) => {
      noteInclude(query.include, note);
      const data = ports.data();
      const object = { collection: params.collection, id: params.object_id };
      if (data.object(object) === null) throw unknownObject(ports, object);
      const isRecipient = query.mode === 'recipient';
      const [misplaced, mode] = isRecipient ? (['recipients', 'object'] as const) : (['objects', 'recipient'] as const);
      if (query[misplaced] !== undefined) {
        throw invalidParams({ field: misplaced, message: `filters lists with mode=${mode} only.` });
      }
      return page(
        `${recipientKey(object)} ${query.mode ?? 'object'}`,
        (from) => (isRecipient ? data.subscriptionsOf(object) : data.subscribersOf(object, from)),
        isRecipient ? 'object' : 'recipient',
        query,
      );
    },
  );
  offer(
    app,
    {
      method: 'get',
      path: '/v1/users/{user_id}/subscriptions',
      summary: 'List subscriptions of a user',
      params: z.object({ user_id: nameSchema }),
      query: z.strictObject(listQuery),
      answer: entriesOf(subscriptionSchema),
    },
    ({ params, query, note }) => {
      noteInclude(query.include, note);
      const data = ports.data();
      return page(recipientKey(params.user_id), () => data.subscriptionsOf(params.user_id), 'object', query);
    },
  );
  offer(
    app,
    {
      method: 'post',
      path,
      summary: 'Add subscriptions to an object',
      description: 'There is at most one per recipient: adding it again replaces its properties.',
      params: ofObject,
      body: additionSchema,
      answer: z.array(subscriptionSchema),
      errors: [404],
    },
    ({ params, body, note }) =>
      inTurn(async () => {
        const data = ports.data();
        const object = { collection: params.collection, id: params.object_id };
        if (data.object(object) === null) throw unknownObject(ports, object);
        const identification = createIdentification(data, note);
        const subscriptions = subscriptionsTo(object, body, identification, '');
        const recipients = subscriptions.map(({ recipient }) => recipient);
        noteUnknown(recipients, identification, ports.environment, note);
        await data.putAll({ ...identification.records(), subscriptions });
        return subscriptions.map((subscription) => subscriptionJson(subscription, data));
      }),
  );
  offer(
    app,
    {
      method: 'delete',
      path,
      summary: 'Delete subscriptions of an object',
      description: 'Answers those that were there.',
      params: ofObject,
      body: removalSchema,
      answer: z.array(subscriptionSchema),
      errors: [404],
    },
    ({ params, body }) =>
      inTurn(async () => {
        const data = ports.data();
        const object = { collection: params.collection, id: params.object_id };
        if (data.object(object) === null) throw unknownObject(ports, object);
        const named = new Map(body.recipients.map((recipient) => [recipientKey(recipient), recipient]));
        const there = Array.from(named.values(), (recipient) => data.subscription(object, recipient) ?? []).flat();
        const removed = there.map((subscription) => subscriptionJson(subscription, data));
        await data.removeSubscriptions(there);
        return removed;
      }),
  );

  /** One page of subscriptions, by their other end. */
  function page(
    list: string,
    allFrom: (key: string) => Iterable<SubscriptionRecord>,
    otherEnd: 'object' | 'recipient',
    query: z.output<z.ZodObject<typeof listQuery>> & { recipients?: z.output<typeof referenceSchema>[] | undefined },
  ): JsonObject {
    const wanted = query[otherEnd === 'object' ? 'objects' : 'recipients'];
    const keys = wanted === undefined ? null : new Set(wanted.map(recipientKey));
    const keyOf = (subscription: SubscriptionRecord) => recipientKey(subscription[otherEnd]);
    const found = (from: string) =>
      keys === null ? allFrom(from) : only(allFrom(from), (subscription) => keys.has(keyOf(subscription)));
    const data = ports.data();
    return pageJson('entries', pageOf(`subscriptions of ${list}`, found, keyOf, query), (subscription) =>
      subscriptionJson(subscription, data),
    );
  }
}

function* only<T>(items: Iterable<T>, isWanted: (item: T) => boolean): Generator<T> {
  for (const item of items) if (isWanted(item)) yield item;
}
