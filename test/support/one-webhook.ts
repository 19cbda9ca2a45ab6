import type { EngineClient } from '../../core/contract/index.ts';

const project = { collection: 'projects', id: 'one' };

/** In place of the environment's data: one project with one webhook, which takes the example's task events. */
export async function putOneWebhook(
  client: EngineClient,
  environment: string,
  properties: Record<string, string>,
  id = 'only',
): Promise<void> {
  const webhook = { collection: 'project_webhooks', id };
  await client.call('data.restore', {
    environment,
    snapshot: {
      objects: [
        { ...project, properties: { name: 'One' } },
        { ...webhook, properties: { name: 'Only hook', event_types: ['task.completed'], ...properties } },
      ],
      users: [],
      tenants: [],
      subscriptions: [{ object: project, recipient: webhook, properties: null }],
    },
  });
}
