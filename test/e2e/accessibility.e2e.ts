import { expect, test } from '@playwright/test';
import { seriousProblems } from './page/accessibility.ts';
import type { AppPage } from './page/app-page.ts';
import { serveExample } from './page/serve-example.ts';

const example = serveExample('file');

/** What to open in each view before it is judged. */
const screens: { view: string; open: (app: AppPage) => Promise<void> }[] = [
  { view: 'Projects', open: (app) => app.openInList('Projects', 'Acme') },
  {
    view: 'Projects',
    open: async ({ page }) => {
      await page.getByRole('button', { name: 'Users, tenants and objects' }).click();
      await page.getByRole('row', { name: /Ada Park/ }).click();
    },
  },
  { view: 'Channels', open: (app) => app.openInList('Channels', 'Customer webhook') },
  { view: 'Workflows', open: (app) => app.openInList('Workflows', 'Customer webhooks') },
  { view: 'Runs', open: (app) => app.openInList('Runs', 'A task is completed') },
  { view: 'Receivers', open: (app) => app.openInList('Receivers', 'Legacy') },
  { view: 'Deliveries', open: (app) => app.openInList('Deliveries', 'All attempts') },
  { view: 'Signatures', open: (app) => app.openInList('Signature schemes', 'Stripe') },
];

test('a first start shows the steps of the job, and each leads to its place', async ({ page }) => {
  await example.open(page);
  const step = page.getByRole('button', { name: /Edit the payload.*Customer webhook/ });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expect(step).toBeVisible();
    expect(await seriousProblems(page)).toEqual([]);
  }
  await step.press('Enter');
  await expect(page.getByRole('region', { name: 'Channels', exact: true })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Preview' }).getByText('Valid JSON')).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`no serious accessibility violation on any screen, ${colorScheme}`, async ({ browser }) => {
    test.setTimeout(120_000);
    const context = await browser.newContext({ colorScheme, viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    const app = await example.open(page);
    for (const { view, open } of screens) {
      await test.step(view, async () => {
        await app.openView(view);
        await open(app);
        await page.waitForLoadState('networkidle');
        expect(await seriousProblems(page)).toEqual([]);
      });
    }
    await context.close();
  });
}

test('everything is reached from the keyboard', async ({ page }) => {
  const app = await example.open(page);
  await test.step('the palette opens a channel', async () => {
    await page.keyboard.press('ControlOrMeta+k');
    await page.keyboard.type('customer webhook');
    await expect(page.getByRole('option', { name: /Customer webhook/ }).first()).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(app.tab(/^Customer webhook$/)).toBeVisible();
  });
  for (const [what, name] of [
    ['New workflow', 'New workflow'],
    ['New channel', 'New channel'],
    ['New partial', 'New partial'],
    ['New receiver', 'New receiver'],
    ['New scenario', 'New scenario'],
    ['New event type', 'something.happened'],
    ['New signature scheme', 'New scheme'],
    ['New environment', 'New environment'],
  ] as const) {
    await test.step(`${what}: its name is there to be typed over`, async () => {
      await page.keyboard.press('ControlOrMeta+k');
      await page.keyboard.type(what);
      await expect(page.getByRole('dialog').getByRole('option').first()).toContainText(what);
      await page.keyboard.press('Enter');
      await expect(page.getByRole('textbox', { name: 'Name', exact: true }).first()).toBeFocused();
      await expect.poll(() => page.evaluate<string>('getSelection().toString()')).toBe(name);
    });
  }
  await app.tab(/^Customer webhook$/).click();
  await test.step('Escape closes only the topmost layer', async () => {
    await page.keyboard.press('ControlOrMeta+p');
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(app.tab(/^Customer webhook$/)).toBeVisible();
  });
  await test.step('a run is started and looked at without the mouse', async () => {
    await page.keyboard.press('ControlOrMeta+k');
    await page.keyboard.type('A task is completed');
    await expect(page.getByRole('option', { name: /A task is completed/ }).first()).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(app.tab('A task is completed')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Run scenario' })).toBeVisible();
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(page.getByText('5 of 5 met')).toBeVisible();
  });
  await test.step('and deleted, after a question', async () => {
    await app.openView('Runs');
    await app.list('Runs').getByText('Run 1', { exact: true }).click();
    await expect(app.tab('Run 1')).toBeVisible();
    await page.keyboard.press('Delete');
    await expect(page.getByRole('alertdialog', { name: 'Delete run 1?' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(app.list('Runs').getByText('Run 1', { exact: true })).toBeVisible();
    await page.keyboard.press('Delete');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(app.list('Runs').getByText('Run 1', { exact: true })).toBeHidden();
    await expect(app.tab('Run 1')).toBeHidden();
  });
  await test.step('the keys of a view lead into its list, and a condition that is removed leaves the focus beside it', async () => {
    await page.keyboard.press('ControlOrMeta+3');
    await expect(page.getByRole('listbox', { name: 'Workflows' })).toBeFocused();
    await page.keyboard.press('Enter');
    const conditions = page.getByRole('group', { name: 'Conditions of the workflow' });
    await conditions.getByRole('button', { name: 'Add condition' }).press('Enter');
    await expect(conditions.getByLabel('Variable')).toBeFocused();
    await conditions.getByRole('button', { name: 'Remove condition' }).press('Enter');
    await expect(conditions.getByRole('button', { name: 'Add condition' })).toBeFocused();
  });
});
