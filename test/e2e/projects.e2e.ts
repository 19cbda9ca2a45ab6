import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import type { AppPage } from './page/app-page.ts';
import { serveExample } from './page/serve-example.ts';

const example = serveExample('test');
async function openProject(page: Page, project: string): Promise<AppPage> {
  const app = await example.open(page);
  await app.openView('Projects');
  await app.openInList('Projects', project);
  await expect(page.getByRole('grid', { name: 'Webhooks' })).toBeVisible();
  return app;
}

const webhook = (page: Page, name: string) =>
  page.getByRole('grid', { name: 'Webhooks' }).getByRole('row').filter({ hasText: name });
const pane = (page: Page) => page.getByRole('region', { name: 'Context', exact: true });

async function reveal(page: Page): Promise<string> {
  await pane(page).getByRole('button', { name: 'Show for 10 seconds' }).click();
  const field = pane(page).getByRole('textbox', { name: 'Signing key' });
  await expect(field).not.toHaveValue('');
  const value = await field.inputValue();
  await pane(page).getByRole('button', { name: 'Hide', exact: true }).click();
  return value;
}

test('a new project and its webhook take their ids and the key’s variable from their first names', async ({ page }) => {
  const app = await openProject(page, 'Globex');
  await page.getByRole('button', { name: 'New project' }).first().click();
  await expect(app.tab('New project')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.type('Initech & Co.');
  await page.keyboard.press('Enter');
  const objects = (file: string) => JSON.parse(readFileSync(example.file(`data/development/objects/${file}`), 'utf8'));
  await expect.poll(() => Object.keys(objects('projects.json'))).toContain('initech-co');
  await expect(page.getByRole('tab', { selected: true, name: 'Initech & Co.' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Name', exact: true }).first()).toBeFocused();

  await page.getByRole('button', { name: 'New webhook' }).first().click();
  await expect(pane(page).getByLabel('Name', { exact: true })).toBeFocused();
  await page.keyboard.type('Production');
  await page.keyboard.press('Tab');
  await expect(page.getByText('The id is now "production".')).toBeVisible();
  await expect(pane(page).getByLabel('URL')).toBeFocused();
  await page.keyboard.type('htp');
  await page.keyboard.press('Tab');
  await test.step('its name is saved, however unfit the URL is', async () => {
    await expect(pane(page).getByText('Not saved yet')).toBeVisible();
    await expect.poll(() => objects('project_webhooks.json').production).toMatchObject({ name: 'Production', url: '' });
    await expect(webhook(page, 'Production')).toBeVisible();
  });
  await pane(page).getByLabel('URL').fill('https://initech.example/hooks');
  await expect(pane(page).getByText('Saved')).toBeVisible();
  await pane(page).getByRole('button', { name: 'Use a local receiver' }).click();
  await page.getByRole('menuitem', { name: /^Globex: accepts · :\d+\/hooks\/globex$/ }).click();
  const receiverUrl = /^http:\/\/127\.0\.0\.1:\d+\/hooks\/globex$/;
  await expect(pane(page).getByLabel('URL')).toHaveValue(receiverUrl);
  await expect(pane(page).getByText('Kept as {{ vars.production_signing_key }}')).toBeVisible();
  await expect(webhook(page, 'Production')).toHaveAttribute('aria-selected', 'true');
  await expect
    .poll(() => objects('project_webhooks.json').production)
    .toMatchObject({ name: 'Production', url: expect.stringMatching(receiverUrl) });
  expect(Object.keys(objects('project_webhooks.json'))).not.toContain('new-webhook');

  await test.step('event types stand in their field, however many they are', async () => {
    const field = pane(page).getByRole('combobox', { name: 'Event types' });
    await field.fill('task.created, task.completed, task.assigned, task.archived');
    await field.press('Enter');
    await expect(pane(page).getByText('task.archived', { exact: true })).toBeVisible();
    expect(await field.evaluate(({ parentElement: box }) => box !== null && box.scrollHeight <= box.clientHeight)).toBe(
      true,
    );
  });

  await test.step('a receiver of its own is running and verifies with its key', async () => {
    await pane(page).getByRole('button', { name: 'Use a local receiver' }).click();
    await page.getByRole('menuitem', { name: 'New receiver for this webhook' }).click();
    await expect(
      page.getByText('The receiver "Production" is running. It verifies with this webhook’s key.'),
    ).toBeVisible();
    await expect(pane(page).getByLabel('URL')).toHaveValue(/^http:\/\/127\.0\.0\.1:\d+\/hooks\/production$/);
    await expect(page.getByText('1 receiver up')).toBeVisible();
    const receiver = JSON.parse(readFileSync(example.file('receivers/production.json'), 'utf8'));
    expect(receiver.verification).toEqual({
      key: '{{ vars.production_signing_key }}',
      onFailure: 'record',
      scheme: { preset: 'knock-channel' },
    });
  });

  await test.step('the next one has a form of its own', async () => {
    await page.getByRole('button', { name: 'New webhook' }).first().click();
    await expect(pane(page).getByLabel('Name', { exact: true })).toHaveValue('New webhook');
    await expect(pane(page).getByLabel('URL')).toHaveValue('');
    await expect(pane(page).getByText('new-webhook', { exact: true })).toBeVisible();
  });
});

test('a signing key is stored however unfit the other fields are, and undo brings the old one back', async ({
  page,
}) => {
  await openProject(page, 'Globex');
  // Keys stay in the project's name, and a click on another control of its toolbar does not lead back there.
  const projectName = page.getByRole('toolbar').getByLabel('Name', { exact: true });
  await projectName.click();
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowRight');
  await expect(projectName).toBeFocused();
  await page.getByRole('button', { name: 'New webhook' }).click();
  await expect(pane(page).getByText('Enter the URL that is to be called.')).toBeVisible();
  await expect(pane(page).getByLabel('Name', { exact: true })).toBeFocused();
  const first = await reveal(page);
  await pane(page).getByRole('button', { name: 'Generate' }).click();
  await expect(page.getByText('A new signing key was made.')).toBeVisible();
  expect(await reveal(page)).not.toBe(first);

  await pane(page).getByLabel('Other properties').fill('{a: 1}');
  await expect(pane(page).getByText(/^Line 1, column 2: Expected a property name/)).toBeVisible();
  await pane(page).getByRole('textbox', { name: 'Signing key' }).fill('typed-by-hand');
  await pane(page).getByLabel('Name', { exact: true }).focus();
  await expect(pane(page).getByRole('textbox', { name: 'Signing key' })).toHaveValue('');
  expect(await reveal(page)).toBe('typed-by-hand');
  await expect(pane(page).getByLabel('Other properties')).toHaveValue('{a: 1}');

  await page.getByRole('grid', { name: 'Webhooks' }).focus();
  await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(() => reveal(page)).not.toBe('typed-by-hand');
});

test('a changed key goes on to match the receiver that reads the same variable', async ({ page }) => {
  await openProject(page, 'Globex');
  await webhook(page, 'Globex intake').click();
  await pane(page).getByRole('textbox', { name: 'Signing key' }).fill('a-key-of-its-own');
  await pane(page).getByLabel('Name', { exact: true }).focus();
  await expect(pane(page).getByText('Kept as {{ vars.globex_hook_key }}')).toBeVisible();
  await expect
    .poll(() => readFileSync(example.file('environments/development.json'), 'utf8'))
    .toContain('"secrets": [\n    "globex_hook_key"');
  expect(await reveal(page)).toBe('a-key-of-its-own');
});

test('a key that the engine refuses stays in the field, with the reason', async ({ page }) => {
  await openProject(page, 'Globex');
  await webhook(page, 'Globex intake').click();
  await expect(pane(page).getByRole('textbox', { name: 'Signing key' })).toBeVisible();
  await example.kill();
  await pane(page).getByRole('textbox', { name: 'Signing key' }).fill('typed-in-vain');
  await pane(page).getByLabel('Name', { exact: true }).focus();
  await expect(pane(page).getByText(/^Not saved: /)).toBeVisible();
  await expect(pane(page).getByRole('textbox', { name: 'Signing key' })).toHaveValue('typed-in-vain');
});

test('an empty list of event types is called what it is, and a URL that cannot be called is refused', async ({
  page,
}) => {
  const app = await openProject(page, 'Globex');
  await page.getByRole('button', { name: 'New webhook' }).click();
  await expect(webhook(page, 'New webhook').getByText('none', { exact: true })).toBeVisible();
  await expect(pane(page).getByText(/^None listed: a workflow/)).toBeVisible();
  await pane(page).getByLabel('URL').fill('https://exa mple.com/a b');
  await expect(pane(page).getByText('A URL holds no blanks')).toBeVisible();
  await test.step('it is still there when the window is loaded anew, whatever killed it', async () => {
    await expect(async () =>
      expect(readFileSync(example.dataFile('session.json'), 'utf8')).toContain('exa mple.com'),
    ).toPass();
    await example.kill();
    await page.goto('about:blank');
    await example.open(page);
    await expect(app.tab('Globex')).toHaveAttribute('aria-selected', 'true');
    await expect(pane(page).getByLabel('URL')).toHaveValue('https://exa mple.com/a b');
    await expect(pane(page).getByText('A URL holds no blanks')).toBeVisible();
  });
  await pane(page).getByLabel('URL').fill('{{ vars.base }}/hooks');
  await expect(pane(page).getByText('Saved')).toBeVisible();
});

test('the last result of a webhook is there after a reload and follows the next run', async ({ page }) => {
  const app = await openProject(page, 'Globex');
  const last = webhook(page, 'Globex intake').getByRole('gridcell').last();
  await expect(last).toHaveText('');
  await page.getByRole('button', { name: 'Run an event…' }).click();
  await page.getByRole('button', { name: 'Dry run' }).click();
  await expect(page.getByText('The receiver that requests go to is stopped: “Globex: accepts”.')).toBeVisible();
  await page.getByRole('button', { name: 'Start it' }).click();
  await expect(page.getByText('1 receiver up')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Start it' })).toBeHidden();
  await page.getByRole('button', { name: 'Clock' }).focus();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(app.tab('Run 1')).toBeVisible();
  await app.recipientOfRun('Globex intake').click();
  const attempts = pane(page).getByRole('tab', { name: 'Attempts 1' });
  expect(
    await attempts.evaluate(({ parentElement: list }) => (list?.scrollWidth ?? 0) - (list?.clientWidth ?? 0)),
  ).toBe(0);
  await app.tab('Globex').click();
  await expect(last).toHaveText('200');
  await page.reload();
  await app.isReady();
  await expect(last).toHaveText('200');
});

test('a toast about a very long name stays small', async ({ page }) => {
  await openProject(page, 'Globex');
  await page.getByRole('button', { name: 'New webhook' }).click();
  const name = 'A very long name '.repeat(60).trim();
  await pane(page).getByLabel('Name', { exact: true }).fill(name);
  await pane(page).getByLabel('URL').fill('https://acme.dev/hooks');
  await expect(pane(page).getByText('Saved')).toBeVisible();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  const toast = page.getByTitle(`Webhook "${name}" was deleted.`);
  await expect(toast).toBeVisible();
  expect((await toast.boundingBox())?.height).toBeLessThan(70);
});

test('the active tab is seen whole when a pane takes room from the strip', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  const app = await openProject(page, 'Acme');
  for (const [view, list, rows] of [
    ['Channels', 'Channels', ['Customer webhook']],
    ['Workflows', 'Workflows', ['Customer webhooks']],
    ['Receivers', 'Receivers', ['Globex: accepts', 'Legacy']],
    ['Projects', 'Projects', ['Globex']],
  ] as const) {
    await app.openView(view);
    for (const row of rows) await app.openInList(list, row);
  }
  const strip = page.getByRole('tablist', { name: 'Open documents' });
  const active = strip.locator('[data-tab]').filter({ has: page.getByRole('tab', { selected: true }) });
  const isWhole = async () => {
    const [outer, inner] = await Promise.all([strip.boundingBox(), active.boundingBox()]);
    if (outer === null || inner === null) return false;
    return inner.x >= outer.x - 1 && inner.x + inner.width <= outer.x + outer.width + 1;
  };
  await page.setViewportSize({ width: 1600, height: 800 });
  await expect.poll(isWhole).toBe(true);
  await page.setViewportSize({ width: 900, height: 700 });
  await expect.poll(isWhole).toBe(true);
});
