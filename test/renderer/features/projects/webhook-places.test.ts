import { expect, test } from 'vitest';
import { findWebhookPlaces } from '../../../../renderer/features/projects/webhook-places.ts';
import type { App } from '../../../../renderer/stores/app.ts';
import { createDocumentsStore } from '../../../../renderer/stores/documents.ts';

const hook = {
  collection: 'project_webhooks',
  id: 'hook-400',
  properties: { name: 'Hook 0400', url: 'https://acme.dev/in' },
};
const asked: unknown[] = [];
const answers: Record<string, unknown> = {
  'objects.list': { entries: [hook], after: null, total: 1 },
  'subscriptions.list': ['projects/acme', 'teams/blue', 'projects/globex'].map((text) => {
    const [collection = '', id = ''] = text.split('/');
    return { object: { collection, id }, recipient: { collection: hook.collection, id: hook.id }, properties: null };
  }),
};
const opened: unknown[] = [];
// Of the stores and the engine only what the search asks.
const app = {
  documents: createDocumentsStore(),
  session: { getState: () => ({ environment: 'development' }), setState: () => undefined },
  data: {
    store: { getState: () => ({ projects: { development: { rows: [{ object: { id: 'acme' }, name: 'Acme' }] } } }) },
  },
  engine: {
    call: async (name: string, input: unknown) => {
      asked.push([name, input]);
      return answers[name];
    },
  },
  openTab: (tab: unknown) => opened.push(tab),
} as unknown as App;

test('a webhook of a project that nobody has opened yet is found, in each of its projects', async () => {
  const places = await findWebhookPlaces(app, ' hook 04 ');
  expect(asked[0]).toEqual([
    'objects.list',
    { environment: 'development', collection: 'project_webhooks', search: 'hook 04', after: null, limit: 20 },
  ]);
  expect(places.map(({ id, title, detail }) => [id, title, detail])).toEqual([
    ['webhook:acme/hook-400', 'Hook 0400', 'Acme'],
    ['webhook:globex/hook-400', 'Hook 0400', 'globex'],
  ]);
  places[1]?.run();
  expect(opened).toEqual([{ kind: 'project', key: 'globex' }]);
});

test('nothing is looked for before anything is typed', async () => {
  asked.length = 0;
  expect(await findWebhookPlaces(app, ' ')).toEqual([]);
  expect(asked).toEqual([]);
});
