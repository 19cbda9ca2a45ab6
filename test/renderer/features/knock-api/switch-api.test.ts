import { expect, test } from 'vitest';
import type { EngineClient, KnockApiSettings } from '../../../../core/contract/index.ts';
import { feature } from '../../../../renderer/features/knock-api/index.ts';
import { apiTab, switchOnOrShow } from '../../../../renderer/features/knock-api/switch-api.ts';
import { createApp } from '../../../../renderer/stores/app.ts';
import { tabId } from '../../../../renderer/stores/session.ts';

const id = tabId(apiTab);
const typed: KnockApiSettings = { port: 4000, environment: 'staging', clock: 'virtual' };

/** The engine at the edge: it notes what it is asked to start with. */
function appWith(memory: Record<string, unknown>) {
  const started: KnockApiSettings[] = [];
  const engine = {
    on: () => () => {},
    call: async (_name: string, settings: KnockApiSettings) => {
      started.push(settings);
      return { baseUrl: 'http://127.0.0.1:4000', settings };
    },
  } as unknown as EngineClient;
  const app = createApp(engine, () => Promise.resolve('window'));
  app.session.setState({ environment: 'development', tabState: { [id]: memory as never } });
  return { app, started };
}

test('the palette switches it on with what is typed in its tab, which is done with then', async () => {
  const { app, started } = appWith({ settings: typed, typedPort: null, section: 'calls' });
  await switchOnOrShow(app);
  expect(started).toEqual([typed]);
  expect(app.session.getState().activeTabId).toBe(id);
  expect(app.session.getState().tabState[id]).toEqual({ settings: null, typedPort: null, section: 'calls' });
});

test('a port that is none keeps it off: the tab shows the field, and nothing typed is lost', async () => {
  const typedPort = { text: '4000x', value: 4000 };
  const { app, started } = appWith({ settings: typed, typedPort, section: 'calls' });
  await switchOnOrShow(app);
  expect(started).toEqual([]);
  const [toast] = app.toasts.getState().toasts;
  expect(toast?.kind === 'failure' ? toast.error.message : null).toContain('Correct the port first');
  expect(app.session.getState().tabState[id]).toEqual({ settings: typed, typedPort, section: 'setUp' });
});

test('without anything typed it is as last time, else with the environment of the window', async () => {
  const { app, started } = appWith({});
  await switchOnOrShow(app);
  app.knockApi.setState({ baseUrl: null, settings: { port: 5000, environment: 'production', clock: 'real' } });
  await switchOnOrShow(app);
  expect(started.map(({ environment, port }) => [environment, port])).toEqual([
    ['development', 47_180],
    ['production', 5000],
  ]);
});

test('an environment that was chosen and is renamed stays chosen', () => {
  const { app } = appWith({ settings: typed });
  feature.onRenamed?.(app, { kind: 'environment', from: 'staging', to: 'acceptance' });
  expect(app.session.getState().tabState[id]?.settings).toEqual({ ...typed, environment: 'acceptance' });
});
