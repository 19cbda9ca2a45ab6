import { z } from '@hono/zod-openapi';
import { type JsonObject, type RecipientReference, readExactJson } from '../../model/index.ts';
import { invalidParams, missing } from '../api-error.ts';
import { listPlaced } from '../list-placed.ts';
import { contentJson, deliveryLogJson, messageEvents, messageJson, statusOf } from '../message-json.ts';
import { pageJson, pageOf, pageQueryShape } from '../paging.ts';
import type { LoggedMessage } from '../ports.ts';
import { offer } from '../route.ts';
import {
  deliveryLogSchema,
  isJsonObject,
  itemsOf,
  listOf,
  messageContentSchema,
  messageEventSchema,
  messageSchema,
  nameSchema,
  timeText,
} from '../schemas.ts';
import type { Offering } from './offering.ts';

const maxMessageIds = 50;

const listQuery = z.strictObject({
  ...pageQueryShape,
  status: listOf(
    z.enum(['queued', 'sent', 'delivered', 'delivery_attempted', 'undelivered', 'not_sent', 'bounced']),
  ).optional(),
  message_ids: listOf(z.string()).max(maxMessageIds, `takes at most ${maxMessageIds} ids`).optional(),
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

const pageQuery = z.strictObject(pageQueryShape);
const one = z.object({ message_id: z.string() });

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
    const page = await listPlaced(
      'messages',
      (from, side) => ports.log.findMessages(filter, from, side),
      wantedBy(query),
      query,
    );
    return pageJson('items', page, messageJson);
  };

  async function messageOf(id: string): Promise<LoggedMessage> {
    const message = await ports.log.message(id);
    if (message !== null) return message;
    throw missing(`The log has no message "${id}" in the environment "${ports.environment}".`);
  }

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
  const path = '/v1/messages/{message_id}';
  offer(
    app,
    { method: 'get', path, summary: 'Get a message', params: one, answer: messageSchema, errors: [404] },
    async ({ params }) => messageJson(await messageOf(params.message_id)),
  );
  offer(
    app,
    {
      method: 'get',
      path: `${path}/content`,
      summary: 'Get the request of a message',
      description:
        "As it was sent last; values of secrets are replaced. Knock's reference does not say what it answers for webhooks.",
      params: one,
      answer: messageContentSchema,
      errors: [404],
    },
    async ({ params }) => {
      const message = await messageOf(params.message_id);
      const attempt = message.attempts.at(-1);
      const exchange = attempt === undefined ? null : await ports.log.exchange(attempt.id);
      if (exchange !== null) return contentJson(message, exchange);
      const why = message.step.reason === null ? '' : ` ${message.step.reason.message}`;
      throw missing(`No request of the message "${params.message_id}" has been sent.${why}`);
    },
  );
  offer(
    app,
    {
      method: 'get',
      path: `${path}/delivery_logs`,
      summary: 'List attempts of a message, newest first',
      description: 'Values of secrets are replaced. Without a response, "error" says why.',
      params: one,
      query: pageQuery,
      answer: itemsOf(deliveryLogSchema),
      errors: [404],
    },
    async ({ params, query }) => {
      const { id, attempts } = await messageOf(params.message_id);
      const page = pageOf(`logs of ${id}`, attempts.toReversed(), ({ number }) => newestFirst(number), query);
      const logs: JsonObject[] = [];
      for (const attempt of page.items) {
        const exchange = await ports.log.exchange(attempt.id);
        if (exchange !== null) logs.push(deliveryLogJson(ports.environment, attempt, exchange));
      }
      return pageJson('items', { ...page, items: logs }, (log) => log);
    },
  );
  offer(
    app,
    {
      method: 'get',
      path: `${path}/events`,
      summary: 'List events of a message, newest first',
      params: one,
      query: pageQuery,
      answer: itemsOf(messageEventSchema),
      errors: [404],
    },
    async ({ params, query }) => {
      const message = await messageOf(params.message_id);
      const events = messageEvents(message).map((event, index) => ({ event, index }));
      const page = pageOf(`events of ${message.id}`, events.reverse(), ({ index }) => newestFirst(index), query);
      return pageJson('items', page, ({ event }) => event);
    },
  );
}

/** Sorts the greater number first. */
function newestFirst(number: number): string {
  return String(1_000_000_000 - number).padStart(10, '0');
}

/** What of the query is not asked of the log. */
function wantedBy(query: ListQuery): (message: LoggedMessage) => boolean {
  const { status, channel_id: channel, workflow_categories: categories } = query;
  const data = query.trigger_data === undefined ? null : triggerData(query.trigger_data);
  const isInTime = timeFilter(query.inserted_at ?? {});
  const ids = query.message_ids === undefined ? null : new Set(query.message_ids);
  return (message) =>
    (ids === null || ids.has(message.id)) &&
    (status === undefined || status.includes(statusOf(message))) &&
    (channel === undefined || message.channel?.key === channel) &&
    (categories === undefined || categories.some((one) => message.categories.includes(one))) &&
    (data === null || data.every(([name, value]) => message.run.trigger.data[name] === value)) &&
    isInTime(message.row.startedAtMs);
}

function timeFilter({ gt, gte, lt, lte }: NonNullable<ListQuery['inserted_at']>): (atMs: number) => boolean {
  const at = (text: string | undefined, otherwise: number): number =>
    text === undefined ? otherwise : new Date(text).getTime();
  const [above, from] = [at(gt, Number.NEGATIVE_INFINITY), at(gte, Number.NEGATIVE_INFINITY)];
  const [below, until] = [at(lt, Number.POSITIVE_INFINITY), at(lte, Number.POSITIVE_INFINITY)];
  return (atMs) => atMs > above && atMs >= from && atMs < below && atMs <= until;
}

function triggerData(text: string): [name: string, value: unknown][] {
  const refused = invalidParams({ field: 'trigger_data', message: 'must be the text of a JSON object.' });
  try {
    const data = readExactJson(text);
    if (isJsonObject(data)) return Object.entries(data);
  } catch {
    throw refused;
  }
  throw refused;
}
