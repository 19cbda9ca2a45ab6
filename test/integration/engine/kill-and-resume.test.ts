import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import {
  type AttemptSummary,
  type EngineClient,
  type RecipientRunRow,
  type ResendRequest,
  type RunRequest,
  recipientKey,
} from '../../../core/contract/index.ts';
import { createEngine, type Engine } from '../../../core/engine.ts';
import { buildEntries } from '../../support/build-entry.ts';
import { runToEnd } from '../../support/engine-fixture.ts';
import { copyExample } from '../../support/example-copy.ts';
import { taskDone } from '../../support/task-done.ts';

const recipientCount = 400;
const concurrency = 8;
const killAfter = 60;

let built: Awaited<ReturnType<typeof buildEntries>>;
let example: Awaited<ReturnType<typeof copyExample>>;
let endpoint: Server;
/** Requests per path: every webhook has its own. */
const received = new Map<string, number>();

beforeAll(async () => {
  built = await buildEntries({ 'announcing-engine': 'test/integration/engine/announcing-engine.ts' });
  example = await copyExample();
  endpoint = createServer((request, response) => {
    const path = request.url ?? '';
    const count = (received.get(path) ?? 0) + 1;
    received.set(path, count);
    request.resume();
    // Every fifth webhook fails once, so that some messages wait for a retry when the process dies.
    const isFailing = count === 1 && Number(path.slice(2)) % 5 === 0;
    request.on('end', () => setTimeout(() => response.writeHead(isFailing ? 500 : 200).end(), 2));
  });
  await new Promise<void>((done) => endpoint.listen(0, '127.0.0.1', done));
}, 60_000);

afterAll(async () => {
  await built.remove();
  endpoint.closeAllConnections();
  await new Promise((done) => endpoint.close(done));
  await rm(example.folder, { recursive: true, force: true });
});

test('kill -9 in mid-run loses no announced attempt, and a resumed run sends to no one twice', async () => {
  const dataPath = join(example.folder, 'data');
  await inEngine(dataPath, (engine) => addRecipients(engine));

  const { announced, runId } = await runUntilKilled(dataPath, request, killAfter);
  expect(announced.length).toBeGreaterThanOrEqual(killAfter);

  const sentBefore = new Map(received);
  await inEngine(dataPath, async (engine) => {
    const client = engine.client({ checkOutputs: true });
    const run = await client.call('runs.get', { runId });
    expect(run).toMatchObject({ status: 'interrupted', endedAtMs: expect.any(Number) });
    expect(run.statusMessage).not.toBeNull();

    const logged = await allAttempts(client, runId);
    const loggedIds = new Set(logged.map(({ id }) => id));
    expect(announced.filter((id) => !loggedIds.has(id))).toEqual([]);
    expect(run.counts.attempts).toBe(logged.length);

    await runToEnd(client, async () => {
      await client.call('runs.resume', { runId });
      return { runId };
    });
    const resumed = await client.call('runs.get', { runId });
    expect(resumed).toMatchObject({ status: 'completed', counts: { delivered: recipientCount, skipped: 1 } });

    const rows = await allRows(client, runId);
    expect(rows).toHaveLength(recipientCount + 1);
    for (const row of rows) {
      expect(row.attempts.filter(({ verdict }) => verdict === 'delivered').length).toBe(
        row.status === 'skipped' ? 0 : 1,
      );
      expect(row.attempts.map(({ number }) => number)).toEqual(row.attempts.map((_, index) => index + 1));
    }

    // What was under way or being recorded at the moment of the kill may come twice; nothing else may.
    const loggedPerPath = countByPath(logged);
    const repeated = [...received].filter(([path, count]) => count > expectedRequests(path));
    expect(repeated.length).toBeLessThanOrEqual(2 * concurrency);
    for (const [path] of repeated) expect(sentBefore.get(path) ?? 0).toBeGreaterThan(loggedPerPath.get(path) ?? 0);
    expect(received.size).toBe(recipientCount);
  });
}, 60_000);

