import { readFileSync, writeFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { seriousProblems } from './page/accessibility.ts';
import { serveExample } from './page/serve-example.ts';

const example = serveExample('test');
const pane = (page: Page) => page.getByRole('region', { name: 'Context', exact: true });
const stored = (file: string): Record<string, unknown> =>
  JSON.parse(readFileSync(example.file(`data/development/${file}`), 'utf8')) as Record<string, unknown>;

async function choose(page: Page, set: RegExp): Promise<void> {
  await page.getByRole('button', { name: /Kind of record/ }).click();
  await page.getByRole('option', { name: set }).click();
}

async function add(page: Page, id: string): Promise<void> {
  await page.getByRole('textbox', { name: 'New id' }).fill(id);
  await page.keyboard.press('Enter');
}

test('users, tenants and objects are added, changed, subscribed and deleted, and undo takes it back', async ({
  page,
}) => {
  const app = await example.open(page);
  await app.openView('Projects');
  await page.getByRole('button', { name: 'Users, tenants and objects' }).click();
  await expect(page.getByRole('grid', { name: 'Records: Users' }).getByRole('row', { name: /Ada Park/ })).toBeVisible();

  await test.step('a user is added and its properties are saved when one leaves them', async () => {
    await add(page, 'lin');
    await pane(page).getByRole('textbox', { name: 'Properties' }).fill('{"name": "Lin", "seats": 1.50}');
    await pane(page)
      .getByRole('textbox', { name: /^Subscribed to/ })
      .click();
    await expect(page.getByRole('row', { name: /lin Lin/ })).toBeVisible();
    await expect.poll(() => readFileSync(example.file('data/development/users.json'), 'utf8')).toContain('1.50');
  });

  await test.step('an id that is taken is refused, and what is there stays', async () => {
    await add(page, 'lin');
    await expect(page.getByRole('alert')).toHaveText('There is a record “lin” already.');
    expect(stored('users.json').lin).toMatchObject({ name: 'Lin' });
  });

  await test.step('it is subscribed to an object, once, and the object says so', async () => {
    const field = pane(page).getByRole('textbox', { name: /^Subscribed to/ });
    for (const key of ['nowhere', 'projects/acme/webhooks']) {
      await field.fill(key);
      await field.press('Enter');
      await expect(pane(page).getByText('Write collection/id.')).toBeVisible();
    }
    await field.fill('projects/acme');
    await field.press('Enter');
    await expect(pane(page).getByRole('button', { name: 'projects/acme', exact: true })).toBeVisible();
    await field.fill('projects/acme');
    await field.press('Enter');
    await expect(pane(page).getByText('It is subscribed already.')).toBeVisible();
    await choose(page, /^projects ·/);
    await page.getByRole('row', { name: /acme Acme/ }).click();
    await expect(pane(page).getByRole('button', { name: 'user:lin', exact: true })).toBeVisible();
    expect(await seriousProblems(page)).toEqual([]);
  });

  await test.step('an object of another collection is added by its key', async () => {
    await add(page, 'teams/red');
    await expect(
      page.getByRole('grid', { name: 'Records: teams · 1' }).getByRole('row', { name: 'red' }),
    ).toBeVisible();
  });

  await test.step('a user is deleted with its subscriptions, and undo brings both back', async () => {
    await choose(page, /^Users/);
    await page.getByRole('row', { name: /lin Lin/ }).click();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await expect(page.getByRole('row', { name: /lin Lin/ })).toHaveCount(0);
    await expect.poll(() => JSON.stringify(stored('subscriptions.json'))).not.toContain('user:lin');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByRole('row', { name: /lin Lin/ })).toBeVisible();
    await expect.poll(() => JSON.stringify(stored('subscriptions.json'))).toContain('user:lin');
  });
});

