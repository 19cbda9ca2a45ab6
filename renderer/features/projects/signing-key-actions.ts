import type { ObjectRecord } from '../../../core/contract/index.ts';
import type { App } from '../../stores/app.ts';
import { selectDocument } from '../../stores/documents.ts';
import { projects as words } from '../../strings/projects.ts';
import { nameOfWebhook, putWebhook, type WebhookPlace } from './webhook-actions.ts';
import { referenceOf, signingKeyProperty } from './webhook-model.ts';

/** The key a webhook has now, read from the variables or the secrets when it refers to them; null = it has none there. */
export async function readSigningKey(app: App, environment: string, object: ObjectRecord): Promise<string | null> {
  const key = object.properties[signingKeyProperty];
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
