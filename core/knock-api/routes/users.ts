import { z } from '@hono/zod-openapi';
import { missing } from '../api-error.ts';
import { userJson } from '../entity-json.ts';
import { createIdentification, noteKeptAsSecrets } from '../identify.ts';
import { pageJson, pageOf, pageQueryShape } from '../paging.ts';
import { offer } from '../route.ts';
import { entriesOf, nameSchema, propertiesSchema, userSchema } from '../schemas.ts';
import { includeSchema, noteInclude } from './include.ts';
import type { Offering } from './offering.ts';

const one = z.object({ user_id: nameSchema });
const path = '/v1/users/{user_id}';

export function offerUsers({ app, ports, inTurn }: Offering): void {
  const unknown = (id: string) => missing(`There is no user "${id}" in the environment "${ports.environment}".`);

  offer(
    app,
    {
      method: 'get',
      path: '/v1/users',
      summary: 'List users',
      params: z.object({}),
      query: z.strictObject({ ...pageQueryShape, include: includeSchema }),
      answer: entriesOf(userSchema),
    },
    ({ query, note }) => {
      noteInclude(query.include, note);
      const data = ports.data();
      const page = pageOf('users', data.users, ({ id }) => id, query);
      return pageJson('entries', page, (user) => userJson(user, data));
    },
  );
  offer(
    app,
    { method: 'get', path, summary: 'Get a user', params: one, answer: userSchema, errors: [404] },
    ({ params }) => {
      const data = ports.data();
      const user = data.user(params.user_id);
      if (user === null) throw unknown(params.user_id);
      return userJson(user, data);
    },
  );
  offer(
    app,
    { method: 'put', path, summary: 'Identify a user', params: one, body: propertiesSchema, answer: userSchema },
    ({ params, body, note }) =>
      inTurn(async () => {
        const data = ports.data();
        const identification = createIdentification(data, note);
        identification.user(params.user_id, body, 'body');
        await data.putAll(identification.records());
        const stored = data.user(params.user_id) ?? { id: params.user_id, properties: {} };
        noteKeptAsSecrets(body, stored, note);
        return userJson(stored, data);
      }),
  );
  offer(
    app,
    {
      method: 'delete',
      path,
      summary: 'Delete a user',
      description: 'With all of its subscriptions.',
      params: one,
      errors: [404],
    },
    ({ params }) =>
      inTurn(async () => {
        const data = ports.data();
        if (data.user(params.user_id) === null) throw unknown(params.user_id);
        await data.removeUsers([params.user_id]);
      }),
  );
}
