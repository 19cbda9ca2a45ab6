import Knock from '@knocklabs/node';
import { expect, test } from '@playwright/test';
import { launchElectronApp, makeTestFolders } from '../support/electron-app.ts';
import { electronProblem } from '../support/find-electron.ts';
import { AppPage } from './page/app-page.ts';

test.skip(electronProblem() !== null, electronProblem() ?? '');

test("the desktop app serves Knock's SDK, and long bodies of two of its messages are compared", async () => {
  test.setTimeout(90_000);
  const folders = await makeTestFolders();
  try {
    const { app: electron, page } = await launchElectronApp(folders.userData, folders.workspace);
    try {
      const app = new AppPage(page);
      await app.isReady();
      await page.getByRole('button', { name: 'API off' }).click();
      await page.getByLabel('Port', { exact: true }).fill('0');
      await page.getByRole('toolbar', { name: 'Knock API' }).getByRole('button', { name: 'Switch on' }).click();
      await page.getByRole('button', { name: 'Show for 10 seconds' }).click();
      const keyField = page.getByRole('textbox', { name: 'API key' });
      await expect(keyField).toHaveValue(/^sk_hookbench_/);
      const shown = await page.getByRole('button', { name: /^API :\d+$/ }).textContent();
      const port = /\d+/.exec(shown ?? '')?.[0];
      const knock = new Knock({ apiKey: await keyField.inputValue(), baseURL: `http://127.0.0.1:${port}` });

      // Nobody answers: what matters is what was sent.
      const lines = Array.from({ length: 6000 }, (_, index) => `line ${index}`);
      for (const changed of ['before', 'after']) {
        await knock.workflows.trigger('customer-webhooks', {
          recipients: [{ collection: 'project_webhooks', id: 'prod-hook' }],
          data: { eventType: 'task.completed', payload: { lines: lines.with(3000, changed) } },
        });
      }
      await app.openView('Deliveries');
      await app.openInList('Deliveries', 'All attempts');
      const attempts = page.getByRole('grid', { name: 'Delivery attempts', exact: true });
      await attempts
        .getByRole('row', { name: /Production/ })
        .first()
        .click();
      await attempts
        .getByRole('row', { name: /Production/ })
        .nth(1)
        .click({ modifiers: ['ControlOrMeta'] });
      await page.getByRole('button', { name: 'Compare', exact: true }).click();
      const table = page.getByRole('table', { name: 'Two deliveries side by side' });
      await expect(table.getByText('"before"')).toBeVisible();
      await expect(table.getByText('"after"')).toBeVisible();
    } finally {
      await electron.close();
    }
  } finally {
    folders.remove();
  }
});
