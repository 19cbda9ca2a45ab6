import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { launchElectronApp, makeTestFolders } from '../support/electron-app.ts';
import { electronProblem } from '../support/find-electron.ts';
import { AppPage } from './page/app-page.ts';

test.skip(electronProblem() !== null, electronProblem() ?? '');

test('in the desktop app JSON is completed under the strict policy, and event types leave and come in as files', async () => {
  test.setTimeout(90_000);
  const folders = await makeTestFolders();
  const { app: electron, page } = await launchElectronApp(folders.userData, folders.workspace);
  try {
    const app = new AppPage(page);
    await app.isReady();

    await test.step('the language service runs from the app’s own address', async () => {
      await app.openInList('Event types', 'task.completed');
      await app.editor('Payload of Task done').click();
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.press('Delete');
      await page.keyboard.type('{"task": {"');
      const list = page.locator('.suggest-widget .monaco-list-row');
      await expect(list.filter({ hasText: 'completed_at' }).first()).toBeVisible();
      await page.keyboard.press('Escape');
      await page.keyboard.type('id": 9007199254740993');
      const file = () => readFileSync(join(folders.workspace, 'event-types/task.completed.json'), 'utf8');
      await expect.poll(file).toContain('{"task": {"id": 9007199254740993}}');
    });

    await test.step('out through the host’s saving, in through its dialog', async () => {
      const saved = join(folders.userData, 'export.yaml');
      // In place of the system's dialog, which no test can answer.
      await electron.evaluate(({ session }, path) => {
        session.defaultSession.once('will-download', (_event, item) => item.setSavePath(path));
      }, saved);
      await page.getByRole('button', { name: 'Import and export' }).click();
      await page.getByRole('menuitem', { name: 'Export event types as OpenAPI 3.1 (YAML)' }).click();
      const readSaved = () => {
        try {
          return readFileSync(saved, 'utf8');
        } catch {
          return '';
        }
      };
      await expect.poll(readSaved).toContain('9007199254740993');
      await page.getByRole('button', { name: 'Import and export' }).click();
      await page.getByRole('menuitem', { name: /^Import event types/ }).click();
      const chosen = page.waitForEvent('filechooser');
      await page.getByRole('button', { name: 'Choose a file…' }).click();
      await (await chosen).setFiles(saved);
      const plan = page.getByRole('region', { name: 'What it would do' });
      await expect(plan.getByRole('listitem').filter({ hasText: 'task.completed' })).toContainText('Same as here');
    });
  } finally {
    await electron.close();
    folders.remove();
  }
});
