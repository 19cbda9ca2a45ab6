import { readFileSync, writeFileSync } from 'node:fs';
import { expect, type Locator, type Page, test } from '@playwright/test';
import type { AppPage } from './page/app-page.ts';
import { serveExample } from './page/serve-example.ts';

const example = serveExample('test');

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });
test.setTimeout(120_000);

/** Opens the channel with another body than the example's. */
async function openWithBody(page: Page, body: string): Promise<{ app: AppPage; preview: Locator; shown: Locator }> {
  writeFileSync(example.file('channels/customer-webhook/body.liquid'), body);
  const app = await example.open(page);
  await app.openView('Channels');
  await app.openInList('Channels', 'Customer webhook');
  const preview = page.getByRole('region', { name: 'Preview' });
  const shown = preview.getByRole('region', { name: 'Body' });
  await expect(shown).toContainText('"line0"');
  return { app, preview, shown };
}

/** Runs the scenario, and gives the pane with the delivery to one webhook. */
async function runAndOpenDelivery(app: AppPage): Promise<Locator> {
  const { page } = app;
  await app.runScenario('A task is completed');
  const recipients = page.getByRole('grid', { name: 'Recipients of the run' });
  await recipients.getByRole('row', { name: /Production/ }).click();
  return page.getByRole('region', { name: 'Context', exact: true });
}

const lines = Array.from({ length: 1500 }, (_, index) => `  "line${index}": {{ data.eventType | json }},\n`).join('');
const drawnLength = async (shown: Locator) => ((await shown.textContent()) ?? '').length;
// Scripts of the page are texts here: the tests are compiled without the DOM's types.
const pre = `document.querySelector('section[aria-label="Preview"] section[aria-label="Body"] pre')`;
const scrollBody = (page: Page, block: 'start' | 'end') =>
  page.evaluate(`${pre}.scrollIntoView({ block: '${block}' })`);

test('a long body is drawn where it is looked at, and its values are reached by the keyboard', async ({ page }) => {
  const { app, preview, shown } = await openWithBody(page, `{\n${lines}  "end": {{ recipient.name | json }}\n}\n`);
  expect(await drawnLength(shown)).toBeLessThan(10_000);

  await test.step('scrolled to its end, and back, as high as before', async () => {
    const heightPixels = await page.evaluate<number>(`${pre}.offsetHeight`);
    await scrollBody(page, 'end');
    await expect(shown.getByText('"end"')).toBeInViewport();
    await expect(shown.getByText('"line0"', { exact: true })).toHaveCount(0);
    expect(await drawnLength(shown)).toBeLessThan(10_000);
    await scrollBody(page, 'start');
    await expect(shown.getByText('"line0"', { exact: true })).toBeInViewport();
    expect(await page.evaluate<number>(`${pre}.offsetHeight`)).toBe(heightPixels);
  });

  await test.step('the last value, which is not drawn, by one key', async () => {
    await expect(shown.locator('[data-span]').first()).toBeVisible();
    await shown.focus();
    await page.keyboard.press('ArrowLeft');
    await expect(preview.getByText('recipient.name · body 1502:10')).toHaveCount(1);
    await expect(shown.locator('[data-span]', { hasText: 'Audit log' })).toBeInViewport();
    await page.keyboard.press('Enter');
    await expect(app.editor('Body template').locator('.selected-text').first()).toBeVisible();
    await expect(shown.locator('[data-at-caret]')).toHaveText('"Audit log"');
  });

  await test.step('typing elsewhere leaves what is looked at where it is', async () => {
    const place = shown.getByText('"line1490"', { exact: true });
    const before = (await place.boundingBox())?.y;
    const size = preview.getByTitle(/^[\d,]+ bytes$/).first();
    const sizeBytes = Number((await size.getAttribute('title'))?.replaceAll(/\D/g, ''));
    const typed = '"note": "typed",';
    await page.keyboard.press('ControlOrMeta+Home');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.type(typed);
    const after = `${(sizeBytes + typed.length).toLocaleString('en')} bytes`;
    await expect(size).toHaveAttribute('title', after, { timeout: 30_000 });
    // The word is drawn anew when its map comes, and has no place in between.
    await expect.poll(async () => (await place.boundingBox())?.y).toBe(before);
    await scrollBody(page, 'start');
    await expect(shown).toContainText(typed);
  });
});

