import { z } from '@hono/zod-openapi';
import type { JsonObject } from '../../model/index.ts';
import { missing } from '../api-error.ts';
import { activityJson, contentJson, deliveryLogJson, messageEvents } from '../message-json.ts';
import { pageJson, pageOf, pageQueryShape } from '../paging.ts';
import type { KnockApiPorts, LoggedMessage } from '../ports.ts';
import { offer } from '../route.ts';
import {
  activitySchema,
  deliveryLogSchema,
  itemsOf,
  messageContentSchema,
  messageEventSchema,
  messageIdsSchema,
} from '../schemas.ts';
import { triggerDataFilter } from '../trigger-data-filter.ts';
import type { Offering } from './offering.ts';

const one = z.object({ message_id: z.string() });
const path = '/v1/messages/{message_id}';
const pageQuery = z.strictObject(pageQueryShape);

/** Throws 404 when the log has no such message. */
export async function messageOf(ports: KnockApiPorts, id: string): Promise<LoggedMessage> {
  const message = await ports.log.message(id);
  if (message !== null) return message;
  throw missing(unknownMessage(ports, id));
}

function unknownMessage({ environment }: KnockApiPorts, id: string): string {
  return `The log has no message "${id}" in the environment "${environment}".`;
}

/** What there is to ask of a message: its request, its attempts, its events, and what set it off. */
export function offerMessageParts({ app, ports }: Offering): void {
  /** Or a sentence that says why there is none. */
  async function contentOf(id: string): Promise<JsonObject | string> {
    const message = await ports.log.message(id);
    if (message === null) return unknownMessage(ports, id);
    const attempt = message.attempts.at(-1);
    const exchange = attempt === undefined ? null : await ports.log.exchange(attempt.id);
    if (exchange !== null) return contentJson(message, exchange);
    const why = message.step.reason === null ? '' : ` ${message.step.reason.message}`;
    return `No request of the message "${id}" has been sent.${why}`;
  }

  offer(
    app,
    {
      method: 'get',
      // Before the one of a single message, whose id could be "batch".
      path: '/v1/messages/batch/content',
      summary: 'Get the requests of many messages',
      description: 'Of those that have one.',
      params: z.object({}),
      // An empty list leaves nothing in a query.
      query: z.strictObject({ message_ids: messageIdsSchema.optional() }),
      answer: z.array(messageContentSchema),
    },
    async ({ query, note }) => {
      const contents: JsonObject[] = [];
      for (const id of new Set(query.message_ids ?? [])) {
        const content = await contentOf(id);
        if (typeof content === 'string') note(content);
        else contents.push(content);
      }
      return contents;
    },
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
      const content = await contentOf(params.message_id);
      if (typeof content === 'string') throw missing(content);
      return content;
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
      const { id, attempts } = await messageOf(ports, params.message_id);
      const page = pageOf(
        `logs of ${id}`,
        () => attempts.toReversed(),
        ({ number }) => newestFirst(number),
        query,
      );
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
      const message = await messageOf(ports, params.message_id);
      const events = messageEvents(message).map((event, index) => ({ event, index }));
      const page = pageOf(
        `events of ${message.id}`,
        () => events.reverse(),
        ({ index }) => newestFirst(index),
        query,
      );
      return pageJson('items', page, ({ event }) => event);
    },
  );
  offer(
    app,
    {
      method: 'get',
      path: `${path}/activities`,
      summary: 'List what set a message off',
      description: 'One trigger, because nothing is batched here. Actor and recipient are as they are now.',
      params: one,
      query: z.strictObject({ ...pageQueryShape, trigger_data: z.string().optional() }),
      answer: itemsOf(activitySchema),
      errors: [404],
    },
    async ({ params, query }) => {
      const isOfData = triggerDataFilter(query.trigger_data);
      const message = await messageOf(ports, params.message_id);
      const wanted = [message].filter(({ data }) => isOfData(data));
      const page = pageOf(
        `activities of ${message.id}`,
        () => wanted,
        ({ id }) => id,
        query,
      );
      return pageJson('items', page, (only) => activityJson(only, ports.data()));
    },
  );
}

/** Sorts the greater number first. */
function newestFirst(number: number): string {
  return String(1_000_000_000 - number).padStart(10, '0');
}