test('all of ten thousand subscribers are listed, and only those in sight are drawn', async ({ page }) => {
  const keys = Array.from({ length: 10_000 }, (_, place) => `user:u${String(place).padStart(5, '0')}`);
  const subscribers = Object.fromEntries(keys.map((key) => [key, null]));
  writeFileSync(
    example.file('data/development/subscriptions.json'),
    `${JSON.stringify({ 'projects/acme': subscribers }, null, 2)}\n`,
  );
  const app = await example.open(page);
  await app.openView('Projects');
  await page.getByRole('button', { name: 'Users, tenants and objects' }).click();
  await choose(page, /^projects ·/);
  await page.getByRole('row', { name: /acme Acme/ }).click();
  const shown = pane(page)
    .getByRole('region', { name: 'Subscribers' })
    .getByRole('button', { name: /^user:/ });
  await expect(shown.first()).toHaveText('user:u00000');
  await expect(async () => {
    await page.evaluate(`{
      const isLong = (element) => getComputedStyle(element).overflowY === 'auto' && element.scrollHeight > 2000;
      const scroller = [...document.querySelectorAll('*')].find(isLong);
      scroller.scrollTo(0, scroller.scrollHeight);
    }`);
    await expect(pane(page)).toContainText('user:u09999', { timeout: 100 });
  }).toPass({ timeout: 30_000, intervals: [50] });
  expect(await shown.count()).toBeLessThan(500);
  await shown.last().click();
  await expect(pane(page).getByRole('textbox', { name: /Properties of user:u09999/ })).toBeVisible();
  await pane(page).getByRole('button', { name: 'Remove user:u09999' }).click();
  await expect(shown.last()).toHaveText('user:u09998');
});

test('a record that cannot be read says why, as the table does', async ({ page }) => {
  const app = await example.open(page);
  await app.openView('Projects');
  await page.getByRole('button', { name: 'Users, tenants and objects' }).click();
  await page.getByRole('row', { name: /Ada Park/ }).click();
  await expect(pane(page).getByRole('textbox', { name: 'Properties' })).toBeVisible();
  await app.tab('Data').click();
  const session = () => readFileSync(example.dataFile('session.json'), 'utf8');
  await expect(async () => expect(session()).toContain('"record":"ada"')).toPass();
  await example.stop();
  writeFileSync(example.file('data/development/users.json'), '{ "ada": ');
  await example.open(page);
  const reasons = page.getByRole('alert').filter({ hasText: 'users.json' });
  await expect(reasons).toHaveCount(2);
  await expect(pane(page).getByText('This record could not be read')).toBeVisible();
});

test('an object gets another id with all that names it, a taken one is refused, and undo gives the old one back', async ({
  page,
}) => {
  const app = await example.open(page);
  await app.openView('Projects');
  await page.getByRole('button', { name: 'Users, tenants and objects' }).click();
  await choose(page, /^projects ·/);
  await page.getByRole('row', { name: /acme Acme/ }).click();
  const id = pane(page).getByRole('textbox', { name: 'Id', exact: true });
  await id.fill('globex');
  await id.press('Enter');
  await expect(pane(page).getByText('There is an object "projects/globex" already. Choose another id.')).toBeVisible();
  await expect(id).toHaveValue('globex');
  await id.fill('acme-inc');
  await id.press('Enter');
  await expect(pane(page).getByRole('button', { name: 'projects/acme-inc. Copy' })).toBeVisible();
  await expect(page.getByRole('row', { name: /acme-inc Acme/ })).toBeVisible();
  await expect(pane(page).getByRole('button', { name: 'project_webhooks/prod-hook', exact: true })).toBeVisible();
  await expect.poll(() => Object.keys(stored('subscriptions.json'))).toContain('projects/acme-inc');
  const scenario = () => readFileSync(example.file('scenarios/task-completed.json'), 'utf8');
  expect(scenario()).toContain('"acme-inc"');
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(id).toHaveValue('acme');
  await expect.poll(scenario).not.toContain('"acme-inc"');
});