test('a line of half a megabyte is broken into rows, and copied without them', async ({ page }) => {
  const item = (index: number) => `"line${index}":{"name":"a \\"quoted\\" name","n":${index}.50},`;
  const body = `{${Array.from({ length: 10_000 }, (_, index) => item(index)).join('')}"end":1}`;
  const { shown } = await openWithBody(page, body);
  expect(body.length).toBeGreaterThan(400_000);
  expect(await drawnLength(shown)).toBeLessThan(15_000);

  await scrollBody(page, 'end');
  await expect(shown).not.toContainText('"line0"');
  expect(await drawnLength(shown)).toBeLessThan(15_000);
  const begin = await page.evaluate<string>(`{
    const blocks = ${pre}.querySelectorAll('[data-begin]');
    getSelection().setBaseAndExtent(blocks[0], 0, blocks[1], 3);
    blocks[0].dataset.begin;
  }`);
  await page.keyboard.press('ControlOrMeta+c');
  const copied = await page.evaluate<string>('navigator.clipboard.readText()');
  expect(copied.length).toBeGreaterThan(2000);
  expect(body.slice(Number(begin), Number(begin) + copied.length)).toBe(copied);
});

test('a long URL or header shows its first lines and, when asked, the whole; what is copied is the whole', async ({
  page,
}) => {
  const file = example.file('channels/customer-webhook/channel.json');
  const channel = JSON.parse(readFileSync(file, 'utf8'));
  channel.request.url = `{{ recipient.url }}?token=${'abc-'.repeat(490)}&name={{ recipient.name | url_encode }}`;
  channel.request.headers.push({ key: 'x-baggage', value: 'bag-'.repeat(350) });
  writeFileSync(file, JSON.stringify(channel));
  const { app, preview } = await openWithBody(page, '{"line0": 1}');
  const url = preview.getByRole('group', { name: 'URL' });
  const line = preview.locator('[data-folded-text]').filter({ has: page.getByRole('group', { name: 'URL' }) });
  const heightPixels = async () => (await line.boundingBox())?.height ?? 0;
  await expect.poll(heightPixels).toBeLessThan(100);

  await preview.getByRole('button', { name: /^Show all 2,0\d\d characters$/ }).click();
  await expect.poll(heightPixels).toBeGreaterThan(400);
  await preview.getByRole('button', { name: 'Show less' }).click();
  await expect.poll(heightPixels).toBeLessThan(100);

  await test.step('a header does the same', async () => {
    const header = preview.locator('[data-folded-text]').filter({ hasText: /^bag-/ });
    const headerPixels = async () => (await header.boundingBox())?.height ?? 0;
    await expect.poll(headerPixels).toBeLessThan(100);
    await preview.getByRole('button', { name: 'Show all 1,400 characters' }).click();
    await expect.poll(headerPixels).toBeGreaterThan(300);
    await preview.getByRole('button', { name: 'Show less' }).click();
  });

  await test.step('a value behind the first lines is reached by the keys', async () => {
    await url.focus();
    await page.keyboard.press('ArrowLeft');
    await expect(preview.getByRole('button', { name: 'Show less' })).toBeAttached();
    await expect(url.locator('[data-span]').last()).toBeInViewport();
    await preview.getByRole('button', { name: 'Show less' }).click();
  });

  await preview.getByRole('button', { name: 'Copy the request' }).click();
  await page.getByRole('menuitem', { name: 'Copy as cURL' }).click();
  expect(await page.evaluate<string>('navigator.clipboard.readText()')).toMatch(/(abc-){490}&name=/);

  await test.step('as it does where a delivery is shown', async () => {
    const pane = await runAndOpenDelivery(app);
    await expect(pane.getByRole('button', { name: /^Show all 2,0\d\d characters$/ }).first()).toBeVisible();
    await expect(pane.getByRole('button', { name: 'Show all 1,400 characters' })).toBeVisible();
    for (const shown of await pane
      .locator('[data-folded-text]')
      .filter({ hasText: /^POST http/ })
      .all()) {
      expect((await shown.boundingBox())?.height).toBeLessThan(100);
    }
  });
});

test('what cannot be seen in a body is shown by its code, and copied as it is', async ({ page }) => {
  const secretly = 'pay\u202egpj.exe zero\u200bwidth nbsp\u00a0here';
  const { app, shown } = await openWithBody(page, `{"line0":\r\n\t"${secretly}", "to": {{ recipient.name | json }}}`);
  const codes = (place: Locator) =>
    place.locator('[data-code]').evaluateAll((marks) => marks.map((mark) => mark.getAttribute('title')));
  const expected = ['U+202E', 'U+200B', 'U+00A0'];
  await expect.poll(() => codes(shown)).toEqual(expected);
  await expect(shown).toContainText(secretly);
  await page.evaluate(`getSelection().selectAllChildren(${pre}.querySelector('[data-begin]'))`);
  await page.keyboard.press('ControlOrMeta+c');
  expect(await page.evaluate<string>('navigator.clipboard.readText()')).toContain(secretly);

  const pane = await runAndOpenDelivery(app);
  await expect.poll(() => codes(pane.getByRole('region', { name: 'Body' }))).toEqual(expected);
});
