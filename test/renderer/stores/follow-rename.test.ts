import { expect, test } from 'vitest';
import type { DocumentRename, EngineClient, EventPayload, RunRecord } from '../../../core/contract/index.ts';
import { features } from '../../../renderer/features/feature-registry.ts';
import { keepUnfit, typedInto, unsavedForms } from '../../../renderer/features/projects/unsaved-forms.ts';
import { typedSecrets } from '../../../renderer/features/settings/typed-secrets.ts';
import { createApp } from '../../../renderer/stores/app.ts';
import { moveEntries } from '../../../renderer/stores/follow-rename.ts';
import { applyRun } from '../../../renderer/stores/runs.ts';
import { openTab } from '../../../renderer/stores/session.ts';

const rename: DocumentRename = { kind: 'environment', from: 'development', to: 'staging' };

/** The engine at the edge: what it tells is told by the test. */
function createHeardApp() {
  const heard = new Map<string, (payload: never) => void>();
  const engine = {
    on(name: string, listener: (payload: never) => void) {
      heard.set(name, listener);
      return () => {};
    },
  } as unknown as EngineClient;
  const app = createApp(engine, () => Promise.resolve('window'));
  for (const { onRenamed } of features) if (onRenamed) app.onRenamed((event) => onRenamed(app, event));
  return {
    app,
    tellRenamed: (event: EventPayload<'documents.renamed'>) => heard.get('documents.renamed')?.(event as never),
  };
}

test('a window goes on with an environment whose key was changed in another one', () => {
  const { app, tellRenamed } = createHeardApp();
  app.openTab({ kind: 'environment', key: 'development' });
  app.session.setState((state) => ({
    ...openTab(state, { kind: 'project', key: 'acme' }),
    tabState: { 'project:acme': { 'development/object:x': '{', webhook: 'one' } },
  }));
  app.runs.setState((state) =>
    applyRun(state, { id: 'r', number: 1, trigger: { environment: 'development' } } as RunRecord),
  );
  unsavedForms(app).keys.set('development/hook', 'typed-key');
  keepUnfit(app, 'development/hook', { url: 'htp:' });
  typedSecrets(app).set('development/token', 'typed-token');

  tellRenamed(rename);
  const { environment, tabs, tabState } = app.session.getState();
  expect(environment).toBe('staging');
  expect(tabs.map(({ id }) => id)).toEqual(['environment:staging', 'project:acme']);
  expect(tabState['project:acme']).toEqual({ 'staging/object:x': '{', webhook: 'one' });
  expect(app.runs.getState().byId.r?.trigger.environment).toBe('staging');
  expect([...unsavedForms(app).keys]).toEqual([['staging/hook', 'typed-key']]);
  expect(typedInto(app, 'staging/hook')).toEqual({ url: 'htp:' });
  expect(typedInto(app, 'development/hook')).toBeNull();
  expect([...typedSecrets(app)]).toEqual([['staging/token', 'typed-token']]);
});

test('tabs of any other kind follow too, and only those of the renamed document', () => {
  const { app, tellRenamed } = createHeardApp();
  for (const key of ['a', 'b']) app.openTab({ kind: 'channel', key });
  tellRenamed({ kind: 'channel', from: 'a', to: 'z' });
  tellRenamed({ kind: 'workflow', from: 'b', to: 'y' });
  expect(app.session.getState().tabs.map(({ id }) => id)).toEqual(['channel:z', 'channel:b']);
});

test('entries move by the whole first part of their name', () => {
  const entries = new Map([
    ['dev/a', 1],
    ['dev-2/a', 2],
  ]);
  moveEntries(entries, 'dev', 'test');
  expect(Object.fromEntries(entries)).toEqual({ 'test/a': 1, 'dev-2/a': 2 });
});
