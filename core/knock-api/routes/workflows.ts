import { createHash } from 'node:crypto';
import { z } from '@hono/zod-openapi';
import { type JsonObject, type RecipientReference, recipientKey, writeExactJson } from '../../model/index.ts';
import { ApiError, invalidParams } from '../api-error.ts';
import { createIdempotency } from '../idempotency.ts';
import { createIdentification, noteUnknown } from '../identify.ts';
import type { KnockTrigger } from '../ports.ts';
import { offer } from '../route.ts';
import { isJsonObject, jsonObject, recipientSchema, referenceSchema, tenantRequestSchema } from '../schemas.ts';
import type { Offering } from './offering.ts';

/** Recipients of one trigger (knock.md 2.1). */
const maxRecipients = 1000;

const one = z.object({ key: z.string() });

const triggerBody = z.object({
  recipients: z
    .array(recipientSchema, 'must be a list of recipients')
    .min(1, 'needs at least one recipient')
    .max(maxRecipients, `takes at most ${maxRecipients} recipients in one call`),
  data: jsonObject.nullish(),
  actor: recipientSchema.nullish(),
  tenant: tenantRequestSchema.nullish(),
  cancellation_key: z.string('must be text').nullish(),
  settings: z
    .object({ sandbox_mode: z.boolean('must be true or false').nullish(), skip_delay: z.boolean().nullish() })
    .nullish(),
});

const cancelBody = z.object({
  cancellation_key: z.string('must be text').min(1, 'must not be empty'),
  recipients: z.array(referenceSchema).nullish(),
});

export function offerWorkflows({ app, ports, inTurn }: Offering): void {
  const idempotency = createIdempotency(() => ports.nowMs());

  function refuseUnknown(key: string): void {
    const keys = ports.workflows();
    if (keys.includes(key)) return;
    const known = keys.length === 0 ? 'It has none.' : `It has: ${keys.join(', ')}.`;
    throw new ApiError(404, 'workflow_missing', `The workspace has no workflow "${key}". ${known}`);
  }

  async function trigger(workflow: string, body: z.output<typeof triggerBody>, note: (sentence: string) => void) {
    refuseUnknown(workflow);
    if (body.settings?.sandbox_mode === true) {
      const message =
        'is not offered: Hookbench would send the requests. Leave it out, and point the webhooks at receivers.';
      throw invalidParams({ field: 'settings.sandbox_mode', message });
    }
    const prepared = await inTurn(async () => {
      const data = ports.data();
      const identification = createIdentification(data, note);
      const named: RecipientReference[] = body.recipients.map((recipient, index) =>
        identification.recipient(recipient, `recipients.${index}`),
      );
      const actor = body.actor ?? null;
      const actorReference = actor === null ? null : identification.recipient(actor, 'actor');
      if (actorReference !== null && !identification.isKnown(actorReference)) {
        const message = `The actor "${recipientKey(actorReference)}" is not identified in "${ports.environment}".`;
        throw new ApiError(422, 'actor_missing', message, [{ field: 'actor', message }]);
      }
      const tenant = tenantIn(body.tenant ?? null);
      // A tenant that is not known is created, empty (knock.md 1.1).
      const isTenantNew = tenant !== null && data.tenant(tenant.id) === null;
      if (tenant !== null) identification.tenant(tenant.id, tenant.properties, 'tenant');
      const ready = ports.prepare({
        workflow,
        recipients: body.recipients,
        data: body.data ?? {},
        actor: actorReference,
        tenant: tenant?.id ?? null,
      } satisfies KnockTrigger);
      noteUnknown(named, identification, ports.environment, note);
      if (isTenantNew) note(`The tenant "${tenant.id}" was not known in "${ports.environment}" and is created.`);
      const records = identification.records();
      if (Object.values(records).some(({ length }) => length > 0)) await data.putAll(records);
      return ready;
    });
    return prepared.start();
  }

  offer(
    app,
    {
      method: 'post',
      path: '/v1/workflows/{key}/trigger',
      summary: 'Trigger a workflow',
      description:
        'Recipients, actor and tenant given inline are stored first. The answer comes once the run is in the log; what it sends follows. A repeated Idempotency-Key gets the first answer for 24 hours.',
      params: one,
      body: triggerBody,
      answer: z.object({ workflow_run_id: z.string() }),
      errors: [404],
    },
    async ({ params, body, context, note }) => {
      const key = context.req.header('idempotency-key');
      const work = () => trigger(params.key, body, note);
      if (key === undefined || key === '') {
        const run = await work();
        context.set('run', run);
        return { workflow_run_id: run.id };
      }
      // The body came out of JSON.
      const text = writeExactJson(body as unknown as JsonObject);
      const request = createHash('sha256').update(text).digest('base64');
      const keyed = { key, path: context.req.path, request, requestId: context.var.requestId };
      const { answer: run, repeatOf } = await idempotency.once(keyed, work);
      if (repeatOf !== null) {
        context.header('idempotent-replayed', 'true');
        context.header('original-x-request-id', repeatOf);
        note('Answered as before: it has the Idempotency-Key of an earlier call. No other run was started.');
      }
      context.set('run', run);
      return { workflow_run_id: run.id };
    },
  );
  offer(
    app,
    {
      method: 'post',
      path: '/v1/workflows/{key}/cancel',
      summary: 'Cancel runs that wait in a step',
      description:
        'Knock cancels runs that wait in a batch, delay, fetch or wait-for-event step. Runs of Hookbench have no such steps, and what a channel step has enqueued is delivered, in Knock too: so there is nothing to cancel.',
      params: one,
      body: cancelBody,
      errors: [404],
    },
    async ({ params, note }) => {
      refuseUnknown(params.key);
      note(
        'Nothing to cancel: no step of a run waits here, and what a channel step has enqueued is delivered, in Knock too.',
      );
    },
  );
}

function tenantIn(tenant: string | JsonObject | null): { id: string; properties: JsonObject } | null {
  if (!isJsonObject(tenant)) return tenant === null ? null : { id: tenant, properties: {} };
  return { id: String(tenant.id), properties: tenant };
}
