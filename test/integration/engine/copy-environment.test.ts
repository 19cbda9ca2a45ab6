import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type EngineFixture, openExampleEngine } from '../../support/engine-fixture.ts';

let fixture: EngineFixture;
beforeEach(async () => {
  fixture = await openExampleEngine();
});
afterEach(() => fixture.close());

const value = { name: 'Staging', variables: { region: 'eu' }, secrets: ['api_token'] };
const copy = () => fixture.client.call('environments.copy', { from: 'development', to: 'staging', value });
const projectsOf = (environment: string) => fixture.client.call('projects.list', { environment });
const fileOf = (environment: string, file: string) =>
  readFile(join(fixture.workspacePath, 'data', environment, file), 'utf8');

test('a copy has the data of the original, digit by digit, and goes its own way', async () => {
  const { client } = fixture;
  const object = { collection: 'fees', id: 'f', properties: { fee: 1.1 }, propertiesText: '{"fee": 1.10}' };
  await client.call('objects.put', { environment: 'development', object });
  await client.call('secrets.set', { environment: 'development', name: 'api_token', value: 'never-copied' });
  await copy();
  for (const file of ['users.json', 'subscriptions.json', 'objects/project_webhooks.json', 'objects/fees.json']) {
    expect(await fileOf('staging', file)).toBe(await fileOf('development', file));
  }
  expect(await fileOf('staging', 'objects/fees.json')).toContain('1.10');
  expect(await client.call('secrets.reveal', { environment: 'staging', name: 'api_token' })).toEqual({ value: null });
  await client.call('objects.remove', { environment: 'staging', objects: [{ collection: 'projects', id: 'acme' }] });
  expect((await projectsOf('development')).map(({ name }) => name)).toContain('Acme');
});

test('a key that is taken is refused, and an original that is not there is named', async () => {
  await copy();
  await expect(copy()).rejects.toMatchObject({ code: 'conflict', field: 'to' });
  await expect(fixture.client.call('environments.copy', { from: 'nowhere', to: 'other', value })).rejects.toMatchObject(
    { code: 'not-found', field: 'from' },
  );
});

test('removed again it leaves nothing that a later one would find', async () => {
  await copy();
  await fixture.client.call('environments.remove', { environment: 'staging' });
  const documents = await fixture.client.call('documents.list', {});
  expect(documents.some(({ kind, key }) => kind === 'environment' && key === 'staging')).toBe(false);
  await copy();
  expect((await projectsOf('staging')).length).toBe((await projectsOf('development')).length);
});
