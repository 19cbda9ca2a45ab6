import { expect, test } from '@playwright/test';
import { launchElectronApp, makeTestFolders } from '../support/electron-app.ts';
import { electronProblem } from '../support/find-electron.ts';
import { speakHttps } from '../support/https-example.ts';
import { AppPage } from './page/app-page.ts';

test.skip(electronProblem() !== null, electronProblem() ?? '');

// Electron's TLS is BoringSSL, which is stricter with authorities and says other things of failures than Node's OpenSSL.
test('the desktop app trusts its https receivers, and refuses one that shows TLS 1.1 only', async () => {
  test.setTimeout(90_000);
  const folders = await makeTestFolders();
  try {
    await speakHttps(folders.workspace, 'good');
    const { app: electron, page } = await launchElectronApp(folders.userData, folders.workspace);
    try {
      const app = new AppPage(page);
      await app.isReady();
      const run = async (): Promise<void> => {
        await app.runScenario('A task is completed');
      };
      await run();
      await expect(page.getByText('2 delivered')).toBeVisible({ timeout: 30_000 });
      await speakHttps(folders.workspace, 'outdated-version');
      await app.openView('Receivers');
      await app.openInList('Receivers', 'Production: accepts');
      await app.tab(/Behaviour/).click();
      await expect(page.getByRole('button', { name: /A sender meets$/ })).toContainText('TLS 1.1');
      await run();
      await expect(page.getByText(/tls handshake failed/i).first()).toBeVisible({ timeout: 30_000 });
    } finally {
      await electron.close();
    }
  } finally {
    folders.remove();
  }
});
