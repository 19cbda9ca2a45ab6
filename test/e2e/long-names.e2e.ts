import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { makeServedFolders, serveApp } from '../support/served-app.ts';
import { AppPage } from './page/app-page.ts';

const longName = 'A name that somebody has given with great care so that nobody could mistake it '.repeat(3).trim();

test('a long name of a step and forty event types leave everything else in its place', async ({ page }) => {
  const folders = await makeServedFolders();
  const workflowFile = join(folders.workspace, 'workflows/customer-webhooks/workflow.json');
  const workflow = JSON.parse(await readFile(workflowFile, 'utf8'));
  workflow.steps[0].name = longName;
  await writeFile(workflowFile, JSON.stringify(workflow));
  const objectsFile = join(folders.workspace, 'data/development/objects/project_webhooks.json');
  const objects = JSON.parse(await readFile(objectsFile, 'utf8'));
  objects['audit-log'].event_types = Array.from({ length: 40 }, (_, index) => `entity_${index}.something_happened`);
  await writeFile(objectsFile, JSON.stringify(objects));
  const served = await serveApp(folders);
  try {
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(served.url);
    const app = new AppPage(page);
    await app.isReady();
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
  } finally {
    await served.stop();
    folders.remove();
  }
});
