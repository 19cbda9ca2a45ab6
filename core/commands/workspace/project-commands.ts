import type { CommandHandlers } from '../../contract/commands.ts';
import { CommandError } from '../../contract/errors.ts';
import {
  type ObjectRecord,
  type ObjectReference,
  type SubscriptionRecord,
  sentRecord,
  withEveryNumberGiven,
} from '../../model/index.ts';
import type { EnvironmentData } from '../../workspace/index.ts';
import type { EngineContext } from '../engine-context.ts';
import { endKeyRotation, rotateSigningKey, storeSigningKey } from '../secrets/webhook-signing-key.ts';

type Names = 'projects.list' | 'webhooks.list' | 'webhooks.put' | 'webhooks.rotateKey' | 'webhooks.endKeyRotation';

/** The face over plain objects and subscriptions: which collections it covers is a setting of the workspace. */
export function createProjectCommands(context: EngineContext): Pick<CommandHandlers, Names> {
  const { workspace } = context;
  return {
    'projects.list'({ environment }) {
      const data = workspace.data(environment);
      const { projectCollection, webhookCollection } = workspace.settings();
      return Array.from(data.objects(projectCollection), (object) => ({
        object: sentRecord(object),
        name: typeof object.properties.name === 'string' ? object.properties.name : object.id,
        webhookCount: countOf(webhooksOf(data, object, webhookCollection)),
      }));
    },
    'webhooks.list'({ environment, projectId }) {
      const data = workspace.data(environment);
      const { projectCollection, webhookCollection } = workspace.settings();
      const project = { collection: projectCollection, id: projectId };
      return Array.from(webhooksOf(data, project, webhookCollection), ({ webhook, subscription }) => ({
        object: sentRecord(data.object(webhook) ?? { ...webhook, properties: {} }),
        subscription: sentRecord(subscription),
      }));
    },
    async 'webhooks.put'({ environment, projectId, webhook, signingKey }) {
      const data = workspace.data(environment);
      const { projectCollection, webhookCollection } = workspace.settings();
      if (webhook.collection !== webhookCollection) {
        throw new CommandError('invalid-input', `Webhooks of this workspace are kept in "${webhookCollection}".`, {
          field: 'webhook.collection',
        });
      }
      const project = { collection: projectCollection, id: projectId };
      if (data.object(project) === null) {
        throw new CommandError('not-found', `There is no project "${projectId}".`, { field: 'projectId' });
      }
      const reference = { collection: webhook.collection, id: webhook.id };
      const object = signingKey === null ? webhook : await storeSigningKey(context, environment, webhook, signingKey);
      const subscription = data.subscription(project, reference) ?? {
        object: project,
        recipient: reference,
        properties: null,
      };
      await data.putAll({ objects: [withEveryNumberGiven(object)], subscriptions: [subscription] });
      return { object: sentRecord(object), subscription: sentRecord(subscription) };
    },
    async 'webhooks.rotateKey'({ environment, webhook, ...rotation }) {
      const data = workspace.data(environment);
      const stored = storedWebhook(data, webhook);
      const { object, finish } = await rotateSigningKey(context, environment, stored, rotation);
      await data.putAll({ objects: [object], subscriptions: [] });
      await finish();
      return sentRecord(object);
    },
    async 'webhooks.endKeyRotation'({ environment, webhook, property }) {
      const data = workspace.data(environment);
      const { object, finish } = endKeyRotation(context, environment, storedWebhook(data, webhook), property);
      await data.putAll({ objects: [object], subscriptions: [] });
      await finish();
      return sentRecord(object);
    },
  };
}

function storedWebhook(data: EnvironmentData, webhook: ObjectReference): ObjectRecord {
  const stored = data.object(webhook);
  if (stored !== null) return stored;
  throw new CommandError('not-found', `There is no webhook "${webhook.id}".`, { field: 'webhook' });
}

function* webhooksOf(
  data: EnvironmentData,
  project: ObjectReference,
  webhookCollection: string,
): Generator<{ webhook: ObjectReference; subscription: SubscriptionRecord }> {
  const reference = { collection: project.collection, id: project.id };
  for (const subscription of data.subscribersOf(reference)) {
    const { recipient } = subscription;
    if (typeof recipient === 'string' || recipient.collection !== webhookCollection) continue;
    yield { webhook: recipient, subscription };
  }
}

function countOf(items: Iterable<unknown>): number {
  let count = 0;
  for (const _ of items) count += 1;
  return count;
}
