import { readFile, writeFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { seriousProblems } from './page/accessibility.ts';
import { openStudio } from './page/open-studio.ts';
import { serveExample } from './page/serve-example.ts';

const example = serveExample('test');

test('a key is replaced: the form says who signs with the old one, and ends it', async ({ page }) => {
  const app = await example.open(page);
  await app.openInList('Projects', 'Acme');
  await page
    .getByRole('grid', { name: /webhooks/i })
    .getByText('Production')
    .click();
  const note = page.getByRole('region', { name: 'Change of the key' });
  await expect(note).toHaveCount(0);
  await page.getByRole('button', { name: 'New key, and keep the old one for' }).click();
  await page.getByRole('menuitem', { name: '24 hours' }).click();
  await expect(note).toContainText(/The old one stays until \d{4}-\d\d-\d\d \d\d:\d\d\./);
  await expect(note).toContainText('has room for one signature');
  expect(await seriousProblems(page)).toEqual([]);

  await test.step('a scheme with room for both needs the old key in the channel', async () => {
    const file = example.file('channels/customer-webhook/channel.json');
    const channel = JSON.parse(await readFile(file, 'utf8'));
    channel.signing.scheme = { preset: 'standard-webhooks' };
    await writeFile(file, JSON.stringify(channel));
    await expect(note).toContainText('“Customer webhook” signs with the new key only. Add the old one there.');
    await note.getByRole('button', { name: 'Open signing' }).click();
    await page.getByRole('button', { name: 'Add a previous key' }).click();
    await app.tab(/^Acme$/).click();
    await expect(note).toContainText('“Customer webhook” signs with both keys.');
  });

  await test.step('its receiver accepts the old key too', async () => {
    await app.openView('Receivers');
    await app.openInList('Receivers', 'Production: accepts');
    await app.tab('Behaviour').click();
    await page.getByRole('button', { name: 'Accept a previous key too' }).click();
    await expect(page.getByRole('textbox', { name: 'Previous key 1' })).toHaveValue(
      '{{ vars.prod_hook_previous_signing_key }}',
    );
    await app.tab(/^Acme$/).click();
  });

  await test.step('ended, it is gone; undo brings it back', async () => {
    await note.getByRole('button', { name: 'End it now' }).click();
    await expect(note).toHaveCount(0);
    await page.keyboard.press('ControlOrMeta+z');
    await expect(note).toContainText('signs with both keys');
  });
});

test('what came of a run is expected of a scenario, which then fails in words', async ({ page }) => {
  const app = await example.open(page);
  await app.runScenario('A task is completed');
  await expect(page.getByText('2 delivered')).toBeVisible();
  await page.getByRole('button', { name: 'Save as scenario that expects what came of it' }).click();
  const rows = page.locator('[data-expectation]');
  await expect(rows).toHaveCount(5);
  await page.getByRole('button', { name: 'Add expectation' }).click();
  const added = rows.nth(5).getByRole('textbox', { name: 'Recipient' });
  await expect(added).toBeFocused();
  await expect(page.getByText('Not saved yet: one field needs correcting.')).toBeVisible();
  await expect(rows.nth(5).getByText(/Write user:id/)).toHaveCount(0);
  await page.keyboard.type('project_webhooks/globex-hook');
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'Run scenario' }).click();
  await expect(page.getByText('5 of 6 met')).toBeVisible();
  const unmet = page.getByRole('listitem').filter({ hasText: 'project_webhooks/globex-hook' });
  await expect(unmet).toContainText('it was not among the recipients');
  const list = unmet.locator('xpath=..').getByRole('listitem');
  await expect(list.first()).toContainText('globex-hook');
});

