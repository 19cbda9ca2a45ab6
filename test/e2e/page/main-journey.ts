import { expect, type Page, test } from '@playwright/test';
import { AppPage } from './app-page.ts';

/**
 * The main job, in any host: open the example, edit the template and see the preview follow, run, watch the outcomes,
 * inspect the 401 and the retried delivery, verify a signature.
 */
export async function playMainJourney(page: Page): Promise<void> {
  const app = new AppPage(page);
  await app.isReady();
  await openExample(app);
  await editTemplate(app);
  await runScenario(app);
  await inspectRefusal(app);
  await inspectRetries(app);
  await verifyCaptured(app);
}

/** After a restart on the same folders: documents, tabs, runs and deliveries are all still there. */
export async function expectEverythingThere(page: Page): Promise<void> {
  const app = new AppPage(page);
  await app.isReady();
  await test.step('after a restart all is still there', async () => {
    await expect(app.tab('Run 1')).toBeVisible();
    await app.openView('Channels');
    await app.openInList('Channels', 'Customer webhook');
    await expect(app.editor('Body template')).toContainText('"sent_to"');
    await app.openView('Runs');
    await app.openInList('Runs', 'Run 1');
    await expect(page.getByText('2 delivered')).toBeVisible();
    await app.openView('Deliveries');
    await app.openInList('Deliveries', 'All attempts');
    await expect(page.getByRole('grid', { name: 'Delivery attempts' }).getByText('401: final')).toBeVisible();
  });
}

async function openExample(app: AppPage): Promise<void> {
  await test.step('the example is open', async () => {
    await app.page.getByRole('button', { name: /Look at a customer’s webhooks.*Acme/ }).click();
    const webhooks = app.page.getByRole('grid', { name: /webhooks/i });
    for (const name of ['Production', 'Flaky staging server', 'Legacy endpoint', 'Audit log']) {
      await expect(webhooks.getByText(name)).toBeVisible();
    }
    await expect(app.page.getByText('0 problems')).toBeVisible();
  });
}

async function editTemplate(app: AppPage): Promise<void> {
  await test.step('the preview follows the template', async () => {
    await app.openView('Channels');
    await app.openInList('Channels', 'Customer webhook');
    const preview = app.page.getByRole('region', { name: 'Preview' });
    await expect(preview.getByText('x-webhook-signature')).toBeVisible();
    await expect(preview.getByText('Valid JSON')).toBeVisible();
    await app.typeAtLineEnd('Body template', 2, '\n"sent_to": {{ recipient.name | json }},');
    // The editor closed the braces itself; what is typed over them must not double them.
    await expect(app.editor('Body template')).toContainText('"sent_to"');
    await expect(preview.getByText('"sent_to"').first()).toBeVisible();
    await expect(preview.getByText('Valid JSON')).toBeVisible();
    const mistake = ' {{ recipient.nme }}';
    await app.typeAtLineEnd('Body template', 3, mistake);
    await expect(preview.getByText(/Did you mean/)).toBeVisible();
    await expect(preview.getByText('This is the last good render; the template has an error.')).toBeVisible();
    for (const _ of mistake) await app.page.keyboard.press('Backspace');
    await expect(preview.getByText('Valid JSON')).toBeVisible();
    await expect(preview.getByText('"sent_to"').first()).toBeVisible();
  });
}

async function runScenario(app: AppPage): Promise<void> {
  await test.step('a run has four outcomes', async () => {
    const { page } = app;
    await app.runScenario('A task is completed');
    await expect(app.tab('Run 1')).toBeVisible();
    const table = page.getByRole('grid', { name: 'Recipients of the run' });
    await expect(table.getByRole('row', { name: /Production/ })).toContainText('200');
    await expect(table.getByRole('row', { name: /Flaky staging server/ })).toContainText('200 after 2 failures');
    await expect(table.getByRole('row', { name: /Legacy endpoint/ })).toContainText('401: final');
    await expect(table.getByRole('row', { name: /Audit log/ })).toContainText('skipped');
    await expect(page.getByText('5 of 5 met')).toBeVisible();
  });
}

async function inspectRefusal(app: AppPage): Promise<void> {
  await test.step('the 401 says why and what to do', async () => {
    const { page } = app;
    const table = page.getByRole('grid', { name: 'Recipients of the run' });
    await table.getByRole('row', { name: /Legacy endpoint/ }).click();
    await expect(
      page.getByText(/The endpoint answered 401, which the policy "Knock" does not retry/).first(),
    ).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page.getByText('What to do:')).toBeVisible();
    await expect(page.getByText('x-webhook-signature').first()).toBeVisible();
    await page.getByRole('tab', { name: 'Response' }).click();
    await expect(page.getByText('401').first()).toBeVisible();
  });
}

async function inspectRetries(app: AppPage): Promise<void> {
  await test.step('the retried delivery shows three attempts and verifies', async () => {
    const { page } = app;
    await app.tab('Run 1').click();
    const table = page.getByRole('grid', { name: 'Recipients of the run' });
    await table.getByRole('row', { name: /Flaky staging server/ }).dblclick();
    await page.getByRole('tab', { name: /^Attempts/ }).click();
    await expect(page.getByRole('main').getByText(/500/).first()).toBeVisible();
    await page.getByRole('tab', { name: 'Timings' }).click();
    await expect(page.getByText(/First byte/i).first()).toBeVisible();
    await page.getByRole('tab', { name: 'Signature' }).click();
    await page.getByRole('button', { name: /^Verify/ }).click();
    await expect(page.getByText(/signature valid/i).first()).toBeVisible();
  });
}

async function verifyCaptured(app: AppPage): Promise<void> {
  await test.step('a captured request is verified', async () => {
    const { page } = app;
    await app.openView('Signatures');
    await app.openInList('Signature schemes', 'Knock webhook channel');
    await page.getByRole('button', { name: /Captured request/ }).click();
    await page.getByRole('option', { name: /prod-hook #1/ }).click();
    await page.getByLabel('Key', { exact: true }).fill('demo-key-prod-5e1f0c7a');
    await page.getByRole('button', { name: 'Verify', exact: true }).click();
    await expect(page.getByText('Signature valid', { exact: true })).toBeVisible();
    await page.getByLabel('Key', { exact: true }).fill('another-key');
    await page.getByRole('button', { name: 'Verify', exact: true }).click();
    await expect(page.getByText('Signature does not match', { exact: true })).toBeVisible();
  });
}
