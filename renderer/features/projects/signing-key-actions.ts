import { exactProperties, type ObjectRecord, omitExact, withProperties } from '../../../core/contract/index.ts';
import type { App } from '../../stores/app.ts';
import { selectDocument } from '../../stores/documents.ts';
import { projects as words } from '../../strings/projects.ts';
import { previousKeyProperty } from './key-rotation.ts';
import { nameOfWebhook, putWebhook, type WebhookPlace } from './webhook-actions.ts';
import { referenceOf, signingKeyProperty } from './webhook-model.ts';

/** The key a webhook has now, read from the variables or the secrets when it refers to them; null = it has none there. */
export function readSigningKey(app: App, environment: string, object: ObjectRecord): Promise<string | null> {
  return readKey(app, environment, object.properties[signingKeyProperty]);
}

async function readKey(app: App, environment: string, key: unknown): Promise<string | null> {
  const reference = referenceOf(key);
  if (reference === null) return typeof key === 'string' ? key : '';
  const variable = selectDocument(app.documents.getState(), 'environment', environment)?.value.variables[reference];
  if (variable !== undefined) return variable;
  return (await app.engine.call('secrets.reveal', { environment, name: reference })).value;
}

/** Gives a stored webhook another key, whatever else is being typed into its form. Rejects when it is refused. */
export async function saveSigningKey(
  app: App,
  place: WebhookPlace,
  before: ObjectRecord,
  key: string,
): Promise<ObjectRecord> {
  const keyBefore = await readSigningKey(app, place.environment, before);
  const stored = await putWebhook(app, place, before, key);
  const reference = before.properties[signingKeyProperty];
  // Under the same name the old value is gone from the secrets: to take the change back is to store it again.
  const isReplaced = referenceOf(reference) !== null && reference === stored.properties[signingKeyProperty];
  app.history.record({
    label: words.keyLabel(nameOfWebhook(before)),
    undo: async () => void (await putWebhook(app, place, before, isReplaced ? keyBefore : null)),
    redo: async () => void (await putWebhook(app, place, stored, key)),
  });
  return stored;
}

/** Takes away the key that a rotation kept beside the new one. Rejects when it is refused; undo brings it back. */
export async function endKeyRotation(app: App, place: WebhookPlace, before: ObjectRecord): Promise<void> {
  const { environment, projectId } = place;
  const { collection, id } = before;
  const previous = before.properties[previousKeyProperty];
  const value = await readKey(app, environment, previous);
  await app.history.perform({
    label: words.endRotationLabel(nameOfWebhook(before)),
    redo: async () =>
      void (await app.engine.call('webhooks.endKeyRotation', {
        environment,
        webhook: { collection, id },
        property: signingKeyProperty,
      })),
    undo: async () => {
      // Its secret is gone with it, so it is stored again; a reference that somebody else gave it is still good.
      const signingKey = value === null ? null : { property: previousKeyProperty, value };
      const properties = omitExact(exactProperties(before), new Set(value === null ? [] : [previousKeyProperty]));
      const webhook = withProperties(before, properties);
      await app.engine.call('webhooks.put', { environment, projectId, webhook, signingKey });
    },
  });
}
