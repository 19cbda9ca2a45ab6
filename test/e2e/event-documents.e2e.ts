import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import type { AppPage } from './page/app-page.ts';
import { serveExample } from './page/serve-example.ts';

const example = serveExample('test');
const fileOf = (key: string) => readFileSync(example.file(`event-types/${key}.json`), 'utf8');

async function open(page: Page): Promise<AppPage> {
  const app = await example.open(page);
  await app.openInList('Event types', 'task.completed');
  return app;
}

for (const [format, syntax] of [
  ['OpenAPI 3.1', 'YAML'],
  ['AsyncAPI 3', 'JSON'],
] as const) {
  test(`out as ${format} (${syntax}) and in again, seen before it is taken`, async ({ page }) => {
    const app = await open(page);
    await page.getByRole('button', { name: 'Import and export' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: `Export event types as ${format} (${syntax})` }).click(),
    ]);
    const text = readFileSync(await download.path(), 'utf8');
    expect(text).toContain('task.completed');
    await page.getByRole('button', { name: 'Import and export' }).click();
    await page.getByRole('menuitem', { name: /^Import event types/ }).click();
    const file = {
      name: download.suggestedFilename(),
      mimeType: 'text/plain',
      buffer: Buffer.from(text.replaceAll('project.created', 'project.made')),
    };
    await page.locator('input[type=file]').setInputFiles(file);
    const plan = page.getByRole('region', { name: 'What it would do' });
    await expect(plan.getByRole('listitem').filter({ hasText: 'project.made' })).toContainText('New');
    await expect(plan.getByRole('listitem').filter({ hasText: 'task.completed' })).toContainText('Same as here');
    await expect(app.list('Event types').getByText('project.made')).toBeHidden();
    const taken = page.getByRole('region', { name: 'What was taken' });
    await expect(page.getByRole('region', { name: 'What is in the document' })).toContainText('project.made');
    await expect(page.getByText(/taken/i)).toHaveCount(1);
    await plan.getByRole('button', { name: 'Take 1 event type' }).click();
    await expect(app.list('Event types').getByText('project.made')).toBeVisible();
    await expect(taken.getByRole('listitem')).toHaveText(['Addedproject.made']);
    await expect(taken.getByRole('button', { name: 'project.made' })).toBeFocused();
    await expect(plan.getByRole('listitem').filter({ hasText: 'project.made' })).toContainText('Same as here');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(app.list('Event types').getByText('project.made')).toBeHidden();
    await expect(taken).toBeHidden();
    await expect(plan.getByRole('button', { name: 'Take 1 event type' })).toBeVisible();

    await page.getByRole('textbox', { name: 'Or paste the document' }).fill('openapi: [');
    await page.getByRole('button', { name: 'Read', exact: true }).click();
    await expect(page.getByRole('alert').filter({ hasText: 'This is not YAML' })).toBeVisible();
  });
}

test('what is edited between reading a document and taking it is kept', async ({ page }) => {
  const app = await open(page);
  await page.getByRole('button', { name: 'Import and export' }).click();
  await page.getByRole('menuitem', { name: /^Import event types/ }).click();
  const body = { content: { 'application/json': { schema: { type: 'object' } } } };
  const document = { openapi: '3.1.0', webhooks: { 'task.completed': { post: { requestBody: body } } } };
  await page.getByRole('textbox', { name: 'Or paste the document' }).fill(JSON.stringify(document));
  await page.getByRole('button', { name: 'Read', exact: true }).click();
  const take = page.getByRole('button', { name: 'Take 1 event type' });
  await expect(take).toBeVisible();
  const importTab = app.tab(/^Import/);
  await app.tab('task.completed').click();
  await app.tab('About').click();
  await page.getByRole('textbox', { name: 'Description' }).fill('Edited meanwhile.');
  await importTab.click();
  await take.click();
  await expect(page.getByRole('region', { name: 'What was taken' })).toContainText('task.completed');
  expect(fileOf('task.completed')).toContain('Edited meanwhile.');
  expect(fileOf('task.completed')).toContain('"type": "object"');
});
