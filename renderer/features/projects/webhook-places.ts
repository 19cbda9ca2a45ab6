import { Webhook } from 'lucide-react';
import type { ObjectRecord } from '../../../core/contract/index.ts';
import type { PaletteEntry } from '../../commands/palette-entry.ts';
import type { App } from '../../stores/app.ts';
import { projects as words } from '../../strings/projects.ts';
import { collectionsOf } from './collections.ts';

const shownLimit = 20;

/** The webhook in its project, as something to go to. */
export function webhookPlace(app: App, webhook: ObjectRecord, project: { id: string; name: string }): PaletteEntry {
  const { id, properties } = webhook;
  const url = typeof properties.url === 'string' ? properties.url : '';
  return {
    id: `webhook:${project.id}/${id}`,
    title: String(properties.name ?? id),
    detail: project.name,
    keywords: `${id} ${url}`,
    group: words.webhooks,
    icon: Webhook,
    view: 'projects',
    run: () => {
      const tab = `project:${project.id}`;
      app.session.setState((state) => ({
        isRightPaneOpen: true,
        tabState: { ...state.tabState, [tab]: { ...state.tabState[tab], webhook: id } },
      }));
      app.openTab({ kind: 'project', key: project.id });
    },
  };
}

/** Webhooks whose id, name or URL has the text, once for each of their projects: also those that no list has read yet. */
export async function findWebhookPlaces(app: App, typed: string): Promise<PaletteEntry[]> {
  const search = typed.trim();
  if (search === '') return [];
  const { environment } = app.session.getState();
  const collections = collectionsOf(app);
  const { entries } = await app.engine.call('objects.list', {
    environment,
    collection: collections.webhooks,
    search,
    after: null,
    limit: shownLimit,
  });
  const names = new Map(
    (app.data.store.getState().projects[environment]?.rows ?? []).map(({ object, name }) => [object.id, name]),
  );
  const places = await Promise.all(
    entries.map(async (webhook) => {
      const recipient = { collection: webhook.collection, id: webhook.id };
      const subscriptions = await app.engine.call('subscriptions.list', { environment, recipient });
      return subscriptions
        .filter(({ object }) => object.collection === collections.projects)
        .map(({ object }) => webhookPlace(app, webhook, { id: object.id, name: names.get(object.id) ?? object.id }));
    }),
  );
  return places.flat();
}
