import { expect, type Page, test } from '@playwright/test';
import { launchElectronApp, makeTestFolders } from '../support/electron-app.ts';
import { electronProblem } from '../support/find-electron.ts';
import { seriousProblems } from './page/accessibility.ts';
import { AppPage } from './page/app-page.ts';

test.skip(electronProblem() !== null, electronProblem() ?? '');

async function inStudio(play: (app: AppPage, page: Page) => Promise<void>): Promise<void> {
  const folders = await makeTestFolders();
  try {
    const { app, page } = await launchElectronApp(folders.userData, folders.workspace);
    try {
      const studio = new AppPage(page);
      await studio.isReady();
      await studio.openView('Channels');
      await studio.openInList('Channels', 'Customer webhook');
      await expect(page.getByRole('region', { name: 'Preview' }).getByText('Valid JSON')).toBeVisible();
      await play(studio, page);
    } finally {
      await app.close();
    }
  } finally {
    folders.remove();
  }
}

test('the studio in the desktop app: type, complete, see a squiggle, fix it, find what printed a value', async () => {
  test.setTimeout(90_000);
  await inStudio(async (app, page) => {
    const body = app.editor('Body template');
    const preview = page.getByRole('region', { name: 'Preview' });
    await body.click();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('{"total": {{ data.eve');
    await expect(page.locator('.suggest-widget .monaco-list-row').first()).toHaveAttribute('aria-label', /^eventType/);
    await page.keyboard.press('Enter');
    await page.keyboard.type(' }}, "to": {{ recipient.url | json }}}');
    await expect(body.locator('.squiggly-error, .squiggly-warning').first()).toBeVisible();
    await page.keyboard.press('F8');
    await expect(page.locator('.marker-widget')).toBeVisible();
    await page.keyboard.press('Escape');
    await page.keyboard.press('ControlOrMeta+.');
    await expect(page.locator('.action-widget').first()).toContainText('| json');
    await page.keyboard.press('Enter');
    await expect(body).toContainText('{"total": {{ data.eventType | json }}, "to": {{ recipient.url | json }}}');
    await expect(preview.getByText('Valid JSON')).toBeVisible();

    const value = preview.getByRole('region', { name: 'Body' }).locator('[data-span]', { hasText: 'project.created' });
    await app.hoverUntilShown(value, page.locator('.hookbench-origin'));
    await expect(preview.getByText('data.eventType · body 1:11')).toBeVisible();
    await value.click();
    await expect(value).toHaveAttribute('data-at-caret', 'true');
    await expect(body.locator('.monaco-editor.focused')).toBeVisible();
  });
});

test('the studio in the desktop app by the keyboard alone, fit for assistive technology', async () => {
  test.setTimeout(90_000);
  await inStudio(async (app, page) => {
    const preview = page.getByRole('region', { name: 'Preview' });
    await page.keyboard.press('ControlOrMeta+k');
    await page.keyboard.type('Customer webhook');
    await page.keyboard.press('Enter');
    await preview.getByRole('region', { name: 'Body' }).focus();
    await page.keyboard.press('ArrowRight');
    await expect(preview.getByText(/data\.eventType · body 2:/)).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(app.editor('Body template').locator('.monaco-editor.focused')).toBeVisible();
    await expect(preview.locator('[data-at-caret]').first()).toBeVisible();
    await page.keyboard.press('Delete');
    await expect(app.editor('Body template').locator('.squiggly-error, .squiggly-warning').first()).toBeVisible();
    await page.keyboard.press('ControlOrMeta+z');
    await expect(preview.getByText('This is the last good render; the template has an error.')).toHaveCount(0);

    expect(await seriousProblems(page)).toEqual([]);
  });
});
