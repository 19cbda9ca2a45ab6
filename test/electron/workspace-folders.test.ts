import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openHostSettings } from '../../electron/host-settings.ts';
import {
  dataFolderOf,
  ensureExampleCopy,
  hostSettingsFile,
  startWorkspace,
  userDataFolder,
} from '../../electron/workspace-folders.ts';

let folder: string;
let example: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hookbench-folders-'));
  example = join(folder, 'examples/customer-webhooks');
  mkdirSync(join(example, 'channels'), { recursive: true });
  writeFileSync(join(example, 'hookbench.json'), '{"name":"original"}');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the copy of the example', () => {
  test('is made once, and what the user changed in it stays', async () => {
    const copy = await ensureExampleCopy(example, join(folder, 'user'));
    expect(copy).toBe(join(folder, 'user/workspaces/customer-webhooks'));
    writeFileSync(join(copy, 'hookbench.json'), '{"name":"mine"}');
    expect(await ensureExampleCopy(example, join(folder, 'user'))).toBe(copy);
    expect(readFileSync(join(copy, 'hookbench.json'), 'utf8')).toBe('{"name":"mine"}');
  });

  test('begins afresh after one that was cut short', async () => {
    const partial = join(folder, 'user/workspaces/customer-webhooks.partial');
    mkdirSync(partial, { recursive: true });
    writeFileSync(join(partial, 'half-written'), '');
    const copy = await ensureExampleCopy(example, join(folder, 'user'));
    expect(existsSync(join(copy, 'half-written'))).toBe(false);
    expect(existsSync(partial)).toBe(false);
  });
});

test('the last workspace is opened again', async () => {
  const user = join(folder, 'user');
  expect(await startWorkspace(user, example)).toBe(join(user, 'workspaces/customer-webhooks'));
  openHostSettings(hostSettingsFile(user)).update({ lastWorkspace: '/work/hooks' });
  expect(await startWorkspace(user, example)).toBe('/work/hooks');
});

test('two workspaces of one name have data folders of their own, and a path always the same one', () => {
  const one = dataFolderOf('/user', '/a/hooks');
  expect(one).toMatch(/^\/user\/data\/hooks-[0-9a-f]{12}$/);
  expect(dataFolderOf('/user', '/b/hooks')).not.toBe(one);
  expect(dataFolderOf('/user', '/a/x/../hooks/')).toBe(one);
  expect(dataFolderOf('/user', '/a/web hooks: ünïcode')).toMatch(/^\/user\/data\/web-hooks-n-code-[0-9a-f]{12}$/);
});

test.each([
  ['linux', {}, '/home/me/.config/Hookbench'],
  ['linux', { XDG_CONFIG_HOME: '/config' }, '/config/Hookbench'],
  ['darwin', {}, '/home/me/Library/Application Support/Hookbench'],
  ['win32', { APPDATA: '/roaming' }, '/roaming/Hookbench'],
])("on %s with %j Electron's folder is %s", (platform, variables, expected) => {
  expect(userDataFolder(platform, variables, '/home/me')).toBe(expected);
});
