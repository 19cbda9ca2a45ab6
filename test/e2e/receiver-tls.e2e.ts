import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { freePort } from '../support/free-port.ts';
import { seriousProblems } from './page/accessibility.ts';
import { serveExample } from './page/serve-example.ts';

const example = serveExample('test');

test('an https receiver shows a certificate that a run refuses, and then one that it trusts', async ({ page }) => {
  test.setTimeout(120_000);
  const app = await example.open(page);
  const stored = async () => JSON.parse(await readFile(example.file('receivers/prod-hook.json'), 'utf8'));
  const port = page.getByRole('textbox', { name: 'Port' });
  const sharedPort = page.getByText(
    /“Audit log: accepts” and 3 more have port \d+ as well, with another protocol or certificate/,
  );
  const run = (): Promise<void> => app.runScenario('A task is completed');
  const recipient = (status: string) => app.recipientOfRun('Production', status);

  await test.step('protocol and certificate are chosen, and a port that others have for http is told of', async () => {
    await app.openView('Receivers');
    await app
      .list('Receivers')
      .getByRole('option', { name: /Production: accepts/ })
      .click();
    await app.tab(/Behaviour/).click();
    await app.choose(/Protocol$/, 'https');
    await expect(sharedPort).toBeVisible();
    await app.choose(/A sender meets$/, 'An expired certificate');
    await expect.poll(stored).toMatchObject({ tls: 'expired' });
    const before = Number(await port.inputValue());
    await page.getByRole('button', { name: 'Start all receivers' }).click();
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await expect(app.tab(/^Behaviour 1/)).toBeVisible();
    await page.getByRole('button', { name: `Take port ${before + 1}` }).click();
    await expect(port).toHaveValue(String(before + 1));
    await expect(sharedPort).toBeHidden();
    await port.fill(String(await freePort()));
    // What it could not start with has been mended: it needs no second press.
    await expect(page.getByText('Running', { exact: true })).toBeVisible();
    await expect(app.tab('Behaviour')).toHaveText('Behaviour');
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await seriousProblems(page)).toEqual([]);
    }
  });

  await test.step('the certificate of the authority is saved, without its key', async () => {
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save certificate' }).click();
    const download = await saved;
    expect(download.suggestedFilename()).toBe('hookbench-authority.pem');
    const text = await readFile(await download.path(), 'utf8');
    expect(text).toMatch(/^-----BEGIN CERTIFICATE-----\n/);
    expect(text).not.toContain('PRIVATE KEY');
  });

  await test.step('the webhook takes the address of the receiver, which says https', async () => {
    await app.openView('Projects');
    await app.openInList('Projects', 'Acme');
    await page.getByRole('row', { name: /^Production/ }).click();
    await page.getByRole('button', { name: 'Use a local receiver' }).click();
    await page.getByRole('menuitem', { name: /Production: accepts · https :\d+\/hooks\/prod/ }).click();
    await expect(page.getByRole('textbox', { name: 'URL' })).toHaveValue(/^https:\/\/127\.0\.0\.1:\d+\/hooks\/prod$/);
    await expect
      .poll(() => readFile(example.file('data/development/objects/project_webhooks.json'), 'utf8'))
      .toContain('"https://127.0.0.1:');
  });

  await test.step('a run ends with the failure that the certificate is for, and the receiver tells of it', async () => {
    await run();
    await expect(recipient('certificate expired')).toBeVisible({ timeout: 30_000 });
    await app.tab(/Production: accepts/).click();
    await app.tab('Received').click();
    await expect(page.getByText(/A sender left when it had seen the certificate/)).toBeVisible();
  });

  await test.step('a running receiver takes on the good one, and the run is delivered', async () => {
    await app.tab(/Behaviour/).click();
    await app.choose(/A sender meets$/, 'A good certificate');
    await expect.poll(stored).toMatchObject({ tls: 'good' });
    await run();
    await expect(recipient('200')).toBeVisible({ timeout: 30_000 });
    await app.tab(/Production: accepts/).click();
    await app.tab('Received').click();
    await page.getByRole('grid', { name: 'Received requests' }).getByText('200').click();
    await expect(page.getByText(/from 127\.0\.0\.1:\d+ by TLS 1\.3/)).toBeVisible();
    expect(await seriousProblems(page)).toEqual([]);
  });

  await test.step('plain http again leaves nothing of it in the file', async () => {
    await app.tab(/Behaviour/).click();
    await app.choose(/Protocol$/, 'http');
    await expect.poll(stored).not.toHaveProperty('tls');
  });
});