test('a run of a recipient that has another id since says whom it may mean', async ({ page }) => {
  const app = await example.open(page);
  await app.runScenario('A task is completed');
  await expect(page.getByText('2 delivered')).toBeVisible();
  const files = ['data/development/objects/projects.json', 'data/development/subscriptions.json'];
  for (const file of files.map((name) => example.file(name))) {
    await writeFile(file, (await readFile(file, 'utf8')).replace(/"(projects\/)?acme"/g, '"$1acme-inc"'));
  }
  await expect(async () => {
    await app.tab('Run 1').click();
    await page.getByRole('button', { name: 'Run again' }).click();
    await expect(page.getByText('“Acme” is projects/acme-inc now.')).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await page.getByRole('button', { name: 'Use projects/acme-inc' }).click();
  await expect(page.getByText('is not in Development any more')).toHaveCount(0);
  await page.getByRole('button', { name: 'Dry run' }).click();
  await expect(page.getByText(/3 will get a request/)).toBeVisible();
});

test('an environment is duplicated with its data, and undo takes the copy away', async ({ page }) => {
  const app = await example.open(page);
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('duplicate environment');
  await page.keyboard.press('Enter');
  await expect(app.tab('Development copy')).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByText('It has the variables and all data of Development.')).toBeVisible();
  await page
    .getByRole('contentinfo')
    .getByRole('button', { name: /Development/ })
    .click();
  await page.getByRole('menuitem', { name: 'Development copy' }).click();
  await expect(app.list('Projects').getByText('Acme')).toBeVisible();
  await test.step('a scenario of another environment says where it was run', async () => {
    await app.runScenario('A task is completed');
    await expect(page.getByText('5 of 5 final')).toBeVisible();
    await expect(page.getByText('virtual time · in Development ·')).toBeVisible();
    await app.openView('Projects');
  });
  await page
    .getByRole('contentinfo')
    .getByRole('button', { name: /Development copy/ })
    .click();
  await page.getByRole('menuitem', { name: 'Development', exact: true }).click();
  await app.list('Projects').getByText('Acme').click();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(app.tab('Development copy')).toHaveCount(0);
});

test('a pasted envelope is offered for the part inside, and messages keep above the foot', async ({ page }) => {
  const app = await example.open(page);
  await page.getByRole('button', { name: 'New event type' }).first().click();
  await app.tab(/^Samples/).click();
  await page.getByRole('button', { name: 'Add sample' }).click();
  await page.getByRole('menuitem', { name: 'Paste…' }).click();
  await page
    .getByLabel('JSON of the payload, or a whole body that has it inside')
    .fill('{"id":"evt_1","type":"order.paid","data":{"order":{"total":12.50}}}');
  await page.getByRole('button', { name: 'Add as sample' }).click();
  await expect(page.getByText('Its payload seems to be what stands in “data”.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Take that part' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-code-editor]').first()).toContainText('12.50');
  await expect(page.locator('[data-code-editor]').first()).not.toContainText('evt_1');
  const message = page.getByText('The schema was made of this sample.');
  await expect(message).toBeVisible();
  const foot = page.getByRole('region', { name: 'Findings', exact: true });
  await expect(foot).toBeVisible();
  const [above, below] = [await message.boundingBox(), await foot.boundingBox()];
  expect((above?.y ?? 0) + (above?.height ?? 0)).toBeLessThanOrEqual(below?.y ?? 0);
});

test('a schema that cannot be read is not said to be the same as the last version', async ({ page }) => {
  const app = await example.open(page);
  await app.list('Event types').getByText('task.completed').click();
  await app.tab(/^Schema/).click();
  await page.getByRole('button', { name: 'Publish…' }).click();
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  const changes = page.getByRole('region', { name: /^Changes since version/ });
  await expect(changes).toContainText('No change that a receiver could notice.');
  await page.locator('[data-code-editor]').first().click();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type('}');
  await expect(changes).toContainText('Not compared: the text of the schema cannot be read.');
  await page.getByRole('button', { name: 'Publish…' }).click();
  await expect(page.getByText('The text of the schema cannot be read. Mend it first.')).toBeVisible();
});

test('in a narrow window the command for the right pane says what it waits for', async ({ page }) => {
  await page.setViewportSize({ width: 900, height: 600 });
  const app = await example.open(page);
  await app.openInList('Projects', 'Acme');
  await expect(page.getByRole('grid', { name: /webhooks/i })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Alt+b');
  await expect(page.getByText('Choose a row of the list')).toBeVisible();
  await page
    .getByRole('grid', { name: /webhooks/i })
    .getByText('Production')
    .click();
  await expect(page.getByRole('form', { name: 'Production' })).toBeVisible();
});

test('labels and hints of Liquid fields are as large as those of other fields', async ({ page }) => {
  const app = await openStudio(page, example);
  await app.tab(/^Signing/).click();
  const sizeOf = async (text: string | RegExp) =>
    (await page.getByText(text).first().evaluateHandle('(element) => getComputedStyle(element).fontSize')).jsonValue();
  expect(await sizeOf('Signing key (Liquid)')).toBe(await sizeOf(/^Scheme$/));
  expect(await sizeOf(/^Usually a property of the recipient/)).toBe(await sizeOf(/^Sends x-webhook-signature/));
});

test('two runs are compared: who ended otherwise, and their deliveries beside each other', async ({ page }) => {
  const app = await example.open(page);
  await app.openView('Runs');
  const run = async (number: number): Promise<void> => {
    await app.openInList('Runs', 'A task is completed');
    await page.getByRole('button', { name: 'Run scenario' }).click();
    await expect(page.getByRole('heading', { name: new RegExp(`^Run ${number} `) })).toBeVisible();
    await expect(page.getByText('5 of 5 final')).toBeVisible();
  };
  await run(1);
  const receiver = example.file('receivers/legacy-hook.json');
  await writeFile(receiver, (await readFile(receiver, 'utf8')).replace('"status": 401', '"status": 200'));
  await expect(async () => {
    await page.getByRole('contentinfo').getByText('receivers up').click();
    await app.openInList('Receivers', 'Legacy: 401');
    await app.tab('Behaviour').click();
    await expect(page.getByRole('textbox', { name: 'Status', exact: true })).toHaveValue('200', { timeout: 1_000 });
  }).toPass();
  await app.openView('Runs');
  await run(2);
  await page.getByRole('button', { name: 'Compare with another run…' }).click();
  await page.getByRole('menuitem', { name: /^Run 1 · task\.completed · 2 delivered, 1 undelivered/ }).click();
  await expect(app.tab('Run 1 ↔ run 2')).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByText('1 of 5 recipients ended otherwise')).toBeVisible();
  const table = page.getByRole('grid', { name: 'Recipients of both runs' });
  await expect(table.getByRole('row', { name: /Legacy endpoint.*401: final.*200/ })).toBeVisible();
  await expect(table.getByText('Production')).toHaveCount(0);
  expect(await seriousProblems(page)).toEqual([]);
  await page.getByText('Only what differs').click();
  await expect(table.getByText('Production')).toBeVisible();
  await table.getByText('Legacy endpoint').dblclick();
  await expect(app.tab(/401 ↔ 200/)).toHaveAttribute('aria-selected', 'true');
});

test('from a failed delivery one comes to all that its run left undelivered', async ({ page }) => {
  const app = await example.open(page);
  await app.runScenario('A task is completed');
  await expect(page.getByText('5 of 5 final')).toBeVisible();
  await app.openView('Deliveries');
  await app.openInList('Deliveries', 'Undelivered');
  const attempts = page.getByRole('grid', { name: 'Delivery attempts' });
  await attempts.getByText('401: final').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Send all that its run left undelivered again…' }).click();
  await expect(app.tab('Send again · run 1')).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('button', { name: 'Send 1 again' })).toBeEnabled();
  await app.openView('Receivers');
  await page.getByRole('button', { name: 'Stop all receivers' }).click();
  await expect(page.getByText('The receiver that requests go to is stopped: “Legacy: 401”.')).toBeVisible();
  await page.getByRole('button', { name: 'Start it' }).click();
  const again = page.getByText('It was sent again before.');
  await expect(again).toHaveCount(0);
  await page.getByRole('button', { name: 'Send 1 again' }).click();
  await expect(page.getByText('1 of 1 final')).toBeVisible();
  await app.tab('Send again · run 1').click();
  await expect(again).toBeVisible();
  await page.getByRole('button', { name: 'Run 2', exact: true }).click();
  await expect(app.tab('Run 2')).toHaveAttribute('aria-selected', 'true');
});

test('a retry that has happened is said to have', async ({ page }) => {
  const app = await example.open(page);
  await app.runScenario('A task is completed');
  await expect(page.getByText('5 of 5 final')).toBeVisible();
  await page.getByRole('grid', { name: 'Recipients of the run' }).getByText('Flaky staging server').click();
  await app.tab(/^Attempts/).click();
  const attempts = page.getByRole('list', { name: 'All attempts of this message' });
  await expect(attempts.getByText('500: retried')).toHaveCount(2);
  await expect(attempts.getByText('200 after 2 failures')).toBeVisible();
  await app.openView('Deliveries');
  await app.openInList('Deliveries', 'Failed, retried');
  await expect(page.getByRole('grid', { name: 'Delivery attempts' }).getByText('500: not final')).toHaveCount(2);
});
