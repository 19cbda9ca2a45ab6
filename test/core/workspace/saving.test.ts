import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openWorkspace, realFiles } from '../../../core/workspace/index.ts';
import {
  channel,
  environment,
  filesWith,
  makeWorkspaceFolder,
  open,
  put,
  read,
  snapshot,
  systemError,
} from './workspace-fixture.ts';

const changed = { ...environment, name: 'Changed' };

describe('a saved document', () => {
  test('is canonical text: sorted names, two spaces, LF, a final line break', async () => {
    const path = await makeWorkspaceFolder();
    const { workspace } = await open(path);
    await workspace.put(
      'environment',
      'staging',
      { variables: { b: '2', a: '1' }, secrets: [], name: 'Staging' },
      null,
    );
    expect(await read(path, 'environments/staging.json')).toBe(
      '{\n  "name": "Staging",\n  "secrets": [],\n  "variables": {\n    "a": "1",\n    "b": "2"\n  }\n}\n',
    );
  });

  test('is told once it is durable, with a revision that grows', async () => {
    const path = await makeWorkspaceFolder();
    const { workspace, changes } = await open(path);
    const first = workspace.get('environment', 'development');
    const saved = await workspace.put('environment', 'development', changed, first?.revision ?? null);
    expect(saved.revision).toBe((first?.revision ?? 0) + 1);
    expect(changes).toEqual([
      { subject: 'document', kind: 'environment', key: 'development', document: saved, origin: 'command' },
    ]);
    expect(workspace.get('environment', 'development')).toEqual(saved);
  });

  test('that is equal touches no file and tells nothing', async () => {
    const odd = '{"variables":{"greeting":"hello"},\n\n"secrets":[],   "name":"Development"}';
    const path = await makeWorkspaceFolder({ 'environments/development.json': odd });
    const { workspace, changes } = await open(path);
    const before = await realFiles.stamp(join(path, 'environments/development.json'));
    const saved = await workspace.put('environment', 'development', environment, null);
    expect(saved.revision).toBe(1);
    expect(await realFiles.stamp(join(path, 'environments/development.json'))).toEqual(before);
    expect(changes).toEqual([]);
  });

  test('cannot be changed through the value that was handed out', async () => {
    const { workspace } = await open(await makeWorkspaceFolder());
    const value = workspace.get('environment', 'development')?.value;
    expect(() => Object.assign(value?.variables ?? {}, { greeting: 'changed' })).toThrow(TypeError);
  });

  test('goes with remove, and its folder with it', async () => {
    const path = await makeWorkspaceFolder();
    const { workspace, changes } = await open(path);
    await workspace.put('channel', 'hook', channel, null);
    expect(await snapshot(path)).toHaveProperty(['channels/hook/body.liquid'], '{}');
    await workspace.remove('channel', 'hook');
    expect(Object.keys(await snapshot(path))).toEqual(['environments/development.json', 'hookbench.json']);
    expect(await realFiles.listFolder(join(path, 'channels/hook'))).toBeNull();
    expect(changes.at(-1)).toMatchObject({ kind: 'channel', key: 'hook', document: null, origin: 'command' });
    await expect(workspace.remove('channel', 'hook')).rejects.toMatchObject({ code: 'not-found' });
  });

  test.each([
    ['a field of another type', 'environment', 'development', { ...environment, name: 5 }, 'value.name'],
    ['an unknown field', 'environment', 'development', { ...environment, colour: 'red' }, 'value.colour'],
    ['a key that is no file name', 'environment', '../x', environment, 'key'],
    ['another layout', 'settings', 'workspace', { schemaVersion: 2 }, 'value.name'],
  ] as const)('is refused for %s', async (_title, kind, key, value, field) => {
    const path = await makeWorkspaceFolder();
    const before = await snapshot(path);
    const { workspace } = await open(path);
    await expect(workspace.put(kind, key, value, null)).rejects.toMatchObject({ code: 'invalid-input', field });
    expect(await snapshot(path)).toEqual(before);
  });
});

