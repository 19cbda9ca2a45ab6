import { readFile, writeFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { serveExample } from './page/serve-example.ts';

const example = serveExample('test');

const longName = 'A name that somebody has given with great care so that nobody could mistake it '.repeat(3).trim();

test('a long name of a step and forty event types leave everything else in its place', async ({ page }) => {
  const workflowFile = example.file('workflows/customer-webhooks/workflow.json');
  const workflow = JSON.parse(await readFile(workflowFile, 'utf8'));
  workflow.steps[0].name = longName;
  await writeFile(workflowFile, JSON.stringify(workflow));
  const objectsFile = example.file('data/development/objects/project_webhooks.json');
  const objects = JSON.parse(await readFile(objectsFile, 'utf8'));
  objects['audit-log'].event_types = Array.from({ length: 40 }, (_, index) => `entity_${index}.something_happened`);
  await writeFile(objectsFile, JSON.stringify(objects));
  await page.setViewportSize({ width: 1280, height: 800 });
  const app = await example.open(page);
  await app.openInList('Projects', 'Acme');
  await page.getByRole('grid').getByText('Audit log').click();
  const form = page.locator('[data-webhook="audit-log"]');
  await expect(form.getByText('entity_39.something_happened')).toBeAttached();
  await expect(form.getByText('Signing key', { exact: true })).toBeInViewport();

  await app.openView('Workflows');
  await app.openInList('Workflows', 'Customer webhooks');
  const step = page.getByRole('article', { name: 'Step 1' });
  await expect(step.getByText(longName)).toBeVisible();
  await expect(step.getByRole('button', { name: 'Remove step' })).toBeInViewport({ ratio: 1 });
});
