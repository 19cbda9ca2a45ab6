import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { launchElectronApp, makeTestFolders } from '../support/electron-app.ts';
import { electronProblem } from '../support/find-electron.ts';
import { AppPage } from './page/app-page.ts';

test.skip(electronProblem() !== null, electronProblem() ?? '');

test('the desktop saves a HAR file where it is told to, and says when it cannot', async () => {
  test.setTimeout(90_000);
  const folders = await makeTestFolders();
  const file = join(folders.userData, 'saved.har');
  try {
    const { app, page } = await launchElectronApp(folders.userData, folders.workspace);
    try {
      const window = new AppPage(page);
      await window.isReady();
      await window.openView('Runs');
      await window.openInList('Runs', 'A task is completed');
      await page.getByRole('button', { name: 'Run scenario' }).click();
      await expect(page.getByText('2 delivered')).toBeVisible({ timeout: 30_000 });
      await window.openView('Deliveries');
      await window.openInList('Deliveries', 'All attempts');

      // Stands in for the system's dialogs: the place that is chosen, and what the message box would say.
      const choose = (path: string) =>
        app.evaluate(({ session, dialog }, chosen) => {
          const host = globalThis as { said?: string };
          dialog.showMessageBox = (...given: unknown[]) => {
            host.said = (given.at(-1) as { message: string }).message;
            return Promise.resolve({ response: 0, checkboxChecked: false });
          };
          session.defaultSession.prependOnceListener('will-download', (_event, item) => item.setSavePath(chosen));
        }, path);
      const save = async () => {
        await page.getByRole('button', { name: 'Export what is shown as HAR' }).click();
        await page.getByRole('menuitem', { name: 'Export as HAR, secrets replaced' }).click();
      };

      await choose(file);
      await save();
      await expect(
        page.getByText(/^all-deliveries\.har was made of 5 attempts; values of secrets are replaced/),
      ).toBeVisible();
      await expect.poll(() => existsSync(file)).toBe(true);
      await expect
        .poll(() => JSON.parse(readFileSync(file, 'utf8') || '{"log":{"entries":[]}}').log.entries.length)
        .toBe(5);

      const noFolder = join(folders.userData, 'a-file');
      writeFileSync(noFolder, '');
      await choose(join(noFolder, 'lost.har'));
      await save();
      const said = () => app.evaluate(() => (globalThis as { said?: string }).said);
      await expect.poll(said).toBe('lost.har could not be saved.');
    } finally {
      await app.close();
    }
  } finally {
    folders.remove();
  }
});
