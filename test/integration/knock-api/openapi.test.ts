import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type KnockApiFixture, openKnockApi } from '../../support/knock-api-fixture.ts';

let fixture: KnockApiFixture;
beforeAll(async () => {
  fixture = await openKnockApi();
});
afterAll(() => fixture.close());

test('the calls that are offered are described by a document that is valid and needs no key', async () => {
  const answer = await fetch(`${fixture.baseUrl}/openapi.json`);
  const document = (await answer.json()) as Record<string, unknown> & { paths: Record<string, object> };
  expect(await new Validator().validate(structuredClone(document))).toMatchObject({ valid: true });
  expect(document).toMatchObject({ openapi: '3.1.0', servers: [{ url: fixture.baseUrl }] });
  const calls = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  );
  expect(calls.toSorted()).toEqual([
    'delete /v1/objects/{collection}/{id}',
    'delete /v1/objects/{collection}/{object_id}/subscriptions',
    'delete /v1/tenants/{id}',
    'delete /v1/users/{user_id}',
    'get /v1/bulk_operations/{id}',
    'get /v1/messages',
    'get /v1/messages/batch/content',
    'get /v1/messages/{message_id}',
    'get /v1/messages/{message_id}/activities',
    'get /v1/messages/{message_id}/content',
    'get /v1/messages/{message_id}/delivery_logs',
    'get /v1/messages/{message_id}/events',
    'get /v1/objects/{collection}',
    'get /v1/objects/{collection}/{id}',
    'get /v1/objects/{collection}/{id}/messages',
    'get /v1/objects/{collection}/{object_id}/subscriptions',
    'get /v1/tenants',
    'get /v1/tenants/{id}',
    'get /v1/users',
    'get /v1/users/{user_id}',
    'get /v1/users/{user_id}/messages',
    'get /v1/users/{user_id}/subscriptions',
    'get /v1/workflow_recipient_runs',
    'get /v1/workflow_recipient_runs/{id}',
    'post /v1/objects/{collection}/bulk/delete',
    'post /v1/objects/{collection}/bulk/set',
    'post /v1/objects/{collection}/bulk/subscriptions/add',
    'post /v1/objects/{collection}/bulk/subscriptions/delete',
    'post /v1/objects/{collection}/{object_id}/subscriptions',
    'post /v1/tenants/bulk/delete',
    'post /v1/tenants/bulk/set',
    'post /v1/users/bulk/delete',
    'post /v1/users/bulk/identify',
    'post /v1/workflows/{key}/cancel',
    'post /v1/workflows/{key}/trigger',
    'put /v1/objects/{collection}/{id}',
    'put /v1/tenants/{id}',
    'put /v1/users/{user_id}',
  ]);
});
