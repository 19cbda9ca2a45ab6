import { expect, test } from 'vitest';
import { type Migration, openWorkspace, realFiles } from '../../../core/workspace/index.ts';
import {
  environment,
  filesWith,
  makeWorkspaceFolder,
  open,
  read,
  settings,
  snapshot,
  systemError,
} from './workspace-fixture.ts';

/** Greetings become shouts: enough to see that it ran, once, and on what. */
const shout: Migration = {
  from: 1,
  to: 2,
  description: 'Upper-case greetings',
  migrate: (files) =>
    new Map(
      [...files].map(([path, text]) => [
        path,
        path.startsWith('environments/') ? text.replace('hello', 'HELLO') : text,
      ]),
    ),
};
const twice: Migration = {
  from: 2,
  to: 3,
  description: 'Greetings twice',
  migrate: (files) =>
    new Map(
      [...files].map(([path, text]) => [
        path,
        path.startsWith('environments/') ? text.replace('HELLO', 'HELLO HELLO') : text,
      ]),
    ),
};

test('an older workspace is brought up to date step by step, after a backup', async () => {
  const path = await makeWorkspaceFolder();
  const before = await snapshot(path);
  const { workspace } = await open(path, { migrations: [shout, twice] });
  expect(workspace.info().readOnlyReason).toBeNull();
  expect(workspace.settings().schemaVersion).toBe(3);
  expect(workspace.get('environment', 'development')?.value.variables).toEqual({ greeting: 'HELLO HELLO' });
  const after = await snapshot(path);
  for (const [file, text] of Object.entries(before)) {
    expect(after[`.hookbench/backups/0001-before-migration/${file}`]).toBe(text);
  }
  await open(path, { migrations: [shout, twice] });
  expect(await snapshot(path)).toEqual(after);
});

test('a step that fails changes nothing and opens for reading only', async () => {
  const path = await makeWorkspaceFolder();
  const before = await snapshot(path);
  const broken: Migration = {
    ...twice,
    migrate: () => {
      throw new Error('Cannot read the greeting.');
    },
  };
  const { workspace } = await open(path, { migrations: [shout, broken] });
  expect(workspace.info().readOnlyReason).toContain('from layout 1 to layout 3: Cannot read the greeting.');
  expect(workspace.get('environment', 'development')?.value).toEqual(environment);
  expect(await snapshot(path)).toEqual(before);
});

test('a migration cut short on disk is undone and made again', async () => {
  const path = await makeWorkspaceFolder({ 'environments/staging.json': environment });
  let renames = 0;
  let tellReached = () => {};
  const reached = new Promise<void>((resolve) => {
    tellReached = resolve;
  });
  // Answers no more once one of the two environments is new and the other old: a process killed in between.
  const rename = async (from: string, to: string) => {
    if (/environments.(?:development|staging)\.json$/.test(to) && !to.includes('backups') && renames++ === 1) {
      tellReached();
      await new Promise<void>(() => {});
    }
    await realFiles.rename(from, to);
  };
  void openWorkspace({
    path,
    watch: false,
    onChange: () => {},
    onProblems: () => {},
    files: filesWith({ rename }),
    migrations: [shout],
  });
  await reached;
  const { workspace } = await open(path, { migrations: [shout] });
  for (const key of ['development', 'staging']) {
    expect(workspace.get('environment', key)?.value.variables).toEqual({ greeting: 'HELLO' });
  }
  expect(Object.keys(await snapshot(path)).filter((file) => /migrating|tmp$/.test(file))).toEqual([]);
});

test('a full disk stops a migration before anything is changed', async () => {
  const path = await makeWorkspaceFolder();
  const before = await snapshot(path);
  const { workspace } = await open(path, {
    migrations: [shout],
    files: filesWith({ writeSynced: () => Promise.reject(systemError('ENOSPC')) }),
  });
  expect(workspace.info().readOnlyReason).toContain('The disk is full');
  expect(await snapshot(path)).toEqual(before);
});

test('a newer workspace opens for reading only, even when its settings have grown', async () => {
  const path = await makeWorkspaceFolder({ 'hookbench.json': { ...settings, schemaVersion: 7, colour: 'red' } });
  const before = await read(path, 'hookbench.json');
  const { workspace } = await open(path);
  expect(workspace.info().readOnlyReason).toContain('saved by a newer Hookbench (layout 7; this one knows 1)');
  expect(workspace.get('environment', 'development')?.value).toEqual(environment);
  await expect(workspace.put('environment', 'development', environment, null)).rejects.toMatchObject({
    code: 'read-only',
  });
  expect(await read(path, 'hookbench.json')).toBe(before);
});
