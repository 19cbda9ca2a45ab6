import { execFileSync } from 'node:child_process';
import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { realFiles } from '../../../core/workspace/real-files.ts';
import { channel, makeWorkspaceFolder, open } from './workspace-fixture.ts';

const eventType = { description: '', schema: {}, examples: [] };
const isUnix = process.platform !== 'win32';

describe.runIf(isUnix)('what stands in a file’s place and is none', () => {
  test('is named and not read: a pipe, a device, links in a circle, to a folder and to nothing', async () => {
    const path = await makeWorkspaceFolder({
      'channels/hook/channel.json': channel,
      'event-types/task.done.json': eventType,
    });
    const at = (name: string) => join(path, 'event-types', name);
    execFileSync('mkfifo', [at('pipe.json')]);
    await symlink('/dev/zero', at('device.json'));
    await symlink('circle.json', at('circle.json'));
    await symlink('..', at('folder'));
    await symlink('nothing', at('nothing.json'));
    const { workspace } = await open(path);
    expect(workspace.problems().map(({ file }) => file)).toEqual(
      ['circle.json', 'device.json', 'folder', 'nothing.json', 'pipe.json'].map((name) => `event-types/${name}`),
    );
    expect(workspace.problems()[0]).toMatchObject({
      severity: 'warning',
      message: expect.stringContaining('This is no file'),
    });
    // One bad link takes nothing else of its folder along.
    expect(workspace.get('event-type', 'task.done')).not.toBeNull();
  });

  test('a link to a file is read', async () => {
    const path = await makeWorkspaceFolder({ 'channels/hook/channel.json': channel });
    const elsewhere = join(path, 'elsewhere.txt');
    await writeFile(elsewhere, JSON.stringify(eventType));
    const folder = await makeWorkspaceFolder({ 'event-types/task.done.json': eventType });
    await symlink(elsewhere, join(folder, 'event-types/linked.json'));
    const { workspace } = await open(folder);
    expect(workspace.get('event-type', 'linked')).not.toBeNull();
  });

  test('settings that are a pipe keep no workspace from opening', async () => {
    const path = await makeWorkspaceFolder({ 'event-types/task.done.json': eventType });
    execFileSync('rm', ['-f', join(path, 'hookbench.json')]);
    execFileSync('mkfifo', [join(path, 'hookbench.json')]);
    const { workspace } = await open(path);
    expect(workspace.problems()).toMatchObject([{ file: 'hookbench.json' }]);
  });

  test('a pipe that has taken a file’s place meanwhile is refused, not waited for', async () => {
    const path = await makeWorkspaceFolder({});
    execFileSync('mkfifo', [join(path, 'pipe')]);
    await expect(realFiles.readFile(join(path, 'pipe'))).rejects.toThrow('is no file');
  });
});
