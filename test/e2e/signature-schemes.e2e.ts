import { readFile, writeFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { seriousProblems } from './page/accessibility.ts';
import type { AppPage } from './page/app-page.ts';
import { serveExample } from './page/serve-example.ts';

const example = serveExample('file');

async function openSchemes(page: Page): Promise<AppPage> {
  const app = await example.open(page);
  await app.openView('Signatures');
  return app;
}

const schemeFile = (key: string) => example.file(`signature-schemes/${key}.json`);
/** Null while it is not there, or is being replaced. */
async function jsonOf(file: string) {
  const text = await readFile(file, 'utf8').catch(() => null);
  return text === null ? null : JSON.parse(text);
}

const check = (page: Page) => page.getByRole('region', { name: 'Live check' });

test('a scheme of my own is written with a live check, used by a channel, renamed, and undone', async ({ page }) => {
  const app = await openSchemes(page);
  await test.step('a preset is copied', async () => {
    await app.openInList('Signature schemes', 'Stripe');
    await page.getByRole('tab', { name: 'Scheme', exact: true }).click();
    await page.getByRole('button', { name: 'Duplicate into a scheme of your own' }).click();
    await expect(check(page).getByText('Signed, and verified again.')).toBeVisible();
    await expect(check(page).getByText(/bounds the age of a stamp only/)).toBeVisible();
  });
  await test.step('a problem stands at its field', async () => {
    const content = page.getByLabel('Signed content', { exact: true });
    await content.fill('{timestamp}.{bdy}');
    await expect(page.getByText('{bdy} is not known.').first()).toBeVisible();
    await expect(content).toHaveAttribute('aria-invalid', 'true');
    await content.fill('{timestamp}.');
    await page.getByRole('button', { name: 'Insert a part' }).click();
    await page.getByRole('menuitem', { name: /^\{body\}/ }).click();
    await expect(content).toHaveValue('{timestamp}.{body}');
    await page.getByLabel('Header 1', { exact: true }).fill('X Acme');
    await expect(page.getByText(/use the name of a header/)).toBeVisible();
    await page.getByLabel('Header 1', { exact: true }).fill('X-Acme');
    await page.getByLabel('Name', { exact: true }).fill('Acme');
    await expect(check(page).getByText(/Sends X-Acme:/)).toBeVisible();
  });
  await test.step('another algorithm asks for other keys', async () => {
    await page.getByRole('button', { name: /^HMAC-SHA-256 Algorithm|Algorithm/ }).click();
    await page.getByRole('option', { name: 'Ed25519' }).click();
    await expect(page.getByRole('button', { name: /Public key is read as/ })).toBeVisible();
    await expect(check(page).getByText(/made with a private key/)).toBeVisible();
    await page.getByRole('button', { name: /Algorithm/ }).click();
    await page.getByRole('option', { name: 'HMAC-SHA-512' }).click();
    await expect(check(page).getByText(/HMAC-SHA512/)).toBeVisible();
  });
  await test.step('a channel signs with it', async () => {
    await app.openView('Channels');
    await app.openInList('Channels', 'Customer webhook');
    await page.getByRole('tab', { name: /^Signing/ }).click();
    const scheme = page.getByRole('combobox', { name: 'Scheme', exact: true });
    await scheme.fill('Acme');
    await page.getByRole('option', { name: 'Acme', exact: true }).click();
    await expect(page.getByText('x-acme', { exact: false }).first()).toBeVisible();
    await page.getByRole('button', { name: 'Verifier code for this channel' }).click();
    await expect(page.getByRole('region', { name: 'Code of verify-webhook.mjs' })).toContainText('x-acme');
  });
  await test.step('renamed, the channel follows, and undo brings both back', async () => {
    await app.openView('Signatures');
    await page.getByRole('tab', { name: /^Acme/ }).click();
    await expect(page.getByText('Used by the channel "Customer webhook".')).toBeVisible();
    const key = page.getByLabel('Key', { exact: true });
    await key.fill('acme');
    await key.press('Enter');
    await expect.poll(async () => (await jsonOf(schemeFile('acme')))?.name).toBe('Acme');
    const channel = example.file('channels/customer-webhook/channel.json');
    const schemeOf = async () => (await jsonOf(channel))?.signing.scheme;
    await expect.poll(schemeOf).toEqual({ own: 'acme' });
    await key.blur();
    await page.keyboard.press('ControlOrMeta+z');
    await expect.poll(schemeOf).toEqual({ own: 'stripe-own' });
  });
  await test.step('deleting says who uses it', async () => {
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    const dialog = page.getByRole('alertdialog');
    await expect(dialog).toContainText('the channel "Customer webhook" would no longer sign or verify');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
  });
});

test('a scheme is written, and code for it chosen, with the keyboard alone', async ({ page }) => {
  await openSchemes(page);
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('New signature scheme');
  await page.keyboard.press('Enter');
  const name = page.getByLabel('Name', { exact: true });
  // Chosen to be typed over.
  await expect(name).toBeFocused();
  await page.keyboard.type('By keys');
  await expect(page.getByRole('tab', { name: /^By keys/ })).toBeVisible();
  await page.getByRole('button', { name: 'Open in the lab' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('tab', { name: 'Verify', exact: true }).focus();
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowRight');
  const language = page.getByRole('button', { name: /Language of the receiver/ });
  await language.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.type('Py');
  await page.keyboard.press('Enter');
  const code = page.getByRole('region', { name: 'Code of verify_webhook.py' });
  await expect(code).toBeVisible();
  await code.focus();
  await expect(code).toBeFocused();
});

test('code is copied and saved, or refused in words', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const app = await openSchemes(page);
  await app.openInList('Signature schemes', 'Stripe');
  await page.getByRole('tab', { name: 'Verifier code', exact: true }).click();
  const code = page.getByRole('region', { name: 'Code of verify-webhook.mjs' });
  await expect(code).toBeVisible();
  const shown = (await code.textContent()) ?? '';
  await page.getByRole('button', { name: 'Copy', exact: true }).first().click();
  const copied = await page.evaluate(() => Reflect.get(globalThis, 'navigator').clipboard.readText());
  expect(String(copied).trim()).toBe(shown.trim());
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save…' }).first().click();
  const download = await saving;
  expect(download.suggestedFilename()).toBe('verify-webhook.mjs');
  expect((await readFile(await download.path(), 'utf8')).trim()).toBe(shown.trim());

  await page.getByRole('button', { name: 'New signature scheme' }).click();
  await page.getByLabel('Signed content', { exact: true }).fill('{timestamp}.{json:items.0.id}');
  await expect(
    check(page)
      .getByText(/items\.0\.id/)
      .first(),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Open in the lab' }).click();
  await page.getByRole('tab', { name: 'Verifier code', exact: true }).click();
  await expect(
    page.getByText(/There is no code in Node for this scheme\. .*reads single elements of lists/),
  ).toBeVisible();
});

test('keys are changed with an overlap, and kept as a secret', async ({ page }) => {
  const app = await openSchemes(page);
  await app.list('Signature schemes').getByPlaceholder('Filter').fill('webhook-signature');
  await page.getByText('Standard Webhooks', { exact: true }).first().click();
  await page.getByRole('tab', { name: 'Keys', exact: true }).click();
  await page.getByRole('button', { name: 'Generate a key', exact: true }).click();
  await page.getByLabel('Keep it as a secret named').fill('1 bad name');
  await expect(page.getByRole('button', { name: 'Keep as a secret' })).toBeDisabled();
  await page.getByLabel('Keep it as a secret named').fill('lab_key');
  await page.getByRole('button', { name: 'Keep as a secret' }).click();
  await expect(page.getByText('Kept as lab_key in Development.')).toBeVisible();
  const environment = example.file('environments/development.json');
  await expect.poll(async () => JSON.parse(await readFile(environment, 'utf8')).secrets).toContain('lab_key');

  await page.getByRole('button', { name: 'Generate a key in use' }).click();
  await page.getByRole('button', { name: 'Generate a new key' }).click();
  await page.getByRole('button', { name: 'Show what is sent' }).click();
  const during = page.getByRole('region', { name: 'While both sign' });
  await expect(during).toContainText(/v1,\S+ v1,\S+/);
  await expect(during.getByText('accepts', { exact: true })).toHaveCount(2);
  const after = page.getByRole('region', { name: 'After the grace period' });
  await expect(after.getByText('refuses', { exact: true })).toHaveCount(1);
});

test('previous keys of a channel are written in its signing form', async ({ page }) => {
  const app = await example.open(page);
  await app.openView('Channels');
  await app.openInList('Channels', 'Customer webhook');
  await page.getByRole('tab', { name: /^Signing/ }).click();
  await page.getByRole('button', { name: 'Add a previous key' }).click();
  const channel = example.file('channels/customer-webhook/channel.json');
  const keysOf = async () => JSON.parse(await readFile(channel, 'utf8')).signing.previousKeys;
  await expect.poll(async () => (await keysOf())?.[0]?.key).toContain('recipient.previous_signing_key');
  await page.getByRole('combobox', { name: 'Scheme of previous key 1' }).fill('Stripe');
  await page.getByRole('option', { name: 'Stripe', exact: true }).click();
  await expect.poll(async () => (await keysOf())?.[0]?.scheme).toEqual({ preset: 'stripe' });
  await page.getByRole('button', { name: 'Remove previous key 1' }).click();
  await expect.poll(keysOf).toBeUndefined();
});

test.describe('on an example of its own', () => {
  const own = serveExample('test');

  test('a key is rotated: the receiver accepts the old and the new one, and the preview shows both', async ({
    page,
  }) => {
    const key = (letter: string) => `whsec_${Buffer.from(letter.repeat(24)).toString('base64')}`;
    const [oldKey, newKey] = [key('a'), key('b')];
    const edit = async (path: string, change: (value: Record<string, Record<string, unknown>>) => void) => {
      const file = own.file(path);
      const value = JSON.parse(await readFile(file, 'utf8'));
      change(value);
      await writeFile(file, JSON.stringify(value));
    };
    const webhook = (properties: object) =>
      edit('data/development/objects/project_webhooks.json', (all) =>
        Object.assign(all['prod-hook'] ?? {}, properties),
      );
    const scheme = { preset: 'standard-webhooks' };
    await webhook({ signing_key: oldKey });
    await edit('channels/customer-webhook/channel.json', ({ signing }) => Object.assign(signing ?? {}, { scheme }));
    await edit('receivers/prod-hook.json', (receiver) => {
      receiver.verification = { scheme, key: '', onFailure: 'reject' };
    });
    const app = await own.open(page);
    const send = async () => {
      await app.runScenario('A task is completed');
      await app.openView('Receivers');
      await app.openInList('Receivers', 'Production');
      await page.getByRole('tab', { name: 'Received', exact: true }).click();
    };
    const receiver = own.file('receivers/prod-hook.json');
    const request = (number: number) =>
      page.getByRole('grid', { name: 'Received requests' }).getByRole('row', { name: new RegExp(`^${number} `) });
    await test.step('the receiver knows the new key only, and refuses the old one', async () => {
      await app.openView('Receivers');
      await app.openInList('Receivers', 'Production');
      await page.getByRole('tab', { name: 'Behaviour', exact: true }).click();
      const field = page.getByRole('textbox', { name: 'Signing key', exact: true });
      // Letter by letter: the field becomes a masked one at the first, and the typing goes on.
      await field.click();
      await page.keyboard.type(newKey);
      await expect(field).toHaveValue(newKey);
      await expect(field).toHaveAttribute('type', 'password');
      await page.keyboard.press('Enter');
      // The file gets a reference, and never the key.
      await expect(field).toHaveValue('{{ vars.receiver_prod_hook_key }}');
      await expect
        .poll(async () => (await jsonOf(receiver))?.verification.key)
        .toBe('{{ vars.receiver_prod_hook_key }}');
      await send();
      await expect(request(1)).toContainText('401');
    });
    await test.step('with the old key as a previous one, it accepts it', async () => {
      await page.getByRole('tab', { name: 'Behaviour', exact: true }).click();
      await page.getByRole('button', { name: 'Accept a previous key too' }).click();
      await page.getByRole('textbox', { name: 'Previous key 1' }).fill(oldKey);
      await page.getByRole('textbox', { name: 'Previous key 1' }).press('Enter');
      await expect
        .poll(async () => (await jsonOf(receiver))?.verification.previousKeys)
        .toEqual([{ key: '{{ vars.receiver_prod_hook_key_2 }}' }]);
      await send();
      await expect(request(2)).toContainText('200');
      await expect(request(2).getByRole('gridcell', { name: 'valid', exact: true })).toBeVisible();
    });
    await test.step('what was refused is explained in the lab, with the scheme and the keys of the receiver', async () => {
      await request(1).click();
      await page.getByRole('button', { name: 'Explain in the lab' }).click();
      await expect(page.getByRole('combobox', { name: 'Scheme', exact: true })).toHaveValue('Standard Webhooks');
      // The receiver has the old key too by now.
      await expect(page.getByText('Signature valid', { exact: true })).toBeVisible();
    });
    await test.step('rotated, both keys sign, and the preview says what became of each', async () => {
      await app.openView('Projects');
      await app.openInList('Projects', 'Acme');
      await page.getByRole('row', { name: /^Production/ }).click();
      await page.getByRole('button', { name: 'New key, and keep the old one for' }).click();
      await page.getByRole('menuitem', { name: '24 hours' }).click();
      await expect(page.getByText(/The key is being replaced. The old one stays until/)).toBeVisible();
      await expect(page.getByText(/“Customer webhook” signs with the new key only. Add the old one/)).toBeVisible();
      const rotated = async () =>
        (await jsonOf(own.file('data/development/objects/project_webhooks.json')))?.['prod-hook'];
      await expect.poll(async () => (await rotated())?.previous_signing_key).toMatch(/^\{\{ vars\./);
      expect((await rotated())?.signing_key).toMatch(/^\{\{ vars\./);
      expect(JSON.stringify(await rotated())).not.toContain(oldKey);
      await app.openView('Channels');
      await app.openInList('Channels', 'Customer webhook');
      await page.getByRole('tab', { name: /^Signing/ }).click();
      await page.getByRole('button', { name: /Audit log/ }).click();
      await page.getByRole('option', { name: /^Production/ }).click();
      await page.getByRole('button', { name: 'Add a previous key' }).click();
      const keys = page.getByRole('region', { name: 'Keys', exact: true }).getByRole('listitem');
      await expect(keys).toHaveCount(2);
      await expect(keys.nth(0)).toContainText(/Current.*signs/);
      await expect(keys.nth(1)).toContainText(/Previous.*signs.*until/);
      await send();
      await expect(request(3)).toContainText('200');
    });
    await test.step('without its previous key, the receiver still accepts the new one', async () => {
      await webhook({ signing_key: newKey });
      await page.getByRole('tab', { name: 'Behaviour', exact: true }).click();
      await page.getByRole('button', { name: 'Remove previous key 1' }).click();
      const receiver = own.file('receivers/prod-hook.json');
      await expect.poll(async () => (await jsonOf(receiver))?.verification.previousKeys).toBeUndefined();
      await send();
      await expect(request(4)).toContainText('200');
    });
  });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`no serious accessibility violation while a scheme is written, ${colorScheme}`, async ({ browser }) => {
    const context = await browser.newContext({ colorScheme, viewport: { width: 900, height: 600 } });
    const page = await context.newPage();
    await openSchemes(page);
    await page.getByRole('button', { name: 'New signature scheme' }).click();
    await expect(check(page).getByText('Signed, and verified again.')).toBeVisible();
    await page.getByLabel('Signed content', { exact: true }).fill('nothing');
    await expect(check(page).getByText(/problem/)).toBeVisible();
    expect(await seriousProblems(page)).toEqual([]);
    await context.close();
  });
}
