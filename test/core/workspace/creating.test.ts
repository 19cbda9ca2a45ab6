import { join } from 'node:path';
import { expect, test } from 'vitest';
import { copyWorkspace, createWorkspace } from '../../../core/workspace/index.ts';
import { filesWith, makeFolder, makeWorkspaceFolder, open, snapshot, systemError } from './workspace-fixture.ts';

test('a new workspace opens without problems and can be written', async () => {
  const path = join(await makeFolder(), 'new/workspace');
  await createWorkspace({ path, name: 'Mine' });
  const { workspace } = await open(path);
  expect(workspace.info()).toEqual({ name: 'Mine', path, readOnlyReason: null });
  expect(workspace.problems()).toEqual([]);
  expect(workspace.documents().map(({ kind, key }) => `${kind} ${key}`)).toEqual([
    'settings workspace',
    'environment development',
  ]);
  await workspace.data('development').putUser({ id: 'ada', properties: {} });
});

test('a folder with something in it is refused and left alone', async () => {
  const path = await makeFolder({ 'notes.txt': 'x' });
  await expect(createWorkspace({ path, name: 'Mine' })).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('is not empty'),
  });
  expect(await snapshot(path)).toEqual({ 'notes.txt': 'x' });
});

test('a workspace is not created over another one, nor copied over it', async () => {
  const path = await makeWorkspaceFolder();
  const before = await snapshot(path);
  await expect(createWorkspace({ path, name: 'Mine' })).rejects.toMatchObject({
    message: expect.stringContaining('already holds a workspace'),
  });
  await expect(copyWorkspace({ from: await makeWorkspaceFolder(), to: path })).rejects.toMatchObject({
    code: 'conflict',
  });
  expect(await snapshot(path)).toEqual(before);
});

test('a folder that holds only a repository is good enough', async () => {
  const path = await makeFolder({ '.git/HEAD': 'x' });
  await createWorkspace({ path, name: 'Mine' });
  expect(Object.keys(await snapshot(path))).toContain('hookbench.json');
});

test('a blank name is refused', async () => {
  await expect(createWorkspace({ path: await makeFolder(), name: ' ' })).rejects.toMatchObject({
    code: 'invalid-input',
    field: 'name',
  });
});

test('a copy has every file but what belongs to this machine', async () => {
  const from = await makeWorkspaceFolder({
    'README.md': '# Hi',
    '.gitignore': 'x',
    '.git/HEAD': 'x',
    '.hookbench/backups/1/a': 'x',
  });
  const to = join(await makeFolder(), 'copy');
  await copyWorkspace({ from, to });
  const { '.git/HEAD': _head, '.hookbench/backups/1/a': _backup, ...wanted } = await snapshot(from);
  expect(await snapshot(to)).toEqual(wanted);
});

test('a copy that the disk has no room for is not taken for a workspace', async () => {
  const from = await makeWorkspaceFolder();
  const to = join(await makeFolder(), 'copy');
  const files = filesWith({ writeSynced: () => Promise.reject(systemError('ENOSPC')) });
  await expect(copyWorkspace({ from, to, files })).rejects.toMatchObject({ code: 'disk-full' });
  await expect(open(to)).rejects.toMatchObject({ code: 'not-found' });
});

test('what is no workspace is not copied', async () => {
  const from = await makeFolder({ 'a.txt': 'x' });
  await expect(copyWorkspace({ from, to: join(from, 'copy') })).rejects.toMatchObject({ code: 'not-found' });
});
