import { readFileSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { freePort } from '../support/free-port.ts';
import { seriousProblems } from './page/accessibility.ts';
import { serveExample } from './page/serve-example.ts';

const example = serveExample('file');

/** Gives one webhook and its receiver a port of their own, over https. */
async function speakHttps(): Promise<void> {
  const port = await freePort();
  const edit = (path: string, change: (value: Record<string, object>) => object) => {
    const file = example.file(path);
    writeFileSync(file, JSON.stringify(change(JSON.parse(readFileSync(file, 'utf8')))));
  };
  edit('receivers/prod-hook.json', (receiver) => ({ ...receiver, port, tls: 'good' }));
  edit('data/development/objects/project_webhooks.json', (webhooks) => ({
    ...webhooks,
    'prod-hook': { ...webhooks['prod-hook'], url: `https://127.0.0.1:${port}/hooks/prod` },
  }));
}

test('a client certificate is made, shown to a receiver that requires one, and missed when it is taken away', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await speakHttps();
  const app = await example.open(page);
  const environment = async () => JSON.parse(await readFile(example.file('environments/development.json'), 'utf8'));
  const run = (): Promise<void> => app.runScenario('A task is completed');
  const recipient = (status: string) => app.recipientOfRun('Production', status);
  const received = async (): Promise<void> => {
    await app.tab(/Production: accepts/).click();
    await app.tab('Received').click();
  };
  let key = '';

  await test.step('the receiver requires one of the authority, which makes one with its key', async () => {
    await app.openView('Receivers');
    await app
      .list('Receivers')
      .getByRole('option', { name: /Production: accepts/ })
      .click();
    await app.tab(/Behaviour/).click();
    await app.choose(/Client certificate$/, 'Required, of this machine’s authority');
    await expect
      .poll(async () => JSON.parse(await readFile(example.file('receivers/prod-hook.json'), 'utf8')))
      .toMatchObject({ tls: 'good', clientCertificate: 'local-authority' });
    await page.getByRole('button', { name: 'Make a client certificate' }).click();
    await expect(page.getByText(/^Hookbench client [0-9a-f]{6}$/)).toBeVisible();
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save its key' }).click();
    const download = await saved;
    expect(download.suggestedFilename()).toBe('hookbench-client-key.pem');
    key = await readFile(await download.path(), 'utf8');
    expect(key).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await seriousProblems(page)).toEqual([]);
    }
  });

  await test.step('the environment takes it over: the certificate into its file, the key among its secrets', async () => {
    await page.getByRole('button', { name: 'Use in Development' }).click();
    await expect(page.getByRole('button', { name: 'In use in Development' })).toBeDisabled();
    await expect.poll(environment).toMatchObject({
      connections: { clientCertificate: { keySecret: 'client_certificate_key' } },
      secrets: expect.arrayContaining(['client_certificate_key']),
    });
    expect(JSON.stringify(await environment())).not.toContain('PRIVATE KEY');
    await page.getByRole('button', { name: /^Environment:/ }).click();
    await page.getByRole('menuitem', { name: /^Variables and secrets/ }).click();
    await expect(page.getByText('The key belongs to the certificate.')).toBeVisible();
    expect(await seriousProblems(page)).toEqual([]);
  });

  await test.step('a run shows it, and the receiver says whose it was', async () => {
    await app.openView('Receivers');
    await page.getByRole('button', { name: 'Start all receivers' }).click();
    await run();
    await expect(recipient('200')).toBeVisible({ timeout: 30_000 });
    await received();
    await page.getByRole('grid', { name: 'Received requests' }).getByText('200').click();
    await expect(page.getByText(/^client certificate CN=Hookbench client [0-9a-f]{6}$/)).toBeVisible();
    await expect(page.getByText(/^issued by CN=Hookbench receivers [0-9a-f]{6}, valid until /)).toBeVisible();
    expect(await seriousProblems(page)).toEqual([]);
  });

  await test.step('without it the run ends with a failure that says so, and the receiver tells of it', async () => {
    await app.tab('Development').click();
    const certificate = page.getByRole('textbox', { name: 'Client certificate' });
    const pem = await certificate.inputValue();
    await certificate.fill('');
    await expect.poll(environment).not.toHaveProperty('connections');
    await run();
    await expect(recipient('client certificate missing or refused')).toBeVisible({ timeout: 30_000 });
    await recipient('client certificate missing or refused').click();
    const pane = page.getByRole('region', { name: 'Context', exact: true });
    await expect(pane.getByText('Client certificate missing or refused').first()).toBeVisible();
    await expect(pane.getByText(/under Connections/).first()).toBeVisible();
    await received();
    await expect(page.getByText(/A sender had no client certificate to show, which this port requires/)).toBeVisible();

    await app.tab('Development').click();
    await certificate.fill(`${pem}${key}`);
    await expect(certificate).toHaveValue(pem);
    await expect(page.getByRole('button', { name: /^client_certificate_key Secret that holds/ })).toBeVisible();
    await expect(page.getByText('The key belongs to the certificate.')).toBeVisible();
    await expect.poll(environment).toHaveProperty('connections.clientCertificate.keySecret', 'client_certificate_key');
    expect(JSON.stringify(await environment())).not.toContain('PRIVATE KEY');
  });

  await test.step('a key that has no value is named before a run sends anything', async () => {
    const file = example.file('environments/development.json');
    const value = await environment();
    value.connections.clientCertificate.keySecret = 'elsewhere';
    writeFileSync(file, JSON.stringify(value));
    await expect(
      page.getByText(/The secret “elsewhere” is to hold its private key, and has no value on this machine/),
    ).toBeVisible();
    await run();
    await expect(
      page.getByText(/The client certificate of the environment “Development” cannot be shown/).first(),
    ).toBeVisible();
  });
});
