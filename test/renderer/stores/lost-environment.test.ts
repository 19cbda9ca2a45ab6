import { expect, it } from 'vitest';
import type { StoredDocument } from '../../../core/contract/index.ts';
import { sessionVersion } from '../../../renderer/stores/saved-session.ts';
import { frame } from '../../../renderer/strings/frame.ts';
import { windowOf } from './window-of.ts';

const environment = (key: string, name: string): StoredDocument => ({
  kind: 'environment',
  key,
  revision: 1,
  value: { name, variables: {}, secrets: [] },
});
const development = environment('development', 'Development');
const staging = environment('staging', 'Acme staging');

const saved = { version: sessionVersion, environment: 'staging' };

it('an environment that went while the window was not connected is told of like one that goes before its eyes', async () => {
  const { app, lose, said } = windowOf([development, staging], saved);
  await app.load();
  expect(said()).toEqual([]);
  lose([development]);
  await app.load();
  expect(app.session.getState().environment).toBe('development');
  expect(said()).toEqual([frame.environmentDeleted('Acme staging')]);
  app.dispose();
});

it('so is one that went while the window was closed, by its key', async () => {
  const { app, said } = windowOf([development], saved);
  await app.load();
  expect(app.session.getState().environment).toBe('development');
  expect(said()).toEqual([frame.environmentDeleted('staging')]);
  app.dispose();
});

it('one that was given another key meanwhile is not lost', async () => {
  const { app, lose, said } = windowOf([development, staging], saved);
  await app.load();
  lose([development, environment('stage', 'Stage')], [{ kind: 'environment', from: 'staging', to: 'stage' }]);
  await app.load();
  expect(app.session.getState().environment).toBe('stage');
  expect(said()).toEqual([]);
  app.dispose();
});

it('a window that nobody has used yet begins with one that is there, and says nothing', async () => {
  const { app, said } = windowOf([staging], null);
  await app.load();
  expect(app.session.getState().environment).toBe('staging');
  expect(said()).toEqual([]);
  app.dispose();
});
