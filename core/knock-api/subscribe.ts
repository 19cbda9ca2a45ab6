import { z } from '@hono/zod-openapi';
import {
  type JsonObject,
  type ObjectReference,
  recipientKey,
  type SubscriptionRecord,
  type TriggerRecipient,
  withEveryNumberGiven,
} from '../model/index.ts';
import type { Identification } from './identify.ts';
import { bulkIdSchema, jsonObject, recipientSchema, referenceSchema } from './schemas.ts';

/** Recipients of one object that are added or deleted with one call (knock.md 1.3). */
const maxRecipients = 100;
const tooMany = `takes at most ${maxRecipients} recipients of one object in one call`;
const none = 'needs at least one recipient';

/** Who is to subscribe to an object. */
export const additionSchema = z.object({
  recipients: z.array(recipientSchema).min(1, none).max(maxRecipients, tooMany),
  properties: jsonObject.nullish(),
});

/** Who is to subscribe to it no more. */
export const removalSchema = z.object({
  recipients: z.array(referenceSchema).min(1, none).max(maxRecipients, tooMany),
});

/** Of one object among many. Recipients that cannot be used leave it out, and do not keep the others back. */
export const bulkSubscriptionSchema = z.looseObject({
  id: bulkIdSchema,
  recipients: z.array(z.unknown(), 'must be a list of recipients').max(maxRecipients, tooMany),
});
export type BulkSubscription = z.output<typeof bulkSubscriptionSchema>;

interface Addition {
  recipients: readonly TriggerRecipient[];
  properties?: JsonObject | null | undefined;
}

/** One subscription for each recipient, who is identified on the way. `place` is where the request has them. */
export function subscriptionsTo(
  object: ObjectReference,
  { recipients, properties = null }: Addition,
  identification: Identification,
  place: string,
): SubscriptionRecord[] {
  const added = new Map<string, SubscriptionRecord>();
  for (const [index, named] of recipients.entries()) {
    const recipient = identification.recipient(named, `${place}recipients.${index}`);
    added.set(recipientKey(recipient), { object, recipient, properties });
  }
  return [...added.values()].map(withEveryNumberGiven);
}
