import { z } from '@hono/zod-openapi';
import type { JsonObject, RecipientReference } from '../../model/index.ts';
import { listPlaced } from '../list-placed.ts';
import { messageJson, statusOf } from '../message-json.ts';
import { pageJson, pageQueryShape } from '../paging.ts';
import type { LoggedMessage } from '../ports.ts';
import { offer } from '../route.ts';
import { itemsOf, listOf, messageIdsSchema, messageSchema, nameSchema, timeText } from '../schemas.ts';
import { triggerDataFilter } from '../trigger-data-filter.ts';
import { messageOf } from './message-parts.ts';
import type { Offering } from './offering.ts';

/** Engagement that no message has here, and what each message is for want of it. */
const had = ['seen', 'read', 'archived', 'interacted', 'link_clicked'] as const;
const notHad = ['unseen', 'unread', 'unarchived'] as const;

const listQuery = z.strictObject({
  ...pageQueryShape,
  status: listOf(
    z.enum(['queued', 'sent', 'delivered', 'delivery_attempted', 'undelivered', 'not_sent', 'bounced']),
  ).optional(),
  engagement_status: listOf(z.enum([...had, ...notHad]))
    .optional()
    .openapi({
      description: 'Nobody sees, reads or archives what a webhook sends: each message is all that begins with "un".',
    }),
  message_ids: messageIdsSchema.optional(),
  source: z.string().optional().openapi({ description: 'Key of a workflow.' }),
  tenant: z.string().optional(),
  channel_id: z.string().optional().openapi({ description: 'Key of a channel.' }),
  workflow_run_id: z.string().optional(),
  workflow_recipient_run_id: z.string().optional(),
  workflow_categories: listOf(z.string()).optional(),
  trigger_data: z
    .string()
    .optional()
    .openapi({ description: 'JSON object; names and plain values that the data has.' }),
  inserted_at: z
    .strictObject({ gt: timeText, gte: timeText, lt: timeText, lte: timeText }, 'takes gt, gte, lt and lte')
    .optional()
    .openapi({ param: { style: 'deepObject', explode: true } }),
});
type ListQuery = z.output<typeof listQuery>;

export function offerMessages({ app, ports }: Offering): void {
  const list = async (query: ListQuery, recipient?: RecipientReference): Promise<JsonObject> => {
    const filter = {
      runId: query.workflow_run_id,
      workflow: query.source,
      tenant: query.tenant,
      recipientRunId: query.workflow_recipient_run_id,
      messageIds: query.message_ids,
      recipient,
    };
    const isNone = query.engagement_status?.every((status) => !notHad.some((one) => one === status)) ?? false;
    const page = await listPlaced(
      'messages',
      async (from, side) => (isNone ? { items: [], next: null } : ports.log.findMessages(filter, from, side)),
      wantedBy(query),
      query,
    );
    return pageJson('items', page, messageJson);
  };

  const lists = { query: listQuery, answer: itemsOf(messageSchema) };
  offer(
    app,
    { ...lists, method: 'get', path: '/v1/messages', summary: 'List messages, newest first', params: z.object({}) },
    ({ query }) => list(query),
  );
  offer(
    app,
    {
      ...lists,
      method: 'get',
      path: '/v1/objects/{collection}/{id}/messages',
      summary: 'List messages of an object, newest first',
      params: z.object({ collection: nameSchema, id: nameSchema }),
    },
    ({ params, query }) => list(query, { collection: params.collection, id: params.id }),
  );
  offer(
    app,
    {
      ...lists,
      method: 'get',
      path: '/v1/users/{user_id}/messages',
      summary: 'List messages of a user, newest first',
      params: z.object({ user_id: nameSchema }),
    },
    ({ params, query }) => list(query, params.user_id),
  );
  offer(
    app,
    {
      method: 'get',
      path: '/v1/messages/{message_id}',
      summary: 'Get a message',
      params: z.object({ message_id: z.string() }),
      answer: messageSchema,
      errors: [404],
    },
    async ({ params }) => messageJson(await messageOf(ports, params.message_id)),
  );
}

/** What of the query is not asked of the log. */
function wantedBy(query: ListQuery): (message: LoggedMessage) => boolean {
  const { status, channel_id: channel, workflow_categories: categories } = query;
  const isOfData = triggerDataFilter(query.trigger_data);
  const isInTime = timeFilter(query.inserted_at ?? {});
  const ids = query.message_ids === undefined ? null : new Set(query.message_ids);
  return (message) =>
    (ids === null || ids.has(message.id)) &&
    (status === undefined || status.includes(statusOf(message))) &&
    (channel === undefined || message.channel?.key === channel) &&
    (categories === undefined || categories.some((one) => message.categories.includes(one))) &&
    isOfData(message.data) &&
    isInTime(message.row.startedAtMs);
}

function timeFilter({ gt, gte, lt, lte }: NonNullable<ListQuery['inserted_at']>): (atMs: number) => boolean {
  const at = (text: string | undefined, otherwise: number): number =>
    text === undefined ? otherwise : new Date(text).getTime();
  const [above, from] = [at(gt, Number.NEGATIVE_INFINITY), at(gte, Number.NEGATIVE_INFINITY)];
  const [below, until] = [at(lt, Number.POSITIVE_INFINITY), at(lte, Number.POSITIVE_INFINITY)];
  return (atMs) => atMs > above && atMs >= from && atMs < below && atMs <= until;
}
