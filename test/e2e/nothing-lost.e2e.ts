import { readFileSync } from 'node:fs';
import { type Browser, expect, type Page, test } from '@playwright/test';
import type { AppPage } from './page/app-page.ts';
import { serveExample } from './page/serve-example.ts';
import { typeUntil } from './page/type-until.ts';

const example = serveExample('test');
const label = 'Body template';
const storedBody = () => readFileSync(example.file('channels/customer-webhook/body.liquid'), 'utf8');

async function openStudio(page: Page): Promise<AppPage> {
  const app = await example.open(page);
  await app.openView('Channels');
  await app.openInList('Channels', 'Customer webhook');
  await expect(app.editor(label).locator('.view-line').first()).toBeVisible();
  return app;
}

test('the engine is killed while somebody types: it is there after the restart', async ({ page }) => {
  const app = await openStudio(page);
  const kept = await typeUntil(app, label, () => example.kill());
  expect(storedBody()).toContain(kept);
  const again = await openStudio(page);
  await expect(again.editor(label)).toContainText(kept);
  await expect(page.getByText('Keep mine')).toHaveCount(0);
});

test('the page is killed while somebody types: it is there in the next one', async ({ page, context, browser }) => {
  const app = await openStudio(page);
  const crashed = new Promise((resolve) => page.once('crash', resolve));
  const kept = await typeUntil(app, label, () => killPages(browser));
  await crashed;
  const again = await openStudio(await context.newPage());
  await expect(again.editor(label)).toContainText(kept);
  expect(storedBody()).toContain(kept);
});

test('undo and text that cannot be read survive other tabs', async ({ page }) => {
  const app = await openStudio(page);
  const body = app.editor(label);
  await app.typeAtLineEnd(label, 1, ' "typed": 1,');
  await expect(page.getByRole('region', { name: 'Preview' }).getByText('"typed"').first()).toBeVisible();
  await app.openView('Workflows');
  await app.list('Workflows').getByRole('option').first().click();
  await app.tab('Customer webhook').first().click();
  await expect(body).toContainText('"typed"');
  await body.click();
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('ControlOrMeta+z');
  await expect(body).not.toContainText('"typed"');

  await app.openView('Runs');
  await page.getByRole('button', { name: 'New run' }).first().click();
  await page.getByRole('button', { name: 'Payload', exact: false }).click();
  await page.getByRole('option', { name: /Own payload/ }).click();
  const payload = page.getByLabel('Payload (JSON)');
  await payload.fill('{"broken": ');
  await app.tab('Customer webhook').first().click();
  await expect(payload).toBeHidden();
  await app.tab('Set up a run').click();
  await expect(payload).toHaveValue('{"broken": ');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByText(/The text ends too early/)).toBeVisible();
  await expect(app.tab(/^Run \d/)).toBeHidden();
});

test('two windows on one channel do not fight', async ({ page, context }) => {
  const one = await openStudio(page);
  const otherPage = await context.newPage();
  const other = await openStudio(otherPage);

  await test.step('what one saves appears in the other, which has nothing of its own', async () => {
    await one.typeAtLineEnd(label, 1, ' "one": 1,');
    await expect(other.editor(label)).toContainText('"one"');
  });

  await test.step('what both change is neither overwritten nor lost: the second is asked', async () => {
    // The other window types on and on, so that its change is not saved when the first one's arrives.
    await other.editor(label).click();
    await otherPage.keyboard.press('ControlOrMeta+End');
    const typing = otherPage.keyboard.type('0123456789'.repeat(12), { delay: 20 });
    await one.typeAtLineEnd(label, 1, ' "both": 2,');
    await typing;
    const windows = [page, otherPage];
    const asked = () => Promise.all(windows.map((window) => window.getByRole('button', { name: 'Keep mine' }).count()));
    await expect.poll(asked).toContain(1);
    const loser = (await asked())[0] === 1 ? one : other;
    const winner = loser === one ? other : one;
    const [lost, won] = loser === one ? ['"both"', '0123456789'] : ['0123456789', '"both"'];
    await expect.poll(storedBody).toContain(won);
    expect(storedBody()).not.toContain(lost);
    await expect(loser.editor(label)).toContainText(lost);

    await loser.page.getByRole('button', { name: 'Compare', exact: true }).click();
    const comparison = loser.page.getByRole('region', { name: /changed elsewhere, and what you/ });
    // As JSON, in which the template's own quotes are escaped.
    await expect(comparison.locator('.editor.modified')).toContainText(lost.replaceAll('"', ''));
    await loser.page.getByRole('button', { name: 'Keep mine' }).click();
    await expect.poll(storedBody).toContain(lost);
    await expect(winner.editor(label)).toContainText(lost);
  });
});

/** Ends every page's process at once, as the system does when it is out of memory. */
async function killPages(browser: Browser): Promise<void> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  for (const { type, id } of processInfo) if (type === 'renderer') process.kill(id, 'SIGKILL');
}
