import { rename, stat } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import {
  channel,
  filesWith,
  makeFolder,
  makeWorkspaceFolder,
  open,
  snapshot,
  systemError,
} from './workspace-fixture.ts';

test('a value that looks like a secret is pointed at, never quoted, and gone with the value', async () => {
  const secret = `whsec_${'abcd'.repeat(8)}`;
  const path = await makeWorkspaceFolder({
    'environments/development.json': { name: 'Development', secrets: [], variables: { key: secret } },
    'data/development/users.json': { ada: { key: secret } },
  });
  const { workspace } = await open(path);
  expect(workspace.problems()).toMatchObject([
    {
      severity: 'warning',
      file: 'data/development/users.json',
      line: 3,
      message: expect.stringContaining('looks like a secret'),
    },
    { severity: 'warning', file: 'environments/development.json', line: 5 },
  ]);
  expect(JSON.stringify(workspace.problems())).not.toContain('abcd');
  await workspace.data('development').putUser({ id: 'ada', properties: { key: '{{ vars.key }}' } });
  await workspace.put('environment', 'development', { name: 'Development', secrets: ['key'], variables: {} }, null);
  expect(workspace.problems()).toEqual([]);
});

describe('the folder as a whole', () => {
  test('a folder that cannot be listed is named, and what was read from it before is kept', async () => {
    const path = await makeWorkspaceFolder({
      'channels/hook/channel.json': channel,
      'data/development/users.json': { ada: {} },
    });
    let isLocked = false;
    const files = filesWith({
      listFolder: (folder) =>
        isLocked && /channels$|data.development$/.test(folder)
          ? Promise.reject(systemError('EACCES'))
          : filesWith({}).listFolder(folder),
    });
    const { workspace, changes } = await open(path, { files });
    isLocked = true;
    await workspace.rescan();
    expect(changes).toEqual([]);
    expect(workspace.problems()).toMatchObject([
      { file: 'channels', message: expect.stringContaining('this user may not look into it') },
      { file: 'data/development' },
    ]);
    expect(workspace.get('channel', 'hook')).not.toBeNull();
    expect(workspace.data('development').user('ada')).not.toBeNull();
    isLocked = false;
    await workspace.rescan();
    expect(workspace.problems()).toEqual([]);
  });

  test('a folder that is gone altogether is named, and nothing is forgotten', async () => {
    const path = await makeWorkspaceFolder();
    const { workspace, changes } = await open(path);
    await rename(path, `${path}-away`);
    await workspace.rescan();
    expect(changes).toEqual([]);
    expect(workspace.problems()).toMatchObject([{ message: expect.stringContaining('not there any more') }]);
    expect(workspace.get('environment', 'development')).not.toBeNull();
    const saving = workspace.put('environment', 'development', { name: 'X', variables: {}, secrets: [] }, 1);
    await expect(saving).rejects.toMatchObject({ code: 'conflict' });
    // A folder made anew for one file would hide all that was there.
    const adding = workspace.data('development').putUser({ id: 'ada', properties: {} });
    await expect(adding).rejects.toMatchObject({ message: expect.stringContaining('is not there any more') });
    await expect(stat(path)).rejects.toMatchObject({ code: 'ENOENT' });
    await rename(`${path}-away`, path);
    await workspace.rescan();
    expect(workspace.problems()).toEqual([]);
  });

  test('a folder without hookbench.json is refused', async () => {
    const path = await makeFolder({ 'notes.txt': 'x' });
    await expect(open(path)).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('no hookbench.json'),
    });
  });

  test('foreign files are ignored in silence', async () => {
    const path = await makeWorkspaceFolder({
      'README.md': '#',
      LICENSE: 'x',
      '.git/HEAD': 'x',
      'knock.json': '{',
      'layouts/default/layout.json': '{',
      'receivers/README.md': '#',
      'receivers/.DS_Store': 'x',
      'receivers/hook.json~': 'x',
    });
    const { workspace } = await open(path);
    expect(workspace.problems()).toEqual([]);
  });

  test('an unreadable hookbench.json opens everything else, for reading only', async () => {
    const path = await makeWorkspaceFolder({ 'hookbench.json': '{"name": ' });
    const { workspace } = await open(path);
    expect(workspace.info().readOnlyReason).toContain('"hookbench.json" cannot be read');
    expect(workspace.get('environment', 'development')).not.toBeNull();
    const saving = workspace.put('environment', 'development', { name: 'X', variables: {}, secrets: [] }, null);
    await expect(saving).rejects.toMatchObject({ code: 'read-only' });
  });

  test.each([
    ['EACCES', 'this user may not write there'],
    ['EROFS', 'it is on a read-only disk'],
  ])('a folder that cannot be written (%s) opens for reading only', async (code, reason) => {
    const path = await makeWorkspaceFolder({ 'data/development/users.json': { ada: {} } });
    const { workspace } = await open(path, {
      files: filesWith({ checkWritable: () => Promise.reject(systemError(code)) }),
    });
    expect(workspace.info().readOnlyReason).toContain(reason);
    await expect(workspace.remove('environment', 'development')).rejects.toMatchObject({ code: 'read-only' });
    await expect(workspace.data('development').removeUsers(['ada'])).rejects.toMatchObject({ code: 'read-only' });
    expect(workspace.data('development').user('ada')).toEqual({ id: 'ada', properties: {} });
  });

  test('an event type in any spelling is found under its key', async () => {
    const path = await makeWorkspaceFolder({
      'event-types/Task%3Adone.json': { description: '', schema: {}, examples: [] },
    });
    const { workspace } = await open(path);
    expect(workspace.problems()).toEqual([]);
    const found = workspace.get('event-type', 'Task:done');
    await workspace.put('event-type', 'Task:done', { ...found?.value, description: 'new' }, found?.revision ?? null);
    expect(Object.keys(await snapshot(path)).filter((file) => file.startsWith('event-types'))).toEqual([
      'event-types/Task%3Adone.json',
    ]);
  });
});
