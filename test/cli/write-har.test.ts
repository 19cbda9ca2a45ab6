import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeHar } from '../../cli/write-har.ts';
import { CommandError, type EngineClient } from '../../core/contract/index.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hookbench-har-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** An engine whose export gives these pieces, and then fails if it is to. */
function engineWith(pieces: readonly string[], failure?: CommandError): EngineClient {
  async function* stream() {
    for (const text of pieces) yield { text, written: 1, total: 1 };
    if (failure !== undefined) throw failure;
  }
  return { stream } as unknown as EngineClient;
}

it('a file takes the place of an older one once it is whole, also behind a link', async () => {
  const [file, link] = [join(folder, 'run.har'), join(folder, 'link.har')];
  await writeFile(file, 'of before');
  await symlink(file, link);
  await writeHar(engineWith(['{"log"', ':{}}']), 'run', link);
  expect(await readFile(file, 'utf8')).toBe('{"log":{}}');
  expect(await readdir(folder)).toEqual(['link.har', 'run.har']);
});

it('one that is cut short leaves what was there, and nothing else', async () => {
  const file = join(folder, 'run.har');
  const cutShort = engineWith(['{"log"'], new CommandError('unavailable', 'The engine is gone.'));
  await expect(writeHar(cutShort, 'run', file)).rejects.toThrow('The engine is gone.');
  expect(await readdir(folder)).toEqual([]);
  await writeFile(file, 'of before');
  await expect(writeHar(cutShort, 'run', file)).rejects.toMatchObject({ code: 'unavailable' });
  expect(await readFile(file, 'utf8')).toBe('of before');
  expect(await readdir(folder)).toEqual(['run.har']);
});

it('a folder that is not there is named as a disk error', async () => {
  const file = join(folder, 'none', 'run.har');
  await expect(writeHar(engineWith(['{}']), 'run', file)).rejects.toMatchObject({ code: 'disk-error' });
});
