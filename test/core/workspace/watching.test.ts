import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { channel, environment, makeWorkspaceFolder, open, put } from './workspace-fixture.ts';

test('an edit made outside is taken in and told', async () => {
  const path = await makeWorkspaceFolder();
  const { workspace, changes, until } = await open(path, { watch: true });
  await put(path, 'environments/development.json', { ...environment, name: 'Outside' });
  const change = await until(() => changes[0]);
  expect(change).toMatchObject({ subject: 'document', kind: 'environment', key: 'development', origin: 'disk' });
  expect(workspace.get('environment', 'development')).toMatchObject({ revision: 2, value: { name: 'Outside' } });
});

test('an edit by rename, as many editors save, is noticed', async () => {
  const path = await makeWorkspaceFolder();
  const { workspace, changes, until } = await open(path, { watch: true });
  await put(path, 'environments/development.json~', { ...environment, name: 'Renamed in' });
  await rename(join(path, 'environments/development.json~'), join(path, 'environments/development.json'));
  await until(() => changes[0]);
  expect(workspace.get('environment', 'development')?.value.name).toBe('Renamed in');
});

test('documents in folders that did not exist before are noticed, and their texts too', async () => {
  const path = await makeWorkspaceFolder();
  const { workspace, changes, until } = await open(path, { watch: true });
  const { body: _body, ...request } = channel.request;
  await mkdir(join(path, 'channels/hook'), { recursive: true });
  await writeFile(join(path, 'channels/hook/body.liquid'), 'one');
  await put(path, 'channels/hook/channel.json', { ...channel, request: { ...request, 'body@': 'body.liquid' } });
  await until(() => workspace.get('channel', 'hook')?.value.request.body === 'one');
  await writeFile(join(path, 'channels/hook/body.liquid'), 'two');
  await until(() => workspace.get('channel', 'hook')?.value.request.body === 'two');
  expect(changes.every((change) => change.origin === 'disk')).toBe(true);
});

test('a removed file removes the document', async () => {
  const path = await makeWorkspaceFolder({ 'channels/hook/channel.json': channel });
  const { workspace, changes, until } = await open(path, { watch: true });
  await rm(join(path, 'channels'), { recursive: true });
  const change = await until(() => changes[0]);
  expect(change).toMatchObject({ kind: 'channel', key: 'hook', document: null, origin: 'disk' });
  expect(workspace.get('channel', 'hook')).toBeNull();
});

test('a file that breaks is told as a problem, and as solved when it is whole again', async () => {
  const path = await makeWorkspaceFolder();
  const { workspace, problems, until } = await open(path, { watch: true });
  await put(path, 'environments/development.json', '{');
  await until(() => problems.at(-1)?.length === 1);
  expect(workspace.get('environment', 'development')?.value).toEqual(environment);
  await put(path, 'environments/development.json', environment);
  // A look at the folder while the file is being written finds another problem in between.
  await until(() => problems.at(-1)?.length === 0);
});

test('an edit of data is told for its environment', async () => {
  const path = await makeWorkspaceFolder({ 'data/development/users.json': { ada: { name: 'Ada' } } });
  const { workspace, changes, until } = await open(path, { watch: true });
  await put(path, 'data/development/users.json', { ada: { name: 'Ada Park' }, bob: {} });
  await until(() => changes[0]);
  expect(changes).toEqual([{ subject: 'data', environment: 'development', origin: 'disk' }]);
  expect([...workspace.data('development').users()].map(({ id }) => id)).toEqual(['ada', 'bob']);
});

test('own writes are not told as edits made outside', async () => {
  const path = await makeWorkspaceFolder();
  const { workspace, changes, until } = await open(path, { watch: true });
  await workspace.put('channel', 'hook', channel, null);
  await workspace.put('environment', 'development', { ...environment, name: 'Mine' }, null);
  await workspace.data('development').putUser({ id: 'ada', properties: {} });
  await workspace.remove('channel', 'hook');
  await workspace.rescan();
  // A real edit afterwards proves that the watch had its turn.
  await put(path, 'environments/staging.json', environment);
  await until(() => changes.some((change) => change.origin === 'disk'));
  expect(changes.filter((change) => change.origin === 'disk')).toMatchObject([{ kind: 'environment', key: 'staging' }]);
  expect(changes.filter((change) => change.origin === 'command')).toHaveLength(4);
});

test('two workspaces on one folder see each other', async () => {
  const path = await makeWorkspaceFolder();
  const first = await open(path, { watch: true });
  const second = await open(path, { watch: true });
  await first.workspace.put('environment', 'development', { ...environment, name: 'From the first' }, 1);
  await second.until(() => second.changes[0]);
  const seen = second.workspace.get('environment', 'development');
  expect(seen?.value.name).toBe('From the first');
  await second.workspace.put('environment', 'development', { ...environment, name: 'Answer' }, seen?.revision ?? null);
  await first.until(() => first.workspace.get('environment', 'development')?.value.name === 'Answer');
});

test('a folder that is replaced by another of the same name goes on being watched', async () => {
  const path = await makeWorkspaceFolder({ 'channels/hook/channel.json': channel });
  const { workspace, until } = await open(path, { watch: true });
  await put(path, 'other/channel.json', { ...channel, name: 'Replaced' });
  await rename(join(path, 'channels/hook'), join(path, 'away'));
  await rename(join(path, 'other'), join(path, 'channels/hook'));
  await until(() => workspace.get('channel', 'hook')?.value.name === 'Replaced');
  await put(path, 'channels/hook/channel.json', { ...channel, name: 'Edited' });
  await until(() => workspace.get('channel', 'hook')?.value.name === 'Edited');
  await rm(join(path, 'channels'), { recursive: true });
  await put(path, 'channels/hook/channel.json', { ...channel, name: 'Removed and made again' });
  await until(() => workspace.get('channel', 'hook')?.value.name === 'Removed and made again');
  await put(path, 'channels/hook/channel.json', { ...channel, name: 'Edited again' });
  await until(() => workspace.get('channel', 'hook')?.value.name === 'Edited again');
});

test('a workspace that was moved away and back is read again', async () => {
  const path = await makeWorkspaceFolder();
  const { workspace, problems, until } = await open(path, { watch: true });
  await rename(path, `${path}-away`);
  await until(() => problems.at(-1)?.length === 1);
  await put(`${path}-away`, 'environments/development.json', { ...environment, name: 'Changed elsewhere' });
  await rename(`${path}-away`, path);
  await until(() => problems.at(-1)?.length === 0);
  expect(workspace.get('environment', 'development')?.value.name).toBe('Changed elsewhere');
});
