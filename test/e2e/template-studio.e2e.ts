import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { makeServedFolders, type ServedApp, type ServedFolders, serveApp } from '../support/served-app.ts';
import type { AppPage } from './page/app-page.ts';
import { openStudio } from './page/open-studio.ts';

let folders: ServedFolders;
let served: ServedApp;

test.beforeEach(async () => {
  folders = makeServedFolders();
  served = await serveApp(folders);
});
test.afterEach(async () => {
  await served.stop();
  folders.remove();
});

/** Puts the caret into an empty body, with the keyboard alone once the editor has the focus. */
async function emptyBody(app: AppPage): Promise<void> {
  await app.editor('Body template').click();
  await app.page.keyboard.press('ControlOrMeta+a');
  await app.page.keyboard.press('Delete');
}

test('type, complete, see a squiggle, fix it, find what printed a value, and back', async ({ page }) => {
  const app = await openStudio(page, served.url);
  const body = app.editor('Body template');
  const preview = page.getByRole('region', { name: 'Preview' });

  await test.step('what is completed is in reach: assigned, with its value', async () => {
    await emptyBody(app);
    await page.keyboard.type('{% assign total = data.eventType %}\n{{ tot');
    const entry = page.locator('.suggest-widget .monaco-list-row').first();
    await expect(entry).toHaveAttribute('aria-label', /^total, project\.created/);
    await page.keyboard.press('Enter');
    await page.keyboard.type(' }}');
    await expect(body).toContainText('{{ total }}');
  });

  await test.step('a text without json is marked, and mended with the keyboard', async () => {
    await expect(body.locator('.squiggly-error, .squiggly-warning').first()).toBeVisible();
    await page.keyboard.press('ControlOrMeta+Home');
    await page.keyboard.press('F8');
    await expect(page.locator('.marker-widget')).toBeVisible();
    await page.keyboard.press('Escape');
    await page.keyboard.press('ControlOrMeta+.');
    await expect(page.locator('.action-widget').first()).toContainText('| json');
    await page.keyboard.press('Enter');
    await expect(body).toContainText('{{ total | json }}');
    await expect(preview.getByText('Valid JSON')).toBeVisible();
  });

  await test.step('a value in the preview finds its expression', async () => {
    const value = preview.getByRole('region', { name: 'Body' }).locator('[data-span]').first();
    await expect(value).toHaveText('"project.created"');
    await app.hoverUntilShown(value, page.locator('.hookbench-origin'));
    await expect(preview.getByText(/body 2:1/)).toBeVisible();
    await value.click();
    await expect(value).toHaveAttribute('data-at-caret', 'true');
  });

  await test.step('the name is renamed wherever it is meant', async () => {
    await page.keyboard.press('ControlOrMeta+Home');
    for (let step = 0; step < 11; step += 1) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('F2');
    await expect(page.locator('.rename-box input')).toBeFocused();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('kind');
    await page.keyboard.press('Enter');
    await expect(body).toContainText('{% assign kind = data.eventType %}');
    await expect(body).toContainText('{{ kind | json }}');
  });

  await test.step('formatting tidies the tags alone', async () => {
    await emptyBody(app);
    await page.keyboard.type('{{data.eventType|json}}');
    await page.keyboard.press('Shift+Alt+F');
    await expect(body).toContainText('{{ data.eventType | json }}');
  });
});

test('what fails with a sample that is not shown is marked at its place', async ({ page }) => {
  const app = await openStudio(page, served.url);
  const body = app.editor('Body template');
  const preview = page.getByRole('region', { name: 'Preview' });
  await emptyBody(app);
  await page.keyboard.insertText('{ "a": {{ data.payload.project.name | json }} }');
  await expect(preview.getByText('Valid JSON')).toBeVisible();
  const mark = body.locator('.squiggly-error').first();
  await expect(mark).toBeVisible();
  await page.keyboard.press('F8');
  await expect(page.locator('.marker-widget')).toContainText('With task.completed');
  await page.keyboard.press('Escape');
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.insertText(' ');
  await expect(mark).toBeHidden();
});

test('by the keyboard alone: from the preview to the expression', async ({ page }) => {
  await openStudio(page, served.url);
  const preview = page.getByRole('region', { name: 'Preview' });
  await expect(preview.locator('[data-span]').first()).toBeVisible();
  await preview.getByRole('region', { name: 'Body' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(preview.getByText(/data\.eventType · body 2:/)).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(preview.locator('[data-at-caret]').first()).toBeVisible();
});

test('a pinned preview shows what an edit changed; columns show every recipient', async ({ page }) => {
  const app = await openStudio(page, served.url);
  const preview = page.getByRole('region', { name: 'Preview' });
  await preview.getByRole('button', { name: 'Pin this preview and compare with it' }).click();
  await app.typeAtLineEnd('Body template', 2, '\n"sent_to": {{ recipient.name | json }},');
  const changes = preview.getByRole('region', { name: 'Changes' });
  await expect(changes.locator('[data-changed="after"]', { hasText: '"sent_to"' })).toBeVisible();
  await page.getByRole('tab', { name: 'Compare' }).click();
  await page.getByRole('button', { name: 'Every recipient' }).click();
  await expect(page.getByText(/lines? differ/).first()).toBeVisible();
});

test('the matrix test lists a failure and goes to its place', async ({ page }) => {
  const app = await openStudio(page, served.url);
  await app.typeAtLineEnd('Body template', 2, ' {{ recipient.nme }}');
  await page.keyboard.press('ControlOrMeta+s');
  await page.getByRole('button', { name: 'Test every channel with every sample' }).click();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const finding = page.getByRole('listbox', { name: 'Findings of the matrix test' }).getByText(/nme/).first();
  await expect(finding).toBeVisible();
  await finding.click();
  await expect(app.editor('Body template').locator('.selected-text').first()).toBeVisible();
});

for (const colorScheme of ['dark', 'light'] as const) {
  test(`no serious accessibility problem (${colorScheme})`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await openStudio(page, served.url);
    await expect(page.locator('[data-span]').first()).toBeVisible();
    await page.getByRole('tab', { name: 'Compare' }).click();
    await page.getByRole('button', { name: 'Every recipient' }).click();
    await expect(page.getByText(/lines? differ/).first()).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).exclude('.monaco-editor').analyze();
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(serious.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  });
}
