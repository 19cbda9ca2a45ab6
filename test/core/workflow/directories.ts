import {
  type JsonObject,
  parseRecipientKey,
  recipientKey,
  type SubscriptionRecord,
} from '../../../core/model/index.ts';
import type { RecipientDirectory } from '../../../core/workflow/index.ts';

/**
 * A directory from plain maps. Keys are those of `recipientKey`; subscriptions go from an object's key to recipients'
 * keys, with the subscription's properties.
 */
export function directoryOf(
  recipients: Record<string, JsonObject>,
  subscriptions: Record<string, Record<string, JsonObject | null>> = {},
): RecipientDirectory {
  const find = (key: string) =>
    recipients[key] === undefined
      ? null
      : { reference: parseRecipientKey(key), properties: recipients[key], isIdentified: true };
  return {
    object: (reference) => find(recipientKey(reference)),
    user: (id) => find(recipientKey(id)),
    tenant: () => null,
    *subscribersOf(object): Generator<SubscriptionRecord> {
      for (const [key, properties] of Object.entries(subscriptions[recipientKey(object)] ?? {})) {
        yield { object, recipient: parseRecipientKey(key), properties };
      }
    },
    subscribedObjects: () => new Set(Object.keys(subscriptions)),
  };
}

/** A project with `count` webhooks, none of which is kept in memory. */
export function hugeDirectory(count: number, webhook: (index: number) => JsonObject): RecipientDirectory {
  return {
    object: (reference) => ({
      reference,
      properties: reference.collection === 'webhooks' ? webhook(Number(reference.id)) : {},
      isIdentified: true,
    }),
    user: () => null,
    tenant: () => null,
    *subscribersOf(object): Generator<SubscriptionRecord> {
      if (object.collection !== 'projects') return;
      for (let index = 0; index < count; index++) {
        yield { object, recipient: { collection: 'webhooks', id: String(index) }, properties: null };
      }
    },
    subscribedObjects: () => new Set(['projects/acme']),
  };
}
