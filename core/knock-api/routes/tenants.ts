import { z } from '@hono/zod-openapi';
import type { TenantRecord } from '../../model/index.ts';
import { missing } from '../api-error.ts';
import { tenantJson } from '../entity-json.ts';
import { createIdentification, noteKeptAsSecrets } from '../identify.ts';
import { pageJson, pageOf, pageQueryShape } from '../paging.ts';
import { offer } from '../route.ts';
import { entriesOf, propertiesSchema, tenantIdSchema, tenantSchema } from '../schemas.ts';
import type { Offering } from './offering.ts';

const one = z.object({ id: tenantIdSchema });
const path = '/v1/tenants/{id}';
/** A tenant's settings are what was set: nothing is filled in from elsewhere. */
const oneQuery = z.strictObject({ resolve_full_preference_settings: z.enum(['true', 'false']).optional() });

export function offerTenants({ app, ports, inTurn }: Offering): void {
  const unknown = (id: string) => missing(`There is no tenant "${id}" in the environment "${ports.environment}".`);

  offer(
    app,
    {
      method: 'get',
      path: '/v1/tenants',
      summary: 'List tenants',
      params: z.object({}),
      query: z.strictObject({ ...pageQueryShape, tenant_id: z.string().optional(), name: z.string().optional() }),
      answer: entriesOf(tenantSchema),
    },
    ({ query }) => {
      const data = ports.data();
      const found = (from: string) => withIdAndName(data.tenants(from), query.tenant_id, query.name);
      const page = pageOf('tenants', found, ({ id }) => id, query);
      return pageJson('entries', page, (tenant) => tenantJson(tenant, data));
    },
  );
  offer(
    app,
    { method: 'get', path, summary: 'Get a tenant', params: one, query: oneQuery, answer: tenantSchema, errors: [404] },
    ({ params, query, note }) => {
      noteFullSettings(query.resolve_full_preference_settings, note);
      const data = ports.data();
      const tenant = data.tenant(params.id);
      if (tenant === null) throw unknown(params.id);
      return tenantJson(tenant, data);
    },
  );
  offer(
    app,
    {
      method: 'put',
      path,
      summary: 'Set a tenant',
      params: one,
      query: oneQuery,
      body: propertiesSchema,
      answer: tenantSchema,
    },
    ({ params, query, body, note }) =>
      inTurn(async () => {
        noteFullSettings(query.resolve_full_preference_settings, note);
        const data = ports.data();
        const identification = createIdentification(data, note);
        identification.tenant(params.id, body, 'body');
        await data.putAll(identification.records());
        const stored = data.tenant(params.id) ?? { id: params.id, properties: {} };
        noteKeptAsSecrets(body, stored, note);
        return tenantJson(stored, data);
      }),
  );
  offer(app, { method: 'delete', path, summary: 'Delete a tenant', params: one, errors: [404] }, ({ params }) =>
    inTurn(async () => {
      const data = ports.data();
      if (data.tenant(params.id) === null) throw unknown(params.id);
      await data.removeTenants([params.id]);
    }),
  );
}

function* withIdAndName(
  tenants: Iterable<TenantRecord>,
  id: string | undefined,
  name: string | undefined,
): Generator<TenantRecord> {
  for (const tenant of tenants) {
    if (id !== undefined && tenant.id !== id) continue;
    if (name !== undefined && tenant.properties.name !== name) continue;
    yield tenant;
  }
}

function noteFullSettings(wanted: 'true' | 'false' | undefined, note: (sentence: string) => void): void {
  if (wanted !== 'true') return;
  note('"resolve_full_preference_settings" has no effect: Hookbench keeps no preferences.');
}
