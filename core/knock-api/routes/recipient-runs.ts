import { z } from '@hono/zod-openapi';
import { missing } from '../api-error.ts';
import { listPlaced } from '../list-placed.ts';
import { pageJson, pageQueryShape } from '../paging.ts';
import type { LoggedRecipientRun } from '../ports.ts';
import { errorCount, recipientRunEvents, recipientRunJson, recipientRunStatus } from '../recipient-run-json.ts';
import { offer } from '../route.ts';
import { itemsOf, listOf, recipientRunSchema, referenceSchema, timeText } from '../schemas.ts';
import type { Offering } from './offering.ts';

const path = '/v1/workflow_recipient_runs';

const listQuery = z.strictObject({
  ...pageQueryShape,
  workflow: z.string().optional(),
  status: listOf(z.enum(['queued', 'processing', 'paused', 'completed', 'cancelled'])).optional(),
  tenant: z.string().optional(),
  has_errors: z.enum(['true', 'false'], 'must be true or false').optional(),
  recipient: referenceSchema.optional(),
  starting_at: timeText,
  ending_at: timeText,
});

export function offerRecipientRuns({ app, ports }: Offering): void {
  offer(
    app,
    {
      method: 'get',
      path,
      summary: 'List the parts of runs, one for each recipient, newest first',
      params: z.object({}),
      query: listQuery,
      answer: itemsOf(recipientRunSchema),
    },
    async ({ query }) => {
      const { workflow, tenant, recipient } = query;
      const page = await listPlaced(
        'workflow_recipient_runs',
        (from, side) => ports.log.findRecipientRuns({ workflow, tenant, recipient }, from, side),
        wantedBy(query),
        query,
      );
      return pageJson('items', page, recipientRunJson);
    },
  );
  offer(
    app,
    {
      method: 'get',
      path: `${path}/{id}`,
      summary: 'Get the part of a run that is for one recipient',
      description:
        'With an event for each step: message_enqueued as in Knock, step_skipped and step_failed with the reason.',
      params: z.object({ id: z.string() }),
      answer: recipientRunSchema,
      errors: [404],
    },
    async ({ params }) => {
      const { items } = await ports.log.findRecipientRuns({ recipientRunId: params.id }, null, 'older');
      const [found] = items;
      if (found !== undefined) return { ...recipientRunJson(found), events: recipientRunEvents(found.row) };
      throw missing(`The log has no workflow recipient run "${params.id}" in the environment "${ports.environment}".`);
    },
  );
}

function wantedBy(query: z.output<typeof listQuery>): (found: LoggedRecipientRun) => boolean {
  const { status, has_errors: hasErrors, starting_at: from, ending_at: until } = query;
  const fromMs = from === undefined ? Number.NEGATIVE_INFINITY : new Date(from).getTime();
  const untilMs = until === undefined ? Number.POSITIVE_INFINITY : new Date(until).getTime();
  return ({ row }) =>
    (status === undefined || status.includes(recipientRunStatus(row))) &&
    (hasErrors === undefined || (hasErrors === 'true') === errorCount(row) > 0) &&
    row.startedAtMs >= fromMs &&
    row.startedAtMs <= untilMs;
}
