import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isMainThread, MessageChannel, type MessagePort, parentPort, Worker, workerData } from 'node:worker_threads';
import { type CommandInput, createRpcClient, type EngineClient, messagePortTransport } from '../core/contract/index.ts';
import { electronPortTransport, serveRpc } from '../core/rpc/index.ts';
import { printGoal, printRows } from './support/figures.ts';
import { openApiText, sampleSchema, sampleText, schemaText, yamlText } from './support/heavy-documents.ts';
import { type BenchWorkspace, createBenchWorkspace, openBenchEngine } from './support/workspace.ts';

/**
 * Work on heavy documents, and how long the engine's thread answers nothing meanwhile: every other call, preview and run
 * waits that long. The client is in a thread of its own, as the page is, so that what the connection costs the engine
 * counts too.
 */
const longestPauseMs = 100;
const tickMs = 5;

interface Figures {
  name: string;
  tookMs: number;
  pauseMs: number;
  outcome: string;
}

const megabytes = (count: number) => Math.round(count * 1_000_000);
const bytesOf = (text: string) => new TextEncoder().encode(text);

if (isMainThread) await serveEngine();
else if (parentPort !== null)
  await measureAll(parentPort, workerData as { port: MessagePort; workspace: BenchWorkspace });

/** The engine's thread: tells how long it answered nothing between two messages of the client's thread. */
async function serveEngine(): Promise<void> {
  const workspace = await createBenchWorkspace({ count: 10, url: 'http://127.0.0.1:9/', body: 'shared' });
  const engine = await openBenchEngine(workspace);
  const { port1, port2 } = new MessageChannel();
  const port = {
    postMessage: (message: unknown) => port1.postMessage(message),
    on: (event: string, listener: (event: { data: unknown }) => void) =>
      port1.on(event as 'message', (data: unknown) => listener({ data })),
    start: () => port1.start(),
    close: () => port1.close(),
  };
  serveRpc(electronPortTransport(port), engine.handlers, engine.streams, engine.events);
  const { remove: _, ...folders } = workspace;
  const client = new Worker(fileURLToPath(import.meta.url), {
    workerData: { port: port2, workspace: folders },
    transferList: [port2],
  });
  let pauseMs = 0;
  let last = performance.now();
  const look = () => {
    const now = performance.now();
    pauseMs = Math.max(pauseMs, now - last - tickMs);
    last = now;
  };
  const timer = setInterval(look, tickMs);
  client.on('message', async (message: { kind: 'pause' } | { kind: 'open' }) => {
    if (message.kind === 'pause') {
      look();
      client.postMessage(pauseMs);
      globalThis.gc?.();
      last = performance.now();
      pauseMs = 0;
      return;
    }
    const dataPath = await mkdtemp(join(tmpdir(), 'hookbench-bench-'));
    const other = await openBenchEngine({ ...workspace, dataPath });
    await other.close();
    await rm(dataPath, { recursive: true, force: true });
    client.postMessage('opened');
  });
  await new Promise((resolve) => client.once('exit', resolve));
  clearInterval(timer);
  port1.close();
  await engine.close();
  await workspace.remove();
}

async function measureAll(engine: MessagePort, { port, workspace }: { port: MessagePort; workspace: BenchWorkspace }) {
  const client = createRpcClient(messagePortTransport(port));
  const rows: Figures[] = [];
  const ask = <T>(kind: 'pause' | 'open') =>
    new Promise<T>((resolve) => {
      engine.once('message', resolve);
      engine.postMessage({ kind });
    });
  const measure = async (name: string, work: () => Promise<unknown>): Promise<void> => {
    await ask('pause');
    await pause(50);
    const began = performance.now();
    const outcome = await work().catch((error: unknown) => `refused: ${(error as Error).message.slice(0, 90)}`);
    const tookMs = performance.now() - began;
    rows.push({ name, tookMs, pauseMs: await ask<number>('pause'), outcome: String(outcome) });
  };

  // What a thread, a library or a schema costs once is not what is asked for here.
  await client.call('eventTypes.checkSample', { text: sampleText(megabytes(2)), schema: sampleSchema });
  await client.call('eventTypes.planImport', { text: openApiText(100_000, yamlText) });
  await measureDocuments(client, measure);
  await measureRequests(client, measure);
  const file = join(workspace.workspacePath, 'event-types/heavy.json');
  for (const size of [1, 10, 50]) {
    const examples = [{ name: 'Heavy', payload: JSON.parse(sampleText(megabytes(size * 0.355))) }];
    await writeFile(file, `${JSON.stringify({ description: '', schema: sampleSchema, examples }, null, 2)}\n`);
    await measure(`open an event type of ${size} MB`, () => ask('open'));
  }
  client.close();
  printRows(
    ['work', 'took ms', 'longest pause ms', 'outcome'],
    rows.map(({ name, tookMs, pauseMs, outcome }) => [name, tookMs.toFixed(0), pauseMs.toFixed(0), outcome]),
  );
  const longest = Math.max(...rows.map(({ pauseMs }) => pauseMs));
  printGoal('longest pause, ms', { value: longest, limit: longestPauseMs, kind: 'below' });
  engine.close();
}

