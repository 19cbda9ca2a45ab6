import { expect, test } from '@playwright/test';
import { seriousProblems } from './page/accessibility.ts';
import { serveExample } from './page/serve-example.ts';

const example = serveExample('test');

test('filters that are set and taken back move nothing below them', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  const app = await example.open(page);
  await app.openView('Deliveries');
  await app.openInList('Deliveries', 'All attempts');
  const filters = page.getByRole('search');
  const chips = filters.getByRole('button', { name: /^Remove / });
  await expect(filters.getByRole('radio', { name: 'Endpoints' })).toBeVisible();
  const before = await filters.boundingBox();
  const toggle = await filters.getByRole('radio', { name: 'Endpoints' }).boundingBox();

  await filters.getByRole('textbox', { name: 'Endpoint' }).fill('hooks/of-a-customer-with-a-long-name');
  await filters.getByRole('textbox', { name: 'Recipient' }).fill('legacy');
  await filters.getByRole('textbox', { name: 'Status' }).fill('4xx');
  await filters.getByRole('textbox', { name: 'Between two times' }).fill('2026-03-04 8:00 – 9:30');
  for (const [field, option] of [
    ['Outcome', 'undelivered'],
    ['Failure', 'Connection refused'],
    ['Since', 'last hour'],
  ] as const) {
    await filters
      .getByRole('button', { name: new RegExp(field) })
      .last()
      .click();
    await page.getByRole('option', { name: option, exact: true }).last().click();
  }
  await expect(chips).toHaveCount(7);
  expect(await filters.boundingBox()).toEqual(before);
  expect(await filters.getByRole('radio', { name: 'Endpoints' }).boundingBox()).toEqual(toggle);
  expect(await seriousProblems(page)).toEqual([]);

  // Those without room are in reach of the keyboard.
  await chips.last().focus();
  await expect(chips.last()).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('Enter');
  await expect(chips).toHaveCount(6);
  await filters.getByRole('button', { name: 'Clear filters' }).click();
  await expect(chips).toHaveCount(0);
  expect(await filters.boundingBox()).toEqual(before);
});

test('a stretch of time finds what was sent in it', async ({ page }) => {
  const app = await example.open(page);
  await app.runScenario('A project is created');
  await expect(app.recipientOfRun('Production', '200')).toBeVisible();
  await app.openView('Deliveries');
  await app.openInList('Deliveries', 'All attempts');
  const filters = page.getByRole('search');
  const field = filters.getByRole('textbox', { name: 'Between two times' });
  const count = filters.getByRole('status');
  await expect(count).toHaveText(/^[1-9]\d* attempts$/);
  await field.fill('2026-03-04');
  await expect(count).toHaveText('0 attempts');
  await expect(page.getByText('No attempt in the log matches these filters.')).toBeVisible();
  await field.fill('2026-03-04 –');
  await expect(count).toHaveText(/^[1-9]\d* attempts$/);
  await field.fill('2026-03-04 – noon');
  await expect(field).not.toHaveAttribute('aria-invalid');
  await field.press('Enter');
  await expect(page.getByText(/^Write 10:00 – 11:30/)).toBeVisible();
});
