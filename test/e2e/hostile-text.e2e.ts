import { readFileSync, writeFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { serveExample } from './page/serve-example.ts';

const example = serveExample('test');
function rename(file: string, name: string): void {
  const path = example.file(file);
  writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), name }));
}

async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
  await page.keyboard.press('ControlOrMeta+V');
}

test('a name that turns the direction leaves what stands beside it where it was', async ({ page }) => {
  rename('channels/customer-webhook/channel.json', 'Hook\u202ekooh');
  const app = await example.open(page);
  await app.openView('Channels');
  const row = app.list('Channels').getByRole('option').first();
  for (const span of await row.locator('span').all()) await expect(span).toHaveCSS('unicode-bidi', 'isolate');
  // Editors order their lines themselves.
  await row.click();
  const token = app.editor('Body template').locator('.view-line span span').first();
  await expect(token).toBeVisible();
  await expect(token).toHaveCSS('unicode-bidi', 'normal');
});

test('a field of one line takes no text of megabytes, and says so', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const app = await example.open(page);
  await app.openView('Receivers');
  await app.list('Receivers').getByRole('option').first().click();
  await app.tab('Behaviour').click();
  const name = page.getByLabel('Name', { exact: true });
  const before = await name.inputValue();
  await name.focus();
  await page.keyboard.press('End');
  await paste(page, 'x'.repeat(2_000_000));
  await expect(page.getByText('The clipboard has 2,000,000 characters')).toBeVisible();
  await expect(name).toHaveValue(before);
  await paste(page, ' and more');
  await expect(name).toHaveValue(`${before} and more`);
});

test('a header shows the characters that cannot be seen, and a body why it was not kept', async ({ page, request }) => {
  const app = await example.open(page);
  await app.openView('Receivers');
  await app.list('Receivers').getByText('Production').click();
  await page.getByRole('button', { name: 'Start', exact: true }).first().click();
  const address = page.getByText(/^http:\/\/127\.0\.0\.1:\d+\/hooks\/prod$/).first();
  await expect(address).toBeVisible();
  const url = (await address.textContent()) ?? '';
  // No status: what comes is more than is kept.
  const headers = { 'x-soft': 'a\u00adb', 'content-encoding': 'gzip', 'content-type': 'text/plain' };
  await request.post(url, { headers, data: 'x'.repeat(33 * 1024 * 1024) });
  await request.post(url, { headers, data: 'no gzip at all' });
  // The header's row, and both that came.
  await expect(page.getByRole('row')).toHaveCount(3);
  await page.getByRole('row').nth(1).click();
  const inspector = page.getByRole('region', { name: 'Request 2' });
  await expect(inspector.locator('[data-code="U+00AD"]')).toBeVisible();
  await expect(inspector.getByText('Sent with content-encoding gzip.')).toBeVisible();
  await page.getByRole('row').nth(2).click();
  await expect(page.getByRole('region', { name: 'Request 1' }).getByText('counted and not kept')).toBeVisible();
  await expect(page.getByRole('row').nth(2).getByText('413, too long')).toBeVisible();
  // It verifies, but there was nothing to verify.
  await app.tab('Signature').click();
  await expect(page.getByRole('region', { name: 'Request 1' }).getByText('counted and not kept')).toBeVisible();
});
