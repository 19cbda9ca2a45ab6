import { expect, test } from '@playwright/test';
import { serveExample } from './page/serve-example.ts';

const example = serveExample('test');

test('a rate spreads the requests of a run; one that cannot be read holds it back and stays with the tab', async ({
  page,
}) => {
  test.setTimeout(90_000);
  const app = await example.open(page);
  await app.openView('Receivers');
  await page.getByRole('button', { name: 'Start all receivers' }).click();
  await app.openView('Runs');
  await page.getByRole('button', { name: 'New run' }).first().click();
  const rate = page.getByRole('textbox', { name: 'Requests per second' });
  const run = page.getByRole('button', { name: 'Run', exact: true });

  await rate.fill('0.5');
  await run.click();
  await expect(page.getByText('Write a whole number.')).toBeVisible();
  await page.reload();
  await expect(rate).toHaveValue('0.5');
  await expect(app.tab(/^Run 1/)).toHaveCount(0);

  await rate.fill('2');
  const startedAt = Date.now();
  await run.click();
  await expect(page.getByText(/2 delivered/).first()).toBeVisible({ timeout: 20_000 });
  // Three requests: the last one begins a second after the first.
  expect(Date.now() - startedAt).toBeGreaterThanOrEqual(1000);
});
