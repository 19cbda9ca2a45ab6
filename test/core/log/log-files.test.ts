import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { LogProblem } from '../../../core/log/index.ts';
import { openLogStore } from '../../../core/log/index.ts';
import { connect } from '../../../core/log/log-database.ts';
import { describeFailure } from '../../../core/log/log-failure.ts';
import { currentLayout, migrate } from '../../../core/log/migrations.ts';
import { anAttempt, aRun, openTestLog, sha256, temporaryFolder, workerUrl } from './log-fixtures.ts';

/** A log with one run and some attempts, closed again. */
async function finishedLog(): Promise<string> {
  const file = join(await temporaryFolder(), 'data/log.sqlite');
  const store = await openLogStore({ file, workerUrl: workerUrl() });
  await store.insertRun(aRun());
  await store.appendAttempts(Array.from({ length: 200 }, (_, place) => anAttempt(place)));
  await store.close();
  return file;
}

describe('a log that is opened again', () => {
  test('holds what it held', async () => {
    const store = await openTestLog(await finishedLog());
    expect(await store.countAttempts({})).toBe(200);
    expect((await store.getRun('run-1'))?.trigger).toEqual(aRun().trigger);
  });

  test('of the layout before gets what is new', () => {
    const database = connect(':memory:');
    const indexes = () =>
      database.query<[string]>("SELECT name FROM sqlite_master WHERE name LIKE 'runs_%' ORDER BY name").all([]);
    migrate(database, 0);
    database.execute('DROP INDEX runs_by_origin; DROP INDEX runs_of_several');
    migrate(database, 2);
    expect(database.pragma('user_version')).toBe(currentLayout);
    expect(indexes()).toEqual([['runs_by_origin'], ['runs_of_several']]);
    // What the indexes are for: without them SQLite would read every run.
    const planOf = (condition: string) =>
      database
        .query<[number, number, number, string]>(`EXPLAIN QUERY PLAN SELECT id FROM runs WHERE ${condition}`)
        .all([])[0]?.[3];
    expect(planOf("trigger ->> '$.resend.runId' = 'run-1'")).toContain('runs_by_origin');
    expect(planOf("trigger ->> '$.resend.otherRuns' IS NOT NULL")).toContain('runs_of_several');
  });

  test('from a newer Hookbench is refused and left as it is', async () => {
    const file = await finishedLog();
    const before = await readFile(file);
    // `user_version` stands at byte 60 of an SQLite file.
    before.writeUInt32BE(99, 60);
    await writeFile(file, before);
    await expect(openLogStore({ file, workerUrl: workerUrl() })).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('newer Hookbench (layout 99; this one knows 4)'),
    });
    expect((await readFile(file)).equals(before)).toBe(true);
  });

  test('while another process or store has it open is refused', async () => {
    const file = await finishedLog();
    await openTestLog(file);
    await expect(openLogStore({ file, workerUrl: workerUrl() })).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('Another Hookbench has the delivery log'),
    });
  });
});

describe('a damaged log', () => {
  test('is kept under another name, told, and a new one is begun', async () => {
    const file = await finishedLog();
    const damaged = Buffer.from('this is not a database, and somebody will want to know what it was'.repeat(100));
    await writeFile(file, damaged);
    const problems: LogProblem[] = [];
    const store = await openTestLog(file, { onProblem: (problem) => problems.push(problem) });
    expect(problems).toMatchObject([{ kind: 'replaced', file, backupFile: `${file}.damaged-1` }]);
    expect((await readFile(`${file}.damaged-1`)).equals(damaged)).toBe(true);
    await store.insertRun(aRun());
    expect((await store.listRuns(null, 10)).total).toBe(1);
  });

  test('whose damage shows while working is checked at the next start', async () => {
    const file = await finishedLog();
    const bytes = await readFile(file);
    // The later part, where the attempts' texts are: opening still works.
    bytes.fill(0xab, bytes.length / 2, (bytes.length * 3) / 4);
    await writeFile(file, bytes);
    const problems: LogProblem[] = [];
    const store = await openLogStore({ file, workerUrl: workerUrl(), onProblem: (problem) => problems.push(problem) });
    const reads = await Promise.allSettled(
      Array.from({ length: 200 }, (_, place) => store.getAttempt(`att_${place + 1}`)),
    );
    expect(reads.filter(({ status }) => status === 'rejected')[0]).toMatchObject({ reason: { code: 'disk-error' } });
    expect(problems[0]).toMatchObject({ kind: 'damaged', file });
    await store.close().catch(() => {});
    const again: LogProblem[] = [];
    const fresh = await openTestLog(file, { onProblem: (problem) => again.push(problem) });
    expect(again).toMatchObject([{ kind: 'replaced' }]);
    expect(await fresh.countAttempts({})).toBe(0);
    expect((await stat(`${file}.damaged-1`)).size).toBe(bytes.length);
  });
});

