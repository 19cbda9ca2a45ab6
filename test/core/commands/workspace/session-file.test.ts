import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSessionFile } from '../../../../core/commands/workspace/session-file.ts';

/** Nothing to hide. */
const atRest = { hide: (session: unknown) => session, show: (session: unknown) => session };
const open = () => openSessionFile(file, atRest);
let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hookbench-session-'));
  file = join(folder, 'session.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('two windows', () => {
  test('each get back what they saved themselves, in the same engine and in the next', async () => {
    const sessions = await open();
    expect(sessions.load('left')).toBeNull();
    sessions.save('left', { view: 'channels' });
    sessions.save('right', { view: 'runs' });
    sessions.save('left', { view: 'projects' });
    await sessions.flush();
    const again = await open();
    for (const opened of [sessions, again]) {
      expect(opened.load('left')).toEqual({ view: 'projects' });
      expect(opened.load('right')).toEqual({ view: 'runs' });
    }
    expect(await readdir(folder)).toEqual(['session.json']);
  });

  test('a new one begins with what was saved last, and then goes its own way', async () => {
    const sessions = await open();
    sessions.save('left', 1);
    sessions.save('right', 2);
    sessions.save('left', 3);
    expect(sessions.load('new')).toBe(3);
    sessions.save('new', 4);
    expect([sessions.load('left'), sessions.load('right'), sessions.load('new')]).toEqual([3, 2, 4]);
  });
});

describe('the file', () => {
  test('of before, with one session, is what every window begins with', async () => {
    await writeFile(file, '{"view":"runs","tabs":[]}');
    const sessions = await open();
    expect(sessions.load('one')).toEqual({ view: 'runs', tabs: [] });
    sessions.save('one', { view: 'channels' });
    await sessions.flush();
    const again = await open();
    expect(again.load('one')).toEqual({ view: 'channels' });
    expect(again.load('other')).toEqual({ view: 'channels' });
  });

  test('keeps the eight windows that saved last', async () => {
    const sessions = await open();
    for (let number = 1; number <= 20; number += 1) sessions.save(`w${number}`, number);
    sessions.save('w13', 'again');
    await sessions.flush();
    const kept = JSON.parse(await readFile(file, 'utf8')) as { windows: { window: string }[] };
    expect(kept.windows.map(({ window }) => window)).toEqual(['w14', 'w15', 'w16', 'w17', 'w18', 'w19', 'w20', 'w13']);
  });

  test('stays below 4 MB by the oldest windows, and never loses the newest', async () => {
    const sessions = await open();
    const draft = 'x'.repeat(1_500_000);
    for (const window of ['a', 'b', 'c']) sessions.save(window, draft);
    await sessions.flush();
    expect((await readFile(file, 'utf8')).length).toBeLessThan(4_000_000);
    expect((await open()).load('b')).toBe(draft);
    sessions.save('huge', 'y'.repeat(5_000_000));
    await sessions.flush();
    const again = await open();
    expect(String(again.load('huge'))).toHaveLength(5_000_000);
    expect(again.load('b')).toBe(again.load('huge'));
  });

  test.each(['', '{', 'null', '{"windows":[1,{"window":2,"session":3}]}'])(
    'that holds %j counts as empty',
    async (text) => {
      await writeFile(file, text);
      expect((await open()).load('one')).toBeNull();
    },
  );
});

test('what was renamed since a window saved is told to it, until it saves again', async () => {
  const sessions = await open();
  const [first, second] = ['b', 'c'].map((to) => ({ kind: 'channel', from: 'a', to }) as const);
  sessions.save('left', 1);
  sessions.save('right', 2);
  if (first) sessions.noteRenamed(first);
  sessions.save('right', 3);
  if (second) sessions.noteRenamed(second);
  await sessions.flush();
  for (const opened of [sessions, await open()]) {
    expect(opened.renamedSince('left')).toEqual([first, second]);
    expect(opened.renamedSince('right')).toEqual([second]);
    expect(opened.renamedSince('new')).toEqual([second]);
  }
});
