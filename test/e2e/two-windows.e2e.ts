import { expect, type Page, test } from '@playwright/test';
import type { AppPage } from './page/app-page.ts';
import { openStudio } from './page/open-studio.ts';
import { serveExample } from './page/serve-example.ts';

const example = serveExample('test');
async function secondWindow(page: Page): Promise<AppPage> {
  return example.open(await page.context().newPage());
}

test('a channel that another window deletes while one types says so, and can be written again or let go', async ({
  page,
}) => {
  const app = await openStudio(page, example);
  const other = await secondWindow(page);
  const typeAndDelete = async (text: string): Promise<void> => {
    await other.openView('Channels');
    await other.openInList('Channels', 'Customer webhook');
    await app.typeAtLineEnd('Body template', 1, text);
    await other.list('Channels').getByRole('listbox').focus();
    await other.page.keyboard.press('Delete');
    await expect(other.list('Channels').getByText('A channel says how')).toBeVisible();
    // Whichever came first, the key or the deletion: this one comes after.
    await page.keyboard.type('  ');
    await expect(page.getByText(/^This was deleted elsewhere while you were editing it/)).toBeVisible();
    await expect(app.tab('Customer webhook')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Compare', exact: true })).toHaveCount(0);
  };

  await typeAndDelete(' ');
  await page.getByRole('button', { name: 'Write it again' }).click();
  await expect(page.getByText(/^This was deleted elsewhere/)).toHaveCount(0);
  await expect(other.list('Channels').getByRole('option', { name: /Customer webhook/ })).toBeVisible();

  await typeAndDelete('   ');
  await page.getByRole('button', { name: 'Let it go' }).click();
  await expect(app.tab('Customer webhook')).toHaveCount(0);
});

test('what is typed into a webhook comes back with it when its project was deleted in another window', async ({
  page,
}) => {
  const app = await example.open(page);
  const other = await secondWindow(page);
  await app.openInList('Projects', 'Acme');
  await page.getByRole('grid').getByText('Legacy endpoint').click();
  const name = page.locator('[data-webhook="legacy-hook"]').getByRole('textbox', { name: 'Name' });
  await expect(name).toHaveValue('Legacy endpoint');
  await other.openInList('Projects', 'Acme');
  await other.list('Projects').getByRole('tree').focus();
  // The save that would follow comes too late; were it in time, the deletion would take it along and give it back.
  await name.fill('Legacy typed');
  await other.page.keyboard.press('Delete');
  await expect(page.getByText('This project is not in this environment.')).toBeVisible();
  await expect(app.tab(/^Acme/)).toBeVisible();
  await other.page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(page.getByRole('grid').getByText('Legacy typed')).toBeVisible();
  await expect(other.page.getByText('Project "Acme" was deleted.')).toHaveCount(0);
});

test('the tab of what another window deleted keeps its name, also when its own window is loaded anew', async ({
  page,
}) => {
  const app = await example.open(page);
  const other = await secondWindow(page);
  await app.openInList('Projects', 'Acme');
  await app.openView('Receivers');
  await app.openInList('Receivers', 'Legacy: 401');
  await expect(app.tab('Legacy: 401')).toBeVisible();
  await other.openInList('Projects', 'Acme');
  await other.list('Projects').getByRole('tree').focus();
  await other.page.keyboard.press('Delete');
  await app.tab('Acme').click();
  await expect(page.getByText('This project is not in this environment.')).toBeVisible();
  await page.reload();
  await app.isReady();
  await expect(page.getByText('This project is not in this environment.')).toBeVisible();
  await expect(app.tab('Acme')).toBeVisible();
});
