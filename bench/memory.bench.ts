import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { keepHeapSmall } from '../core/engine-heap.ts';
import { median, printGoal, printRows } from './support/figures.ts';
import { inProject, startHelper } from './support/processes.ts';
import { runStreamed } from './support/streamed-run.ts';
import { createBenchWorkspace, openBenchEngine, runOnce } from './support/workspace.ts';

/**
 * Peak memory of a process that fans out to 100,000 recipients against 1,000, log on, each in a fresh process. First with
 * all of them as objects and subscriptions of the open workspace, which is what a user has; then, to tell the run's own
 * share apart, with recipients that are made one by one and kept nowhere.
 */
const sizes = [1_000, 100_000] as const;
const rounds = 2;
const sources = { workspace: 'all in the workspace', streamed: 'streamed from outside it' } as const;
type Source = keyof typeof sources;

interface Measured {
  peakMb: number;
  delivered: number;
}

const [, script = '', role, source, count, url, workspacePath = '', dataPath = ''] = process.argv;
if (role === 'prepare') await prepare(source as Source, Number(count), String(url));
else if (role === 'measure') await measure(source as Source, Number(count), String(url));
else await compare();

async function compare(): Promise<void> {
  const receiver = startHelper('bench/support/counting-receiver.mjs');
  const hook = `http://127.0.0.1:${await receiver.nextLine()}/hooks/bench`;
  const rows: string[][] = [];
  const goals: (() => void)[] = [];
  try {
    for (const kind of ['workspace', 'streamed'] as const) {
      const peaks = new Map<number, number[]>(sizes.map((size) => [size, []]));
      for (let round = 0; round < rounds; round += 1) {
        for (const size of sizes) peaks.get(size)?.push(await peakOf(kind, size, hook));
      }
      const [few = Number.NaN, many = Number.NaN] = sizes.map((size) => median(peaks.get(size) ?? []));
      rows.push([sources[kind], few.toFixed(0), many.toFixed(0), (many / few).toFixed(2)]);
      goals.push(() =>
        printGoal(`peak for 100,000 ÷ peak for 1,000, ${sources[kind]}`, {
          value: many / few,
          limit: 1.5,
          kind: 'below',
        }),
      );
    }
  } finally {
    await receiver.stop();
  }
  printRows([`peak RSS in MB, ${rounds} rounds`, '1,000', '100,000', '÷'], rows);
  for (const print of goals) print();
}

async function peakOf(kind: Source, size: number, hook: string): Promise<number> {
  const helper = startHelper('dist/bench/memory.bench.mjs', ['prepare', kind, String(size), hook]);
  const ended = once(helper.child, 'exit');
  const { peakMb, delivered } = JSON.parse(await helper.nextLine()) as Measured;
  if (delivered !== size) throw new Error(`${delivered} of ${size} messages were delivered`);
  await ended;
  return peakMb;
}

/** What making the workspace takes is not measured: the engine starts in a process of its own. */
async function prepare(kind: Source, size: number, hook: string): Promise<void> {
  const inWorkspace = kind === 'workspace' ? size : 1;
  const folders = await createBenchWorkspace({ count: inWorkspace, url: hook, body: 'perRecipient' });
  try {
    const child = spawn(
      process.execPath,
      [inProject(script), 'measure', kind, String(size), hook, folders.workspacePath, folders.dataPath],
      { stdio: ['ignore', 'inherit', 'inherit'] },
    );
    await once(child, 'exit');
  } finally {
    await folders.remove();
  }
}

async function measure(kind: Source, size: number, hook: string): Promise<void> {
  // As the hosts do.
  keepHeapSmall();
  const folders = { workspacePath, dataPath, remove: async () => {} };
  const delivered = kind === 'workspace' ? await runWhole(folders) : await runStreamed(folders, size, hook);
  // maxRSS is in kilobytes.
  const measured: Measured = { peakMb: process.resourceUsage().maxRSS / 1024, delivered };
  console.log(JSON.stringify(measured));
}

async function runWhole(folders: Parameters<typeof openBenchEngine>[0]): Promise<number> {
  const engine = await openBenchEngine(folders);
  const { delivered } = await runOnce(engine, 50);
  await engine.close();
  return delivered;
}