describe('a disk that does not work', () => {
  test('is full: the append fails in words, what was there stays, and it goes on once there is room', async () => {
    const file = join(await temporaryFolder(), 'log.sqlite');
    const store = await openTestLog(file, { maxSizeBytes: 512 * 1024 });
    await store.insertRun(aRun());
    await store.appendAttempts([anAttempt(1)]);
    const body = Buffer.alloc(600 * 1024, 1);
    const request = { method: 'POST', url: 'http://x/', headers: [], body, bodySha256: sha256(body) };
    await expect(store.appendAttempts([anAttempt(2, { request })])).rejects.toMatchObject({
      code: 'disk-full',
      message: expect.stringContaining('The disk is full'),
    });
    expect(await store.countAttempts({})).toBe(1);
    await store.appendAttempts([anAttempt(3)]);
    expect((await store.listAttempts({}, null, 10)).attempts.map(({ id }) => id)).toEqual(['att_3', 'att_1']);
  });

  test('has a file where the folder should be', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'data'), '');
    await expect(openLogStore({ file: join(folder, 'data/log.sqlite'), workerUrl: workerUrl() })).rejects.toMatchObject(
      { code: 'disk-error', message: expect.stringContaining('Check that its folder exists') },
    );
  });

  test('has a folder where the file should be', async () => {
    const folder = await temporaryFolder();
    await expect(openLogStore({ file: folder, workerUrl: workerUrl() })).rejects.toMatchObject({ code: 'disk-error' });
  });

  test.each([
    ['SQLITE_READONLY', 'disk-error'],
    ['SQLITE_IOERR_WRITE', 'disk-error'],
    ['EACCES', 'disk-error'],
    ['EROFS', 'disk-error'],
    ['ENOSPC', 'disk-full'],
    ['SQLITE_FULL', 'disk-full'],
    ['SQLITE_MISUSE', 'internal'],
  ])('says so for %s', (code, expected) => {
    expect(describeFailure(Object.assign(new Error('x'), { code }), 'log').code).toBe(expected);
  });
});

test('a closed log commits what was pending and refuses the rest', async () => {
  const file = join(await temporaryFolder(), 'log.sqlite');
  const store = await openLogStore({ file, workerUrl: workerUrl() });
  const pending = [store.insertRun(aRun()), store.appendAttempts([anAttempt(1)])];
  await store.close();
  await Promise.all(pending);
  await expect(store.appendAttempts([anAttempt(2)])).rejects.toMatchObject({ code: 'unavailable' });
  await expect(store.getAttempt('att_1')).rejects.toMatchObject({ code: 'unavailable' });
  await store.close();
  expect(await (await openTestLog(file)).countAttempts({})).toBe(1);
});

describe('a worker', () => {
  test('that cannot start refuses the log', async () => {
    const folder = await temporaryFolder();
    const problems: LogProblem[] = [];
    const opening = openLogStore({
      file: join(folder, 'log.sqlite'),
      workerUrl: pathToFileURL(join(folder, 'no-such-worker.mjs')),
      onProblem: (problem) => problems.push(problem),
    });
    await expect(opening).rejects.toMatchObject({ code: 'unavailable' });
    expect(problems.map(({ kind }) => kind)).toEqual(['worker-ended']);
  });

  test('that dies fails what is under way and what comes later, in words', async () => {
    const folder = await temporaryFolder();
    const worker = join(folder, 'dies.mjs');
    await writeFile(
      worker,
      `import { parentPort } from 'node:worker_threads';
       parentPort.on('message', () => { throw new Error('gone'); });
       parentPort.postMessage({ kind: 'opened', lastSequence: 0, backupFile: null });`,
    );
    const problems: LogProblem[] = [];
    const store = await openLogStore({
      file: join(folder, 'log.sqlite'),
      workerUrl: pathToFileURL(worker),
      onProblem: (problem) => problems.push(problem),
    });
    const calls = [store.insertRun(aRun()), store.appendAttempts([anAttempt(1)]), store.getRun('run-1')];
    for (const call of await Promise.allSettled(calls)) {
      expect(call).toMatchObject({ status: 'rejected', reason: { code: 'unavailable' } });
    }
    await expect(store.getRun('run-1')).rejects.toMatchObject({ code: 'unavailable' });
    expect(problems.map(({ kind }) => kind)).toEqual(['worker-ended']);
    await store.close();
  });
});
