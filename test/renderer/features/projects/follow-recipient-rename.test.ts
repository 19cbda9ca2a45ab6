import { beforeEach, describe, expect, it } from 'vitest';
import type { EngineClient, RecipientRename } from '../../../../core/contract/index.ts';
import { followRename } from '../../../../renderer/features/projects/follow-rename.ts';
import {
  formIdentity,
  keepUnfit,
  typedInto,
  unsavedForms,
} from '../../../../renderer/features/projects/unsaved-forms.ts';
import { type App, createApp } from '../../../../renderer/stores/app.ts';
import { type Loaded, webhooksId } from '../../../../renderer/stores/data.ts';

const environment = 'development';
const engine = { on: () => () => {} } as unknown as EngineClient;
const row = (collection: string, id: string) =>
  ({ object: { collection, id, properties: {} }, name: id, subscription: null }) as never;
const ready = <R>(...rows: R[]): Loaded<R> => ({ rows, status: 'ready', error: null });
const rename = (collection: string, from: string, to: string): RecipientRename => ({
  kind: 'recipient',
  environment,
  collection,
  from,
  to,
});

let app: App;
beforeEach(() => {
  app = createApp(engine, () => Promise.resolve('window'));
  app.openTab({ kind: 'project', key: 'acme' });
  app.session.setState({ tabState: { 'project:acme': { webhook: 'hook' } } });
  app.data.store.setState({
    projects: { [environment]: ready(row('projects', 'acme'), row('projects', 'globex')) },
    webhooks: { [webhooksId(environment, 'acme')]: ready(row('project_webhooks', 'hook')) },
  });
});

const ids = (loaded: Loaded<{ object: { id: string } }> | undefined) => loaded?.rows.map(({ object }) => object.id);

describe('a window', () => {
  it('goes on with a project that has another id: tab, row and list of webhooks', () => {
    const given = rename('projects', 'acme', 'acme-inc');
    app.data.rename(given);
    followRename(app, given);
    const { tabs, tabState, activeTabId } = app.session.getState();
    expect([tabs.map(({ id }) => id), activeTabId]).toEqual([['project:acme-inc'], 'project:acme-inc']);
    expect(tabState['project:acme-inc']).toEqual({ webhook: 'hook' });
    const { projects, webhooks } = app.data.store.getState();
    expect(ids(projects[environment])).toEqual(['acme-inc', 'globex']);
    expect(Object.keys(webhooks)).toEqual(['development/acme-inc']);
  });

  it('goes on with a webhook: it stays chosen, in the same form, with what was typed', () => {
    unsavedForms(app).keys.set('development/hook', 'typed');
    keepUnfit(app, 'development/hook', { url: 'htp:' });
    const before = formIdentity(app, 'development/hook');
    const given = rename('project_webhooks', 'hook', 'production');
    app.data.rename(given);
    followRename(app, given);
    expect(app.session.getState().tabState['project:acme']).toEqual({ webhook: 'production' });
    expect(ids(app.data.store.getState().webhooks['development/acme'])).toEqual(['production']);
    expect(formIdentity(app, 'development/production')).toBe(before);
    expect([...unsavedForms(app).keys]).toEqual([['development/production', 'typed']]);
    expect(typedInto(app, 'development/production')).toEqual({ url: 'htp:' });
    expect(typedInto(app, 'development/hook')).toBeNull();
  });

  it('gives a later webhook with the id from before a form of its own', () => {
    const before = formIdentity(app, 'development/hook');
    followRename(app, rename('project_webhooks', 'hook', 'production'));
    expect(formIdentity(app, 'development/hook')).not.toBe(before);
  });

  it('leaves alone what has the same id in another collection or environment', () => {
    for (const given of [
      rename('other', 'acme', 'x'),
      rename('other', 'hook', 'x'),
      { ...rename('projects', 'acme', 'x'), environment: 'staging' },
    ]) {
      app.data.rename(given);
      followRename(app, given);
    }
    expect(app.session.getState().tabs.map(({ id }) => id)).toEqual(['project:acme']);
    expect(app.session.getState().tabState['project:acme']).toEqual({ webhook: 'hook' });
    expect(ids(app.data.store.getState().projects[environment])).toEqual(['acme', 'globex']);
  });
});