describe('several saves', () => {
  test('while a write runs become one, and all wait for it', async () => {
    const path = await makeWorkspaceFolder();
    const written: string[] = [];
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const files = filesWith({
      writeSynced: async (file, bytes) => {
        written.push((JSON.parse(new TextDecoder().decode(bytes)) as { name: string }).name);
        if (written.length === 1) {
          // The others arrive while this write is under way.
          for (const name of ['2', '3', '4']) saves.push(save(name));
          await gate;
        }
        await realFiles.writeSynced(file, bytes);
      },
    });
    const { workspace } = await open(path, { files });
    const settled: string[] = [];
    const save = async (name: string) => {
      const saved = await workspace.put('environment', 'development', { ...environment, name }, null);
      settled.push(name);
      return saved.revision;
    };
    const saves: Promise<number>[] = [];
    const first = save('1');
    release();
    await first;
    expect(settled).toEqual(['1']);
    expect(await Promise.all(saves)).toEqual([5, 5, 5]);
    expect(written).toEqual(['1', '4']);
    expect(JSON.parse(await read(path, 'environments/development.json'))).toMatchObject({ name: '4' });
  });

  test('one that is based on an older revision is refused', async () => {
    const { workspace } = await open(await makeWorkspaceFolder());
    const base = workspace.get('environment', 'development')?.revision ?? null;
    const first = workspace.put('environment', 'development', changed, base);
    const second = workspace.put('environment', 'development', { ...environment, name: 'Other' }, base);
    await expect(second).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('changed meanwhile'),
    });
    expect((await first).value).toEqual(changed);
  });
});

describe('a disk that refuses', () => {
  test.each([
    ['ENOSPC', 'disk-full', 'The disk is full'],
    ['EIO', 'disk-error', 'EIO: injected'],
  ])('with %s while writing leaves file and memory as they were', async (code, errorCode, message) => {
    const path = await makeWorkspaceFolder();
    const before = await snapshot(path);
    let isFull = true;
    const files = filesWith({
      writeSynced: async (file, bytes) => {
        await realFiles.writeSynced(file, isFull ? bytes.subarray(0, 3) : bytes);
        if (isFull) throw systemError(code);
      },
    });
    const { workspace, changes } = await open(path, { files });
    const stored = workspace.get('environment', 'development');
    await expect(workspace.put('environment', 'development', changed, 1)).rejects.toMatchObject({
      code: errorCode,
      message: expect.stringContaining(message),
    });
    expect(await snapshot(path)).toEqual(before);
    expect(workspace.get('environment', 'development')).toEqual(stored);
    expect(changes).toEqual([]);
    isFull = false;
    await workspace.put('environment', 'development', changed, 1);
    expect(JSON.parse(await read(path, 'environments/development.json'))).toEqual(changed);
  });

  test('a channel is written whole or not at all: the second of its files fails', async () => {
    const path = await makeWorkspaceFolder();
    const first = await open(path);
    await first.workspace.put('channel', 'hook', channel, null);
    await first.workspace.close();
    const before = await snapshot(path);
    const files = filesWith({
      writeSynced: (file, bytes) =>
        basename(file).startsWith('.channel.json')
          ? Promise.reject(systemError('ENOSPC'))
          : realFiles.writeSynced(file, bytes),
    });
    const { workspace } = await open(path, { files });
    const next = { ...channel, name: 'Next', request: { ...channel.request, body: '{"new": 1}' } };
    await expect(workspace.put('channel', 'hook', next, null)).rejects.toMatchObject({ code: 'disk-full' });
    expect(await snapshot(path)).toEqual(before);
  });

  test.each(['EBUSY', 'EPERM', 'EACCES'])(
    'a file that is held by another program (%s) is tried again',
    async (code) => {
      const path = await makeWorkspaceFolder();
      const delays: number[] = [];
      let refusals = 3;
      const { workspace } = await open(path, {
        files: filesWith({
          rename: (from, to) => (refusals-- > 0 ? Promise.reject(systemError(code)) : realFiles.rename(from, to)),
        }),
        timers: {
          after: (delayMs, callback) => {
            delays.push(delayMs);
            queueMicrotask(callback);
            return () => {};
          },
        },
      });
      await workspace.put('environment', 'development', changed, null);
      expect(delays).toEqual([10, 20, 50]);
      expect(JSON.parse(await read(path, 'environments/development.json'))).toEqual(changed);
    },
  );

  test('a file that stays held is given up in words', async () => {
    const path = await makeWorkspaceFolder();
    const before = await snapshot(path);
    const { workspace } = await open(path, {
      files: filesWith({ rename: () => Promise.reject(systemError('EBUSY')) }),
      timers: {
        after: (_delayMs, callback) => {
          queueMicrotask(callback);
          return () => {};
        },
      },
    });
    await expect(workspace.put('environment', 'development', changed, null)).rejects.toMatchObject({
      code: 'disk-error',
      message: expect.stringContaining('another program keeps it locked'),
    });
    expect(await snapshot(path)).toEqual(before);
  });

  test('a save cut short before the rename leaves the old file; the left-over goes at the next opening', async () => {
    const path = await makeWorkspaceFolder();
    const before = await snapshot(path);
    let tellReached = () => {};
    const reached = new Promise<void>((resolve) => {
      tellReached = resolve;
    });
    // Never answers, as a process that was killed: what is on disk now is what a crash leaves.
    const rename = () => {
      tellReached();
      return new Promise<void>(() => {});
    };
    const killed = await openWorkspace({
      path,
      watch: false,
      onChange: () => {},
      onProblems: () => {},
      files: filesWith({ rename }),
    });
    void killed.put('environment', 'development', changed, null);
    await reached;
    expect(Object.keys(await snapshot(path))).toHaveLength(3);
    expect(await read(path, 'environments/development.json')).toBe(before['environments/development.json']);
    const { workspace } = await open(path);
    expect(await snapshot(path)).toEqual(before);
    expect(workspace.problems()).toEqual([]);
  });

  test('every step of a save happens in the order that survives a power cut', async () => {
    const path = await makeWorkspaceFolder();
    const steps: string[] = [];
    const files = filesWith({
      writeSynced: (file, bytes) => {
        steps.push(`write ${basename(file).replace(/\d+/, 'N')}`);
        return realFiles.writeSynced(file, bytes);
      },
      rename: (from, to) => {
        steps.push(`rename to ${basename(to)}`);
        return realFiles.rename(from, to);
      },
      syncFolder: (folder) => {
        steps.push(`sync ${basename(folder)}`);
        return realFiles.syncFolder(folder);
      },
    });
    const { workspace } = await open(path, { files });
    await workspace.put('environment', 'development', changed, null);
    expect(steps).toEqual([
      'write .development.json.N.hookbench-tmp',
      'rename to development.json',
      'sync environments',
    ]);
  });
});

