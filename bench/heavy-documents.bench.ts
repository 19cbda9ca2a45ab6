import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { CommandInput, EngineClient } from '../core/contract/index.ts';
import { printGoal, printRows } from './support/figures.ts';
import { createBenchWorkspace, openBenchEngine } from './support/workspace.ts';

/**
 * Work on heavy documents, and how long the engine's thread answers nothing meanwhile: every other call, preview and run
 * waits that long.
 */
const longestPauseMs = 100;
const tickMs = 5;

interface Figures {
  name: string;
  tookMs: number;
  pauseMs: number;
  outcome: string;
}

/** The longest time between two turns of this thread while `work` is under way. */
async function measure(name: string, work: () => Promise<string>): Promise<Figures> {
  globalThis.gc?.();
  await pause(50);
  let pauseMs = 0;
  let last = performance.now();
  const look = () => {
    const now = performance.now();
    pauseMs = Math.max(pauseMs, now - last - tickMs);
    last = now;
  };
  const timer = setInterval(look, tickMs);
  const began = performance.now();
  const outcome = await work().catch((error: unknown) => `refused: ${(error as Error).message.slice(0, 90)}`);
  const tookMs = performance.now() - began;
  await pause(2 * tickMs);
  look();
  clearInterval(timer);
  return { name, tookMs, pauseMs, outcome };
}

const property = (index: number) => ({
  type: 'string',
  description: `What the field number ${index} says`,
  maxLength: index,
});

/** An OpenAPI document of about so many characters. */
function openApi(characters: number, write: (document: object) => string): string {
  const make = (count: number) => {
    const webhooks: Record<string, unknown> = {};
    for (let at = 0; at < count; at += 1) {
      const properties = Object.fromEntries(
        Array.from({ length: 20 }, (_, index) => [`field${index}`, property(index)]),
      );
      const schema = { type: 'object', properties, required: ['field0'] };
      webhooks[`event.${at}`] = { post: { requestBody: { content: { 'application/json': { schema } } } } };
    }
    return write({ openapi: '3.1.0', info: { title: 'Heavy', version: '1' }, webhooks });
  };
  return make(Math.max(1, Math.round(characters / (make(200).length / 200))));
}

/** What js-yaml would write: one value a line. */
function asYaml(value: unknown, margin = ''): string {
  if (typeof value !== 'object' || value === null) return ` ${JSON.stringify(value)}\n`;
  const lines = Array.isArray(value)
    ? value.map((item) => `${margin}-${asYaml(item, `${margin}  `)}`)
    : Object.entries(value).map(([key, item]) => `${margin}${key}:${asYaml(item, `${margin}  `)}`);
  return `\n${lines.join('')}`;
}

function sampleText(characters: number): string {
  const item = (id: number) => ({
    id,
    name: `item ${id}`,
    price: 1.5,
    tags: ['a', 'b'],
    address: { city: 'Oslo', zip: '0150' },
  });
  const count = Math.round(characters / JSON.stringify(item(10_000)).length);
  return JSON.stringify({ items: Array.from({ length: count }, (_, id) => item(id)) });
}

const sampleSchema = {
  type: 'object',
  properties: {
    items: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id', 'name'],
        properties: {
          id: { type: 'integer' },
          name: { type: 'string', minLength: 1 },
          price: { type: 'number' },
          tags: { type: 'array', items: { type: 'string' } },
          address: {
            type: 'object',
            properties: { city: { type: 'string' }, zip: { type: 'string', pattern: '^\\d+$' } },
          },
        },
      },
    },
  },
};

/** Signed by nobody. */
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

async function explained(client: EngineClient, body: Uint8Array): Promise<string> {
  for await (const step of client.stream('signatures.explainSteps', hopeless(body))) {
    if (step.kind === 'done') return `${step.explanation.triedCount} tried`;
  }
  return 'nothing';
}

const megabytes = (count: number) => count * 1_000_000;
const bytesOf = (text: string) => new TextEncoder().encode(text);
const rows: Figures[] = [];
const workspace = await createBenchWorkspace({ count: 10, url: 'http://127.0.0.1:9/', body: 'shared' });
const engine = await openBenchEngine(workspace);
const client = engine.client();
// What a thread, a library or a schema costs once is not what is asked for here.
await client.call('eventTypes.checkSample', { text: sampleText(megabytes(2)), schema: sampleSchema });
await client.call('eventTypes.planImport', { text: openApi(100_000, asYaml) });

