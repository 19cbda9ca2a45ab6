import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeFolders } from '../../core/make-folders.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hookbench-folders-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('makes a folder with its parents, once or twice, also two at a time', async () => {
  const path = join(folder, 'a/b/c');
  await Promise.all([makeFolders(path, 0o700), makeFolders(join(folder, 'a/b/d'), 0o700)]);
  await makeFolders(path, 0o700);
  expect((await stat(path)).isDirectory()).toBe(true);
  if (process.platform !== 'win32') expect((await stat(join(folder, 'a'))).mode & 0o777).toBe(0o700);
});

test('says what is in the way', async () => {
  await writeFile(join(folder, 'file'), '');
  await expect(makeFolders(join(folder, 'file'), 0o700)).rejects.toMatchObject({ code: 'EEXIST' });
  await expect(makeFolders(join(folder, 'file/a/b'), 0o700)).rejects.toMatchObject({ code: 'ENOTDIR' });
});

// Where Node's own `recursive` never comes back.
test.runIf(process.platform === 'linux')('below /proc it is refused at once', async () => {
  await expect(makeFolders('/proc/nowhere/data', 0o700)).rejects.toMatchObject({ code: 'ENOENT' });
});