test('a re-send that was killed between the attempts of a message goes on with it, its changes and its id', async () => {
  const dataPath = join(example.folder, 'resend-data');
  const attemptId = await inEngine(dataPath, async (engine) => {
    await addRecipients(engine);
    const client = engine.client({ checkOutputs: true });
    const recipients = [{ collection: 'project_webhooks', id: 'w1' }];
    const runId = await runToEnd(client, () => client.call('runs.start', { ...request, recipients }));
    const [first] = await allAttempts(client, runId);
    return first?.id ?? '';
  });
  // The endpoint fails a path's first request when its number can be divided by five.
  const url = `http://127.0.0.1:${(endpoint.address() as AddressInfo).port}/w100000`;
  const again: ResendRequest = {
    messages: [{ attemptId, changes: { url, body: 'changed' } }],
    signature: 'afresh',
    attempts: 'policy',
    // A wait of 17 seconds takes 340 milliseconds: long enough to be killed in.
    clock: { scale: 50 },
  };
  const { announced, runId } = await runUntilKilled(dataPath, again, 1);
  expect(announced).toHaveLength(1);

  await inEngine(dataPath, async (engine) => {
    const client = engine.client({ checkOutputs: true });
    expect(await client.call('runs.get', { runId })).toMatchObject({ status: 'interrupted' });
    await runToEnd(client, async () => {
      await client.call('runs.resume', { runId });
      return { runId };
    });
    const [last, first] = await allAttempts(client, runId);
    expect([first?.number, last?.number, last?.verdict]).toEqual([1, 2, 'delivered']);
    expect(last?.messageId).toBe(first?.messageId);
    const { request: sent } = await client.call('deliveries.get', { attemptId: last?.id ?? '' });
    expect([sent.url, Buffer.from(sent.body).toString()]).toEqual([url, 'changed']);
  });
}, 60_000);

function expectedRequests(path: string): number {
  return Number(path.slice(2)) % 5 === 0 ? 2 : 1;
}

async function inEngine<T>(dataPath: string, use: (engine: Engine) => Promise<T>): Promise<T> {
  const engine = await createEngine({
    workspacePath: example.workspacePath,
    dataPath,
    logWorkerUrl: pathToFileURL(inject('logWorkerFile')),
    environmentVariables: {},
    appVersion: '0.0.0-test',
    watch: false,
  });
  try {
    return await use(engine);
  } finally {
    await engine.close();
  }
}

async function addRecipients(engine: Engine): Promise<void> {
  const project = { collection: 'projects', id: 'big' };
  const { port } = endpoint.address() as AddressInfo;
  const ids = Array.from({ length: recipientCount }, (_, index) => `w${index}`);
  await engine.handlers['data.restore']({
    environment: 'development',
    snapshot: {
      objects: [
        { ...project, properties: { name: 'Big' } },
        ...ids.map((id) => ({
          collection: 'project_webhooks',
          id,
          properties: {
            url: `http://127.0.0.1:${port}/${id}`,
            event_types: ['task.completed'],
            signing_key: `key-${id}`,
          },
        })),
      ],
      users: [],
      tenants: [],
      subscriptions: ids.map((id) => ({
        object: project,
        recipient: { collection: 'project_webhooks', id },
        properties: null,
      })),
    },
  });
}

/** A run of all recipients. */
const request: RunRequest = taskDone([{ collection: 'projects', id: 'big' }], {
  clock: { scale: 1000 },
  concurrency: { run: concurrency, origin: concurrency },
});

/** Starts the run in a process of its own and kills it once enough attempts were announced. */
async function runUntilKilled(
  dataPath: string,
  what: RunRequest | ResendRequest,
  attempts: number,
): Promise<{ announced: string[]; runId: string }> {
  const child = spawn(
    process.execPath,
    [built.fileOf('announcing-engine'), example.workspacePath, dataPath, inject('logWorkerFile'), JSON.stringify(what)],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const exited = new Promise<NodeJS.Signals | null>((done) => child.once('exit', (_, signal) => done(signal)));
  const announced: string[] = [];
  let runId = '';
  for await (const line of createInterface({ input: child.stdout })) {
    const [kind, id = ''] = line.split(' ');
    if (kind === 'run') runId = id;
    else announced.push(id);
    // Lines that were on their way when the process died are announced as well: the loop reads them all.
    if (announced.length === attempts && runId !== '') child.kill('SIGKILL');
  }
  expect(errors).toBe('');
  expect(await exited).toBe('SIGKILL');
  return { announced, runId };
}

async function allAttempts(client: EngineClient, runId: string): Promise<AttemptSummary[]> {
  const all: AttemptSummary[] = [];
  for (let before: number | null = null; ; before = all.at(-1)?.sequence ?? null) {
    const page = await client.call('deliveries.list', { filter: { runId }, beforeSequence: before, limit: 500 });
    all.push(...page.attempts);
    if (!page.hasMore) return all;
  }
}

async function allRows(client: EngineClient, runId: string): Promise<RecipientRunRow[]> {
  const all: RecipientRunRow[] = [];
  for (let fromOrdinal = 0; ; fromOrdinal += 500) {
    const { rows, total } = await client.call('runs.recipients', { runId, fromOrdinal, limit: 500 });
    all.push(...rows);
    if (fromOrdinal + 500 >= total) return all;
  }
}

function countByPath(attempts: readonly AttemptSummary[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { recipient } of attempts) {
    const path = `/${recipient.slice(recipientKey({ collection: 'project_webhooks', id: '' }).length)}`;
    counts.set(path, (counts.get(path) ?? 0) + 1);
  }
  return counts;
}