const plan = (text: string) => async () => {
  const { eventTypes } = await client.call('eventTypes.planImport', { text });
  return `${eventTypes.length} event types`;
};
for (const size of [0.3, 1, 2, 3.9])
  rows.push(await measure(`import YAML of ${size} MB`, plan(openApi(megabytes(size), asYaml))));
rows.push(await measure('import YAML of 3.9 MB, one flow list', plan(`a: [${'a, '.repeat(megabytes(1.3))}]`)));
rows.push(
  await measure('import YAML of 3.9 MB, names only', plan('a'.padEnd(4).concat(':\n').repeat(megabytes(0.65)))),
);
for (const size of [1, 10, 19])
  rows.push(await measure(`import JSON of ${size} MB`, plan(openApi(megabytes(size), JSON.stringify))));

for (const size of [1, 10]) {
  const text = sampleText(megabytes(size));
  rows.push(
    await measure(`check a sample of ${size} MB`, async () => {
      const { findings } = await client.call('eventTypes.checkSample', { text, schema: sampleSchema });
      return `${findings.length} findings`;
    }),
  );
  rows.push(
    await measure(`take a sample out of ${size} MB`, async () => {
      const taken = await client.call('eventTypes.payloadOf', { text, schema: sampleSchema });
      return `${taken.text.length} characters`;
    }),
  );
}
const schemaText = JSON.stringify({
  properties: Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`p${index}`, property(index)])),
});
rows.push(
  await measure(
    'check a schema of 2 MB',
    async () => `${(await client.call('eventTypes.checkSchema', { text: schemaText })).findings.length} findings`,
  ),
);
rows.push(
  await measure(
    'compare schemas of 2 MB',
    async () =>
      `${(await client.call('eventTypes.compareTexts', { before: schemaText, after: schemaText.replaceAll('string', 'number') })).length} changes`,
  ),
);

for (const size of [1, 20]) {
  const json = bytesOf(sampleText(megabytes(size)));
  rows.push(await measure(`explain a request of ${size} MB`, () => explained(client, json)));
  const { request, scheme, keys, nowMs } = hopeless(json);
  rows.push(
    await measure(
      `verify a request of ${size} MB`,
      async () => (await client.call('signatures.verify', { request, scheme, key: keys[0] ?? '', nowMs })).code,
    ),
  );
  rows.push(
    await measure(
      `steps of a request of ${size} MB`,
      async () =>
        `${(await client.call('signatures.steps', { request, scheme, key: keys[0] ?? '', nowMs })).parts.length} parts`,
    ),
  );
  const raw = Buffer.concat([bytesOf('POST /hooks HTTP/1.1\r\nHost: h.test\r\n\r\n'), json]);
  rows.push(
    await measure(`read a raw request of ${size} MB`, async () =>
      String((await client.call('signatures.parse', { text: raw })).isReadable),
    ),
  );
  const inJson = JSON.stringify({ headers: {}, body: Buffer.from(json).toString() });
  rows.push(
    await measure(`read a request as JSON of ${size} MB`, async () =>
      String((await client.call('signatures.parse', { text: inJson })).isReadable),
    ),
  );
  rows.push(
    await measure(`recognise a request of ${size} MB`, async () =>
      String(
        (await client.call('signatures.recognise', { headers: request.headers, url: request.url, body: json })).length,
      ),
    ),
  );
}

const file = join(workspace.workspacePath, 'event-types/heavy.json');
for (const size of [1, 10, 50]) {
  const examples = [{ name: 'Heavy', payload: JSON.parse(sampleText(megabytes(size * 0.355))) }];
  const text = `${JSON.stringify({ description: '', schema: sampleSchema, examples }, null, 2)}\n`;
  await writeFile(file, text);
  const folder = await mkdtemp(join(tmpdir(), 'hookbench-bench-'));
  rows.push(
    await measure(`open a workspace with an event type of ${Math.round(text.length / megabytes(1))} MB`, async () => {
      const other = await openBenchEngine({ ...workspace, dataPath: folder });
      const found = (await other.client().call('documents.list', {})).some(({ key }) => key === 'heavy');
      await other.close();
      return String(found);
    }),
  );
  await rm(folder, { recursive: true, force: true });
}
await engine.close();
await workspace.remove();

printRows(
  ['work', 'took ms', 'longest pause ms', 'outcome'],
  rows.map(({ name, tookMs, pauseMs, outcome }) => [name, tookMs.toFixed(0), pauseMs.toFixed(0), outcome]),
);
const longest = Math.max(...rows.map(({ pauseMs }) => pauseMs));
printGoal('longest pause, ms', { value: longest, limit: longestPauseMs, kind: 'below' });