describe('edits made outside that nobody has seen yet', () => {
  const outside = { ...environment, name: 'Edited outside' };

  test('are not overwritten: the save is refused and the edit taken in', async () => {
    const path = await makeWorkspaceFolder();
    const { workspace, changes } = await open(path);
    await put(path, 'environments/development.json', outside);
    await expect(workspace.put('environment', 'development', changed, 1)).rejects.toMatchObject({ code: 'conflict' });
    expect(JSON.parse(await read(path, 'environments/development.json'))).toEqual(outside);
    expect(workspace.get('environment', 'development')?.value).toEqual(outside);
    expect(changes).toMatchObject([{ kind: 'environment', key: 'development', origin: 'disk' }]);
  });

  test('are copied away when the caller overwrites on purpose', async () => {
    const path = await makeWorkspaceFolder();
    const { workspace } = await open(path);
    await put(path, 'environments/development.json', outside);
    await workspace.put('environment', 'development', changed, null);
    expect(JSON.parse(await read(path, 'environments/development.json'))).toEqual(changed);
    const backup = await read(path, '.hookbench/backups/0001-overwritten/environments/development.json');
    expect(JSON.parse(backup)).toEqual(outside);
    expect(await read(path, '.hookbench/.gitignore')).toBe('*\n');
  });

  test('a file that broke keeps the last good document; only overwriting on purpose goes through, with a copy', async () => {
    const path = await makeWorkspaceFolder();
    const { workspace, changes, problems } = await open(path);
    await put(path, 'environments/development.json', '{ broken');
    await workspace.rescan();
    expect(changes).toEqual([]);
    expect(problems).toMatchObject([[{ file: 'environments/development.json', line: 1, column: 3 }]]);
    expect(workspace.get('environment', 'development')?.value).toEqual(environment);
    await expect(workspace.put('environment', 'development', changed, 1)).rejects.toMatchObject({ code: 'conflict' });
    expect(await read(path, 'environments/development.json')).toBe('{ broken');
    await workspace.put('environment', 'development', changed, null);
    expect(await read(path, '.hookbench/backups/0001-overwritten/environments/development.json')).toBe('{ broken');
    expect(workspace.problems()).toEqual([]);
  });

  test('a file that was only touched is no conflict', async () => {
    const path = await makeWorkspaceFolder();
    const { workspace } = await open(path);
    await writeFile(join(path, 'environments/development.json'), await read(path, 'environments/development.json'));
    const saved = await workspace.put('environment', 'development', changed, 1);
    expect(saved.value).toEqual(changed);
  });

  test('a file that appeared under a new key is not overwritten', async () => {
    const path = await makeWorkspaceFolder();
    const { workspace } = await open(path);
    await put(path, 'environments/staging.json', outside);
    await expect(workspace.put('environment', 'staging', changed, null)).rejects.toMatchObject({ code: 'conflict' });
    expect(workspace.get('environment', 'staging')?.value).toEqual(outside);
  });

  test('a file that was removed is not brought back in silence', async () => {
    const path = await makeWorkspaceFolder();
    const { workspace } = await open(path);
    await realFiles.removeFile(join(path, 'environments/development.json'));
    await expect(workspace.put('environment', 'development', changed, 1)).rejects.toMatchObject({ code: 'conflict' });
    expect(workspace.get('environment', 'development')).toBeNull();
  });
});
