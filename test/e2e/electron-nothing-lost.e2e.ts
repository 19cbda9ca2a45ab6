import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ElectronApplication, expect, type Page, test } from '@playwright/test';
import { launchElectronApp, makeTestFolders } from '../support/electron-app.ts';
import { electronProblem } from '../support/find-electron.ts';
import { AppPage } from './page/app-page.ts';
import { typeUntil } from './page/type-until.ts';

test.skip(electronProblem() !== null, electronProblem() ?? '');

const label = 'Body template';

async function openStudio(page: Page): Promise<AppPage> {
  const app = new AppPage(page);
  await app.isReady();
  await app.openView('Channels');
  await app.openInList('Channels', 'Customer webhook');
  await expect(app.editor(label).locator('.view-line').first()).toBeVisible();
  return app;
}

/** Every process of the app: the main one, the window's, the engine's and their helpers. */
async function processIdsOf(app: ElectronApplication): Promise<number[]> {
  const processIds = await app.evaluate((electron) => electron.app.getAppMetrics().map(({ pid }) => pid));
  expect(processIds).toContain(app.process().pid);
  expect(processIds.length).toBeGreaterThanOrEqual(3);
  return processIds;
}

test('the desktop app is killed while somebody types: it is there after the restart', async () => {
  test.setTimeout(120_000);
  const folders = await makeTestFolders();
  const launch = () => launchElectronApp(folders.userData, folders.workspace);
  try {
    const { app, page } = await launch();
    const opened = await openStudio(page);
    const processIds = await processIdsOf(app);
    const closed = app.waitForEvent('close');
    // All at once, as the system does when it is out of memory: nothing can be finished.
    const kept = await typeUntil(opened, label, async () => {
      for (const processId of processIds) process.kill(processId, 'SIGKILL');
    });
    await closed;
    expect(readFileSync(join(folders.workspace, 'channels/customer-webhook/body.liquid'), 'utf8')).toContain(kept);
    const again = await launch();
    try {
      const studio = await openStudio(again.page);
      await expect(studio.editor(label)).toContainText(kept);
      await expect(again.page.getByText('Keep mine')).toHaveCount(0);
    } finally {
      await again.app.close();
    }
  } finally {
    folders.remove();
  }
});
