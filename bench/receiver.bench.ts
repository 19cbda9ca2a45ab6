import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Receiver } from '../core/contract/index.ts';
import { median, printGoal, printRows } from './support/figures.ts';
import { startHelper } from './support/processes.ts';
import { createBenchWorkspace, openBenchEngine } from './support/workspace.ts';

/** A receiver of the engine, recording every request, against a bare node:http server that reads the body and answers. */
const connections = 50;
const durationMs = 2000;
const rounds = 5;

interface Load {
  perSecond: number;
  cpuShare: number;
}

async function load(port: number, path: string): Promise<Load> {
  const helper = startHelper('bench/support/raw-load.mjs', [port, path, connections, durationMs].map(String));
  const measured = JSON.parse(await helper.nextLine()) as Load;
  await helper.stop();
  return measured;
}

const receiver: Receiver = {
  name: 'Bench',
  port: 0,
  path: '/hooks/bench',
  answer: { status: 200, headers: [], body: 'ok', latencyMs: 0 },
  statusSequence: [],
  afterSequence: 'answer',
  verification: null,
};
const verifying: Receiver = {
  ...receiver,
  verification: { scheme: { preset: 'knock-channel' }, key: 'bench-key', onFailure: 'record' },
};

const workspace = await createBenchWorkspace({ count: 1, url: 'http://127.0.0.1:9/', body: 'shared' });
const engine = await openBenchEngine(workspace);
const client = engine.client();
const bare = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    response.writeHead(200, { 'content-length': '2' });
    response.end('ok');
  });
});
await new Promise<void>((resolve) => bare.listen(0, '127.0.0.1', resolve));
const barePort = (bare.address() as AddressInfo).port;

const figures = { bare: [] as Load[], recording: [] as Load[], verifying: [] as Load[] };
try {
  const ports: Record<string, number> = {};
  for (const [key, value] of Object.entries({ recording: receiver, verifying })) {
    await client.call('documents.put', { kind: 'receiver', key, value, baseRevision: null });
    const [state] = await client.call('receivers.start', { receivers: [key] });
    if (state?.url === null || state === undefined) throw new Error(state?.problem ?? 'the receiver did not start');
    ports[key] = Number(new URL(state.url).port);
  }
  for (let round = 0; round <= rounds; round += 1) {
    const measured = {
      bare: await load(barePort, '/hooks/bench'),
      recording: await load(ports.recording ?? 0, '/hooks/bench'),
      verifying: await load(ports.verifying ?? 0, '/hooks/bench'),
    };
    if (round === 0) continue; // warm-up
    figures.bare.push(measured.bare);
    figures.recording.push(measured.recording);
    figures.verifying.push(measured.verifying);
  }
} finally {
  bare.close();
  bare.closeAllConnections();
  await engine.close();
  await workspace.remove();
}

const ratiosOf = (loads: readonly Load[]) =>
  loads.map(({ perSecond }, round) => perSecond / (figures.bare[round]?.perSecond ?? Number.NaN));
const row = (name: string, loads: readonly Load[]) => {
  const ratios = ratiosOf(loads);
  return [
    name,
    Math.round(median(loads.map(({ perSecond }) => perSecond))).toString(),
    median(ratios).toFixed(2),
    `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`,
    median(loads.map(({ cpuShare }) => cpuShare)).toFixed(2),
  ];
};
printRows(
  [
    `${connections} connections, ${rounds} rounds`,
    'requests/s',
    '÷ bare',
    'min–max',
    "load generator's share of a core",
  ],
  [
    row('bare node:http that reads the body', figures.bare),
    row('receiver, recording', figures.recording),
    row('receiver, recording and verifying', figures.verifying),
  ],
);
if (median(figures.bare.map(({ cpuShare }) => cpuShare)) > 0.9) {
  console.log(
    'The load generator itself was the limit of the bare server: its real rate is higher, the ratios are flattered.',
  );
}
printGoal('recording ÷ bare', { value: median(ratiosOf(figures.recording)), limit: 0.6, kind: 'at least' });