type Measure = (name: string, work: () => Promise<unknown>) => Promise<void>;

async function measureDocuments(client: EngineClient, measure: Measure): Promise<void> {
  const plan = (text: string) => async () => {
    const { eventTypes } = await client.call('eventTypes.planImport', { text });
    return `${eventTypes.length} event types`;
  };
  for (const size of [0.3, 1, 2, 3.9]) {
    await measure(`import YAML of ${size} MB`, plan(openApiText(megabytes(size), yamlText)));
  }
  await measure('import YAML of 3.9 MB, one list', plan(`a: [${'ab, '.repeat(megabytes(0.975))}]`));
  await measure('import YAML of 3.9 MB, names only', plan('a  :\n'.repeat(megabytes(0.78))));
  for (const size of [1, 10, 19]) {
    await measure(`import JSON of ${size} MB`, plan(openApiText(megabytes(size), JSON.stringify)));
  }
  for (const size of [1, 10]) {
    const text = sampleText(megabytes(size));
    await measure(`check a sample of ${size} MB`, async () => {
      const { findings } = await client.call('eventTypes.checkSample', { text, schema: sampleSchema });
      return `${findings.length} findings`;
    });
    await measure(`take a sample out of ${size} MB`, async () => {
      const taken = await client.call('eventTypes.payloadOf', { text, schema: sampleSchema });
      return `${taken.text.length} characters`;
    });
  }
  const text = schemaText(20_000);
  await measure('check a schema of 2 MB', async () => {
    const { findings } = await client.call('eventTypes.checkSchema', { text });
    return `${findings.length} findings`;
  });
  await measure('compare schemas of 2 MB', async () => {
    const after = text.replaceAll('string', 'number');
    return `${(await client.call('eventTypes.compareTexts', { before: text, after })).length} changes`;
  });
}

/** Signed by nobody: the search has to try everything it knows. */
function hopeless(body: Uint8Array): CommandInput<'signatures.explain'> {
  return {
    request: {
      method: 'POST',
      url: 'https://example.test/hooks',
      headers: [
        ['content-type', 'application/json'],
        ['stripe-signature', `t=1700000000,v1=${'ab'.repeat(32)}`],
      ],
      body,
    },
    scheme: { preset: 'stripe' },
    keys: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
    nowMs: 1_700_000_000_000,
  };
}

async function measureRequests(client: EngineClient, measure: Measure): Promise<void> {
  for (const size of [1, 20]) {
    const json = bytesOf(sampleText(megabytes(size)));
    const { keys, ...search } = hopeless(json);
    const verified = { ...search, key: keys[0] ?? '' };
    await measure(`explain a request of ${size} MB`, async () => {
      for await (const step of client.stream('signatures.explainSteps', { ...search, keys })) {
        if (step.kind === 'done') return `${step.explanation.triedCount} tried`;
      }
      return 'nothing';
    });
    await measure(
      `verify a request of ${size} MB`,
      async () => (await client.call('signatures.verify', verified)).code,
    );
    await measure(
      `take a request of ${size} MB apart`,
      async () => `${(await client.call('signatures.steps', verified)).parts.length} parts`,
    );
    const raw = Buffer.concat([bytesOf('POST /hooks HTTP/1.1\r\nHost: h.test\r\n\r\n'), json]);
    const inJson = JSON.stringify({ headers: {}, body: Buffer.from(json).toString() });
    for (const [name, text] of [
      ['raw', Uint8Array.from(raw)],
      ['JSON', inJson],
    ] as const) {
      await measure(`read a request of ${size} MB as ${name}`, async () => {
        const { isReadable } = await client.call('signatures.parse', { text });
        return isReadable ? 'read' : 'not read';
      });
    }
  }
}
