import type { Page } from '@playwright/test';
import { launchElectronApp, makeTestFolders } from '../test/support/electron-app.ts';
import { electronProblem } from '../test/support/find-electron.ts';
import { printGoal, printRows } from './support/figures.ts';
import type { KeyLatency } from './support/key-latency.ts';
import { latencyOf, latencyRow, typed, typeIntoStudio } from './support/typed-preview.ts';

/**
 * From a key to the painted preview in the desktop app, whose connection to the engine a worker holds (ADR 10), against
 * the same app with its connection held by the page, which is what a page does that cannot share memory.
 */
const rounds = 2;

async function measure(holder: 'worker' | 'page'): Promise<KeyLatency[]> {
  const folders = await makeTestFolders();
  try {
    const { app, page } = await launchElectronApp(folders.userData, folders.workspace);
    try {
      await page.getByRole('navigation').getByRole('button', { name: 'Channels', exact: true }).waitFor();
      if (holder === 'page') await connectFromPage(page);
      return await typeIntoStudio(page);
    } finally {
      await app.close();
    }
  } finally {
    folders.remove();
  }
}

/** Has the page take another port to the engine, and hold it itself. */
async function connectFromPage(page: Page): Promise<void> {
  await page.evaluate(() => {
    Object.defineProperty(globalThis, 'crossOriginIsolated', { value: false });
    Reflect.get(globalThis, 'hookbench').requestEnginePort();
  });
  await page.waitForTimeout(1000);
}

const problem = electronProblem();
if (problem !== null) {
  console.log(`skipped: ${problem}`);
} else {
  const latencies: Record<'worker' | 'page', KeyLatency[][]> = { worker: [], page: [] };
  for (let round = 0; round < rounds; round += 1) {
    for (const holder of ['page', 'worker'] as const) latencies[holder].push(await measure(holder));
  }
  printRows(
    [`${typed.length} keys, ${rounds} rounds`, 'changed p50 ms', 'p95', 'painted p50 ms', 'p95'],
    [
      latencyRow('desktop app, connection held by the page', latencies.page),
      latencyRow('desktop app, connection held by a worker', latencies.worker),
    ],
  );
  const ratio = latencyOf(latencies.worker, 0.95, 'paintedMs') / latencyOf(latencies.page, 0.95, 'paintedMs');
  printGoal('held by a worker ÷ by the page, painted p95', { value: ratio, limit: 1, kind: 'below' });
}
