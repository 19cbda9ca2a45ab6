import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { launchElectronApp, makeTestFolders } from '../support/electron-app.ts';
import { electronProblem } from '../support/find-electron.ts';
import { AppPage } from './page/app-page.ts';

test.skip(electronProblem() !== null, electronProblem() ?? '');

test('the signature lab in the desktop app: verify, stop, and save code where the dialog says', async () => {
  test.setTimeout(90_000);
  const folders = await makeTestFolders();
  const { app, page } = await launchElectronApp(folders.userData, folders.workspace);
  try {
    const window = new AppPage(page);
    await window.isReady();
    await window.openView('Signatures');
    await window.openInList('Signature schemes', 'Stripe');
    await page.getByRole('tab', { name: 'Verify', exact: true }).click();
    await page.getByRole('button', { name: 'Show me a signed request' }).click();
    await expect(page.getByLabel('Body', { exact: true })).not.toHaveValue('');
    await page.getByRole('button', { name: 'Verify', exact: true }).click();
    await expect(page.getByText('Signature valid', { exact: true })).toBeVisible();

    await page.getByRole('tab', { name: 'Verifier code', exact: true }).click();
    const code = page.getByRole('region', { name: 'Code of verify-webhook.mjs' });
    await expect(code).toBeVisible();
    const file = join(folders.userData, 'saved-verifier.mjs');
    // The system's dialog cannot be worked from here: its answer is given, and the file is what is looked at.
    await app.evaluate(({ session }, path) => {
      session.defaultSession.once('will-download', (_event, item) => item.setSavePath(path));
    }, file);
    await page.getByRole('button', { name: 'Save…' }).first().click();
    const shown = (await code.textContent()) ?? '';
    await expect.poll(() => readFile(file, 'utf8').catch(() => '')).toContain(shown.slice(0, 60));
  } finally {
    await app.close();
    folders.remove();
  }
});
