import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openHostSettings } from '../../electron/host-settings.ts';

const defaults = { lastWorkspace: null, theme: 'system', window: null };
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hookbench-settings-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('remembers changes, one by one, in a folder that need not exist', () => {
  const file = join(folder, 'deep/host.json');
  const settings = openHostSettings(file);
  expect(settings.read()).toEqual(defaults);
  settings.update({ lastWorkspace: '/work/hooks' });
  settings.update({ theme: 'dark' });
  expect(openHostSettings(file).read()).toEqual({ ...defaults, lastWorkspace: '/work/hooks', theme: 'dark' });
  expect(readdirSync(join(folder, 'deep'))).toEqual(['host.json']);
});

test.each(['', '{', '[]', '{"lastWorkspace":3,"theme":"system","window":null}', '{"theme":"blue"}'])(
  'a file that says %j means defaults',
  (text) => {
    const file = join(folder, 'host.json');
    writeFileSync(file, text);
    expect(openHostSettings(file).read()).toEqual(defaults);
  },
);
