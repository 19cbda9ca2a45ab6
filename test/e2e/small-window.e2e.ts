import { expect, type Locator, test } from '@playwright/test';
import { serveExample } from './page/serve-example.ts';

const example = serveExample('file');

/** The whole row between the table's header and its lower edge, and nothing of the table beyond its sides. */
async function expectInView(grid: Locator, row: Locator): Promise<void> {
  const header = grid.getByRole('row').first();
  await expect
    .poll(async () => {
      const [table, head, chosen] = await Promise.all([grid, header, row].map((place) => place.boundingBox()));
      if (table == null || head == null || chosen == null) return 'not drawn';
      if (chosen.y < head.y + head.height - 1) return 'above';
      return chosen.y + chosen.height > table.y + table.height + 1 ? 'below' : 'in view';
    })
    .toBe('in view');
  expect(await grid.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
}

for (const [width, height] of [
  [1280, 800],
  [900, 600],
] as const) {
  test(`a chosen row stays in view beside what is shown of it, ${width}x${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    const app = await example.open(page);
    await app.runScenario('A task is completed');
    await expect(page.getByText('5 of 5 met')).toBeVisible({ timeout: 30_000 });
    const recipients = page.getByRole('grid', { name: 'Recipients of the run' });
    const pane = page.getByRole('region', { name: 'Context', exact: true });
    await test.step('a recipient of a run, when the pane opens under it', async () => {
      const last = recipients.getByRole('row').last();
      // Where it would lie under the rows, it is not there before one of them is chosen.
      if (width > 900) await page.getByRole('button', { name: 'Close the right pane' }).click();
      await expect(pane).toHaveCount(0);
      await last.click();
      await expect(pane).toBeVisible();
      await expectInView(recipients, last);
    });
    await test.step('the same, when the window shrinks', async () => {
      const last = recipients.getByRole('row').last();
      await page.setViewportSize({ width, height: height + 300 });
      await last.click();
      await expectInView(recipients, last);
      await page.setViewportSize({ width, height });
      await expectInView(recipients, last);
    });
    await test.step('an attempt in the log', async () => {
      await app.openView('Deliveries');
      await app.openInList('Deliveries', 'Run 1');
      const log = page.getByRole('grid', { name: 'Delivery attempts' });
      const fifth = log.getByRole('row').nth(5);
      await fifth.click();
      await expectInView(log, fifth);
      await expect(log.getByRole('columnheader', { name: 'Endpoint' })).toBeVisible();
    });
    await test.step('whom it went to, and how it ended, beside what is shown of one', async () => {
      const log = page.getByRole('grid', { name: 'Delivery attempts' });
      await expect(pane).toBeVisible();
      for (const path of ['/hooks/flaky', '/hooks/legacy', '/hooks/prod']) {
        const row = log.getByRole('row').filter({ hasText: path }).first();
        const cell = row.getByRole('gridcell').nth(2);
        const host = cell.getByText(/127\.0\.0\.1:\d+$/).last();
        const [room, shown] = await Promise.all([cell.boundingBox(), host.boundingBox()]);
        expect((shown?.x ?? 0) + (shown?.width ?? 0)).toBeLessThanOrEqual((room?.x ?? 0) + (room?.width ?? 0));
        for (const text of [cell.getByText(path).last(), host]) {
          expect(await text.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
        }
      }
      await expect(log.getByTitle('200 after 2 failures')).toBeVisible();
    });
  });
}

test('the marks of time stay in sight above the schedules of policies', async ({ page }) => {
  await page.setViewportSize({ width: 900, height: 600 });
  const app = await example.open(page);
  await app.openView('Channels');
  await app.openInList('Channels', 'Customer webhook');
  await page.getByRole('tab', { name: 'Policy' }).click();
  const schedules = page.getByRole('region', { name: 'Schedules side by side' });
  await schedules.getByRole('row').last().scrollIntoViewIfNeeded();
  await expect(schedules.getByRole('columnheader').first()).toBeInViewport({ ratio: 1 });
});
