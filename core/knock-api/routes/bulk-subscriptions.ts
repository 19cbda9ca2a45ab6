import { z } from '@hono/zod-openapi';
import { type ObjectReference, recipientKey, type SubscriptionRecord } from '../../model/index.ts';
import type { BulkWork } from '../bulk-operations.ts';
import { createIdentification, noteUnknown } from '../identify.ts';
import type { SubscriptionPair } from '../ports.ts';
import { checked, offer } from '../route.ts';
import { bulkOperationSchema, manyOf, nameSchema } from '../schemas.ts';
import {
  additionSchema,
  type BulkSubscription,
  bulkSubscriptionSchema,
  removalSchema,
  subscriptionsTo,
} from '../subscribe.ts';
import { unknownObject } from './objects.ts';
import type { Offering } from './offering.ts';

const path = '/v1/objects/{collection}/bulk/subscriptions';
const params = z.object({ collection: nameSchema });
const body = z.object({ subscriptions: manyOf(bulkSubscriptionSchema, 'objects') });

/** Adds and deletes subscriptions of many objects with one call, behind which the operation goes on. */
export function offerBulkSubscriptions(offering: Offering): void {
  const { app, bulk } = offering;
  offer(
    app,
    {
      method: 'post',
      path: `${path}/add`,
      summary: 'Add subscriptions to many objects of a collection',
      params,
      body,
      answer: bulkOperationSchema,
    },
    ({ params: { collection }, body: { subscriptions } }) =>
      bulk.start(additionOf(offering, collection, subscriptions)),
  );
  offer(
    app,
    {
      method: 'post',
      path: `${path}/delete`,
      summary: 'Delete subscriptions of many objects of a collection',
      description: 'What is not there is passed over.',
      params,
      body,
      answer: bulkOperationSchema,
    },
    ({ params: { collection }, body: { subscriptions } }) => bulk.start(removalOf(collection, subscriptions)),
  );
}

function additionOf(
  { ports }: Offering,
  collection: string,
  entries: readonly BulkSubscription[],
): BulkWork<BulkSubscription> {
  return {
    name: 'objects.bulk.addSubscriptions',
    entries,
    rowOf: ({ id }) => ({ id, collection }),
    begin(data, note) {
      const identification = createIdentification(data, note);
      const added = new Map<string, SubscriptionRecord>();
      return {
        take(entry, index) {
          const object = referenceOf(collection, entry);
          const addition = checked(additionSchema, entry);
          if (data.object(object) === null) throw unknownObject(ports, object);
          const subscriptions = identification.together(() =>
            subscriptionsTo(object, addition, identification, `subscriptions.${index}.`),
          );
          for (const one of subscriptions) added.set(pairKey(one), one);
        },
        async write() {
          const subscriptions = [...added.values()];
          const recipients = new Map(subscriptions.map(({ recipient }) => [recipientKey(recipient), recipient]));
          noteUnknown([...recipients.values()], identification, ports.environment, note);
          await data.putAll({ ...identification.records(), subscriptions });
        },
      };
    },
  };
}

function removalOf(collection: string, entries: readonly BulkSubscription[]): BulkWork<BulkSubscription> {
  return {
    name: 'objects.bulk.deleteSubscriptions',
    entries,
    rowOf: ({ id }) => ({ id, collection }),
    begin(data) {
      const unwanted: SubscriptionPair[] = [];
      return {
        take(entry) {
          const object = referenceOf(collection, entry);
          for (const recipient of checked(removalSchema, entry).recipients) unwanted.push({ object, recipient });
        },
        write: () => data.removeSubscriptions(unwanted),
      };
    },
  };
}

function referenceOf(collection: string, { id }: BulkSubscription): ObjectReference {
  return { collection, id };
}

function pairKey({ object, recipient }: SubscriptionPair): string {
  return `${recipientKey(object)} ${recipientKey(recipient)}`;
}
