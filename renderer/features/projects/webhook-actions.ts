import {
  type CommandOutput,
  exactProperties,
  mergeExact,
  type ObjectRecord,
  omitExact,
  withProperties,
} from '../../../core/contract/index.ts';
import type { App } from '../../stores/app.ts';
import { attempt } from '../../stores/attempt.ts';
import type { WebhookRow } from '../../stores/data.ts';
import { selectDocuments } from '../../stores/documents.ts';
import { projects as words } from '../../strings/projects.ts';
import { ui } from '../../strings/ui.ts';
import { focusWhenShown } from '../../ui/focus-when-shown.ts';
import { freeObjectId } from '../recipient-id.ts';
import { collectionsOf } from './collections.ts';
import { addProject } from './project-actions.ts';
import { generateSigningKey, signingKeyProperty } from './webhook-model.ts';

export interface WebhookPlace {
  environment: string;
  projectId: string;
}

export function nameOfWebhook(object: ObjectRecord): string {
  const { name } = object.properties;
  return typeof name === 'string' && name !== '' ? name : object.id;
}

/** Of a webhook's row, in whichever list it is. */
export function webhookRowId(projectId: string, webhookId: string): string {
  return `webhook:${projectId}/${webhookId}`;
}

/** Adds a webhook (the properties given, with a new signing key) and selects it. */
export function addWebhook(app: App, projectId: string, properties: ObjectRecord['properties'] = {}): Promise<void> {
  return attempt(app, async () => {
    const { environment } = app.session.getState();
    const { webhooks: collection, eventTypesProperty } = collectionsOf(app);
    const name = typeof properties.name === 'string' ? properties.name : words.newWebhook;
    const id = await freeObjectId(app, environment, { collection, name, fallback: 'webhook' });
    const unset = { url: '', [eventTypesProperty]: [], enabled: true };
    const webhook: ObjectRecord = withProperties(
      { collection, id, properties: {} },
      mergeExact(unset, properties, { name }),
    );
    const signingKey = { property: signingKeyProperty, value: generateSigningKey() };
    let stored = webhook;
    let isFirst = true;
    await app.history.perform({
      label: words.addLabel(name),
      redo: async () => {
        // Done again, it refers to the secret that was stored the first time.
        const row = await app.engine.call('webhooks.put', {
          environment,
          projectId,
          webhook: stored,
          signingKey: isFirst ? signingKey : null,
        });
        stored = row.object;
        isFirst = false;
      },
      undo: async () => void (await app.engine.call('objects.remove', { environment, objects: [{ collection, id }] })),
    });
    selectWebhook(app, projectId, id);
    focusWhenShown(`[data-webhook=${JSON.stringify(id)}] input[type="text"]`);
  });
}

export function duplicateWebhook(app: App, projectId: string, row: WebhookRow): Promise<void> {
  const properties = omitExact(exactProperties(row.object), new Set([signingKeyProperty]));
  return addWebhook(app, projectId, mergeExact(properties, { name: words.copyName(nameOfWebhook(row.object)) }));
}

export function removeWebhook(app: App, projectId: string, row: WebhookRow): Promise<void> {
  return attempt(
    app,
    async () => {
      const { environment } = app.session.getState();
      const name = nameOfWebhook(row.object);
      const { collection, id } = row.object;
      let snapshot: CommandOutput<'objects.remove'> | null = null;
      await app.history.perform({
        label: words.deleteLabel(name),
        redo: async () => {
          snapshot = await app.engine.call('objects.remove', { environment, objects: [{ collection, id }] });
        },
        undo: async () => {
          if (snapshot !== null) await app.engine.call('data.restore', { environment, snapshot });
        },
      });
      app.toast(words.webhookDeleted(name), { label: ui.undo, run: () => void app.history.undo() });
    },
    webhookRowId(projectId, row.object.id),
  );
}

/** Stores a webhook, and a key for it unless that is null; gives it as it is stored. */
export async function putWebhook(
  app: App,
  { environment, projectId }: WebhookPlace,
  webhook: ObjectRecord,
  key: string | null,
): Promise<ObjectRecord> {
  const signingKey = key === null ? null : { property: signingKeyProperty, value: key };
  return (await app.engine.call('webhooks.put', { environment, projectId, webhook, signingKey })).object;
}

/** Saves an edited webhook; edits that follow each other closely are undone together. Rejects when it is refused. */
export async function saveWebhook(
  app: App,
  place: WebhookPlace,
  before: ObjectRecord,
  after: ObjectRecord,
): Promise<void> {
  const put = async (webhook: ObjectRecord): Promise<void> => void (await putWebhook(app, place, webhook, null));
  await put(after);
  app.history.record({
    label: words.editLabel(nameOfWebhook(after)),
    mergeKey: `webhook:${place.environment}/${before.id}`,
    undo: () => put(before),
    redo: () => put(after),
  });
}

export function selectWebhook(app: App, projectId: string, webhookId: string): void {
  const tab = `project:${projectId}`;
  app.session.setState((state) => ({
    isRightPaneOpen: true,
    tabState: { ...state.tabState, [tab]: { ...state.tabState[tab], webhook: webhookId } },
  }));
}

/** "Show me one": a project with one webhook, to look at and to change. */
export async function addExampleProject(app: App): Promise<void> {
  const projectId = await addProject(app, words.example.project);
  if (projectId !== null) await addExampleWebhook(app, projectId);
}

/** Subscribed to every event type there is, so that a run reaches it. */
export function addExampleWebhook(app: App, projectId: string): Promise<void> {
  const eventTypes = selectDocuments(app.documents.getState(), 'event-type').map(({ key }) => key);
  return addWebhook(app, projectId, {
    name: words.example.webhook,
    url: words.example.url,
    [collectionsOf(app).eventTypesProperty]: eventTypes,
  });
}
