import { type ChildProcess, fork } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { expect, inject, onTestFinished, test } from 'vitest';
import { anAttempt, aRecipientRun, aRun, collect, openTestLog, temporaryFolder } from './log-fixtures.ts';

/** The log as JavaScript, for a process of its own: Node 20 runs no TypeScript. */
async function buildLog(folder: string): Promise<void> {
  const root = resolve(import.meta.dirname, '../../..');
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: {
      ssr: join(root, 'core/log/index.ts'),
      outDir: folder,
      emptyOutDir: false,
      rolldownOptions: { output: { entryFileNames: 'log.mjs' } },
    },
    ssr: { noExternal: true },
  });
}

const childSource = `
import { pathToFileURL } from 'node:url';
import { openLogStore } from './log.mjs';
const [file, workerFile, samples] = process.argv.slice(2);
const { run, recipientRun, attempt } = JSON.parse(samples);
const body = new TextEncoder().encode(attempt.body);
const store = await openLogStore({ file, workerUrl: pathToFileURL(workerFile) });
await store.insertRun(run);
let next = 0;
async function lane() {
  for (;;) {
    const place = next++;
    await store.upsertRecipientRuns([{ ...recipientRun, id: 'rr-' + place, ordinal: place, recipient: 'webhooks/w' + place,
      status: place % 2 === 0 ? 'delivered' : 'waiting' }]);
    const record = { ...attempt.record, messageId: 'msg-' + place, recipientRunId: 'rr-' + place, ordinal: place,
      recipient: 'webhooks/w' + place, signature: null, response: null };
    record.request = { ...record.request, body };
    const [summary] = await store.appendAttempts([record]);
    process.send([summary.id, summary.messageId, summary.sequence]);
  }
}
for (let lanes = 0; lanes < 20; lanes += 1) void lane();
`;

type Told = [id: string, messageId: string, sequence: number];

/** Collects what the child tells until it has told `count`, then kills it; gives all that arrived before its end. */
function killAfter(child: ChildProcess, count: number): Promise<Told[]> {
  const told: Told[] = [];
  child.on('message', (message: Told) => {
    told.push(message);
    if (told.length === count) child.kill('SIGKILL');
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (_, signal) => (signal === 'SIGKILL' ? resolve(told) : reject(new Error(`ended by ${signal}`))));
  });
}

test('kill -9 loses nothing that was acknowledged, and the run can be taken up again', async () => {
  const folder = await temporaryFolder();
  const file = join(folder, 'log.sqlite');
  await buildLog(folder);
  await writeFile(join(folder, 'child.mjs'), childSource);
  const record = anAttempt(0);
  const samples = JSON.stringify({
    run: aRun(),
    recipientRun: aRecipientRun(0),
    attempt: { record, body: Buffer.from(record.request.body).toString() },
  });
  const child = fork(join(folder, 'child.mjs'), [file, inject('logWorkerFile'), samples], {
    env: { ...process.env, NODE_PATH: join(import.meta.dirname, '../../../node_modules') },
    execArgv: [],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const acknowledged = await killAfter(child, 2000);
  expect(acknowledged.length).toBeGreaterThanOrEqual(2000);

  const store = await openTestLog(file);
  for (const [id, , sequence] of acknowledged) expect((await store.getAttempt(id))?.sequence).toBe(sequence);

  const [run, ...others] = await store.markInterrupted();
  expect(others).toEqual([]);
  expect(run).toMatchObject({ id: 'run-1', number: 1, status: 'interrupted' });
  expect(run?.counts.attempts).toBe(await store.countAttempts({ runId: 'run-1' }));
  expect(await store.getRun('run-1')).toEqual(run);
  expect(await store.markInterrupted()).toEqual([]);

  const finals = await collect(store.finalRecipientRuns('run-1'));
  expect(finals.length).toBe(run?.counts.delivered);
  expect(finals.every(({ ordinal, status }) => ordinal % 2 === 0 && status === 'delivered')).toBe(true);
  const progress = await store.attemptCounts('run-1');
  for (const [, messageId] of acknowledged) expect(progress.get(messageId)?.attempts).toBe(1);

  // Sequences go on after the last one.
  const [next] = await store.appendAttempts([anAttempt(9_999_999)]);
  expect(next?.sequence).toBeGreaterThan(Math.max(...acknowledged.map(([, , sequence]) => sequence)));
});
