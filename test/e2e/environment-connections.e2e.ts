import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { serveExample } from './page/serve-example.ts';

const example = serveExample('file');
const certificate = (name: string): string =>
  readFileSync(join(import.meta.dirname, `../core/delivery/certificates/${name}.pem`), 'utf8');
const server = createServer({ key: certificate('key'), cert: certificate('self-signed') }, (_request, response) =>
  response.end('taken'),
);

test.beforeAll(() => new Promise<void>((done) => server.listen(0, '127.0.0.1', done)));
test.afterAll(() => new Promise((done) => server.close(done)));

test('an endpoint with a certificate of its own is refused with what to do, and called when the environment says so', async ({
  page,
}) => {
  const webhooks = example.file('data/development/objects/project_webhooks.json');
  const stored = JSON.parse(readFileSync(webhooks, 'utf8'));
  stored['prod-hook'].url = `https://localhost:${(server.address() as AddressInfo).port}/hooks`;
  writeFileSync(webhooks, JSON.stringify(stored));
  await page.setViewportSize({ width: 900, height: 600 });
  const app = await example.open(page);
  const run = (): Promise<void> => app.runScenario('A task is completed');
  const recipient = (status: string) => app.recipientOfRun('Production', status);

  await test.step('refused: the attempt says why, and where to trust it', async () => {
    await run();
    await expect(recipient('certificate not trusted')).toBeVisible({ timeout: 30_000 });
    await recipient('certificate not trusted').click();
    const pane = page.getByRole('region', { name: 'Context', exact: true });
    await expect(pane.getByText('Certificate not trusted').first()).toBeVisible();
    await expect(pane.getByText(/under Connections/).first()).toBeVisible();
  });
  await test.step('the environment lets an endpoint on this machine show any certificate', async () => {
    await page.getByRole('button', { name: /^Environment:/ }).click();
    await page.getByRole('menuitem', { name: /^Variables and secrets/ }).click();
    await page.getByText('An endpoint on this machine may show any certificate').click();
    // The form scrolls, and nothing around it.
    await expect(app.tab('Development')).toBeInViewport({ ratio: 1 });
    await expect.poll(() => readFileSync(example.file('environments/development.json'), 'utf8')).toContain('"accept"');
  });
  await test.step('then the request arrives', async () => {
    await run();
    await expect(recipient('200')).toBeVisible({ timeout: 30_000 });
  });
  await test.step('trusted certificates say whose they are; a private key is refused', async () => {
    await app.tab('Development').click();
    const pem = page.getByRole('textbox', { name: 'Trusted certificates' });
    await pem.fill(certificate('authority'));
    const list = page.getByRole('list', { name: 'Trusted certificates' });
    await expect(list.getByText('Hookbench test authority')).toBeVisible();
    await expect(list.getByText('until 2126-10-30')).toBeVisible();
    await pem.fill(certificate('key'));
    await expect(page.getByText(/This holds a private key/)).toBeVisible();
    await pem.fill('');
    await expect(list).toHaveCount(0);
  });
  await test.step('a proxy with a password is refused beside its field', async () => {
    await page.getByRole('button', { name: /Proxy$/ }).click();
    await page.getByRole('option', { name: 'This one' }).click();
    await page.getByRole('textbox', { name: 'URL of the proxy' }).fill('http://ada:secret@proxy.example:3128');
    await expect(page.getByText(/A password does not belong into a workspace/)).toBeVisible();
  });
});
