import { spawn } from 'node:child_process';
import { median, printGoal, printRows } from './support/figures.ts';
import { startHelper } from './support/processes.ts';
import { createBenchWorkspace, openBenchEngine, runOnce } from './support/workspace.ts';

/**
 * Peak memory of a process that opens a workspace and runs a fan-out over all its webhooks: 100,000 recipients against
 * 1,000, each in a fresh process. The workspace is in memory too: it is part of what a user has.
 */
const sizes = [1_000, 100_000] as const;
const rounds = 3;

if (process.argv[2] === 'child') {
  await child(Number(process.argv[3]), String(process.argv[4]));
} else {
  await parent();
}

async function child(count: number, origin: string): Promise<void> {
  const workspace = await createBenchWorkspace({ count, url: `${origin}/hooks/bench`, body: 'perRecipient' });
  // What building the workspace took is not what is measured: the engine starts in a process of its own.
  const measured = spawn(
    process.execPath,
    [process.argv[1] ?? '', 'engine', workspace.workspacePath, workspace.dataPath],
    {
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  );
  await new Promise((resolve) => measured.on('exit', resolve));
  await workspace.remove();
}

async function parent(): Promise<void> {
  if (process.argv[2] === 'engine') return measureEngine(String(process.argv[3]), String(process.argv[4]));
  const receiver = startHelper('bench/support/counting-receiver.mjs');
  const origin = `http://127.0.0.1:${await receiver.nextLine()}`;
  const peaks = new Map<number, number[]>(sizes.map((size) => [size, []]));
  const ratios: number[] = [];
  try {
    for (let round = 0; round < rounds; round += 1) {
      for (const size of sizes) peaks.get(size)?.push(await peakOf(size, origin));
      ratios.push((peaks.get(sizes[1])?.at(-1) ?? 0) / (peaks.get(sizes[0])?.at(-1) ?? 1));
    }
  } finally {
    await receiver.stop();
  }
  printRows(
    ['recipients', 'peak MB (median)', '÷ 1,000'],
    sizes.map((size) => {
      const peak = median(peaks.get(size) ?? []);
      return [String(size), peak.toFixed(0), (peak / median(peaks.get(sizes[0]) ?? [])).toFixed(2)];
    }),
  );
  printGoal('peak for 100,000 ÷ peak for 1,000', { value: median(ratios), limit: 1.5, kind: 'below' });
}

async function peakOf(count: number, origin: string): Promise<number> {
  const helper = startHelper('dist/bench/memory.bench.mjs', ['child', String(count), origin]);
  const line = await helper.nextLine();
  const { peakMb, delivered } = JSON.parse(line) as { peakMb: number; delivered: number };
  if (delivered !== count) throw new Error(`${delivered} of ${count} messages were delivered`);
  await new Promise((resolve) => helper.child.on('exit', resolve));
  return peakMb;
}

async function measureEngine(workspacePath: string, dataPath: string): Promise<void> {
  const engine = await openBenchEngine({ workspacePath, dataPath, remove: async () => {} });
  const { delivered } = await runOnce(engine, 50);
  await engine.close();
  // maxRSS is in kilobytes.
  console.log(JSON.stringify({ peakMb: process.resourceUsage().maxRSS / 1024, delivered }));
}
