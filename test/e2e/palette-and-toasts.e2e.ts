import { mkdirSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { seriousProblems } from './page/accessibility.ts';
import { openStudio } from './page/open-studio.ts';
import { serveExample } from './page/serve-example.ts';

const example = serveExample('test');
test('the palette finds a button by its words, shows what it opens in its list, and is typed over', async ({
  page,
}) => {
  const app = await example.open(page);
  await app.openView('Runs');
  const search = page.getByRole('combobox', { name: 'Command palette' });
  const options = page.getByRole('dialog').getByRole('option');

  await test.step('each thing once, and with it the list that has it', async () => {
    await page.keyboard.press('ControlOrMeta+k');
    await search.fill('customer-webhooks');
    await expect(options.filter({ hasText: 'Customer webhooks' })).toHaveCount(1);
    await page.keyboard.press('Enter');
    await expect(app.tab('Customer webhooks')).toHaveAttribute('aria-selected', 'true');
    const row = app.list('Workflows').getByRole('option', { name: /Customer webhooks/ });
    await expect(row).toHaveAttribute('aria-selected', 'true');
  });

  await test.step('its keys once more choose what is typed', async () => {
    await page.keyboard.press('ControlOrMeta+k');
    await page.keyboard.type('nothing like this');
    await page.keyboard.press('Home');
    await page.keyboard.press('ControlOrMeta+k');
    await page.keyboard.type('Set up a run');
    await expect(search).toHaveValue('Set up a run');
    await expect(options.first()).toHaveText(/^Set up a run/);
    expect(await seriousProblems(page)).toEqual([]);
  });

  await test.step('and the button’s words do what it does', async () => {
    await page.keyboard.press('Enter');
    await expect(app.tab('Run Customer webhooks')).toHaveAttribute('aria-selected', 'true');
  });

  await test.step('those of the open form too, and only of that', async () => {
    const say = async (words: string) => {
      await page.keyboard.press('ControlOrMeta+k');
      await search.fill(words);
      await expect(options.first()).toHaveText(new RegExp(`^${words}`));
      await page.keyboard.press('Enter');
    };
    await expect(page.getByRole('button', { name: 'Dry run' })).toBeVisible();
    await say('Dry run');
    await expect(page.getByRole('grid', { name: 'Dry run' }).getByText('Production')).toBeVisible();
    await say('Save as scenario');
    await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toBeFocused();
    await page.keyboard.press('ControlOrMeta+k');
    for (const words of ['Dry run', 'Save as scenario']) {
      await search.fill(words);
      await expect(options.filter({ hasText: words })).toHaveCount(0);
    }
  });
});

test('a message covers no other pane, and its Undo waits for the keyboard', async ({ page }) => {
  await page.clock.install();
  const app = await openStudio(page, example);
  const message = page.getByRole('status').filter({ hasText: 'Everything is saved.' });

  await test.step('it stands in the document, clear of the preview', async () => {
    await page.keyboard.press('ControlOrMeta+s');
    const said = await message.getByText('Everything is saved.').boundingBox();
    const preview = await page.getByRole('region', { name: 'Preview' }).boundingBox();
    expect((said?.x ?? 0) + (said?.width ?? 0)).toBeLessThan(preview?.x ?? 0);
    await page.clock.fastForward(7000);
    await expect(page.getByText('Everything is saved.')).toHaveCount(0);
  });

  await test.step('it stays while the focus is on it, and gives the focus back', async () => {
    const list = app.list('Channels').getByRole('listbox');
    await list.focus();
    await page.keyboard.press('Delete');
    await expect(app.tab('Customer webhook')).toHaveCount(0);
    const undo = page.getByRole('button', { name: 'Undo', exact: true });
    await undo.focus();
    await page.clock.fastForward(7000);
    await expect(undo).toBeFocused();
    expect(await seriousProblems(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await expect(app.list('Channels').getByRole('option', { name: /Customer webhook/ })).toBeVisible();
    await expect(undo).toHaveCount(0);
  });
});

test('a failure that belongs to no row stays until it is closed, with its reason', async ({ page }) => {
  await page.clock.install();
  await openStudio(page, example);
  // In the place of the file that is going to be written.
  mkdirSync(example.file('event-types/something.happened.json/taken'), { recursive: true });
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('New event type');
  await page.keyboard.press('Enter');
  const failure = page
    .getByRole('alert')
    .filter({ hasText: '“Add event type "something.happened"” could not be done' });
  await expect(failure).toBeVisible();
  await page.clock.fastForward(60_000);
  await expect(failure).toContainText('something.happened.json');
  expect(await seriousProblems(page)).toEqual([]);
  await page.getByRole('button', { name: 'Dismiss' }).press('Enter');
  await expect(failure).toHaveCount(0);
});

test('what could not be done to a row is said at that row, and the keys stay in its list', async ({ page }) => {
  const app = await openStudio(page, example);
  // In the place of the file that is going to be written.
  mkdirSync(example.file('channels/customer-webhook-copy/channel.json/taken'), { recursive: true });
  const list = app.list('Channels');
  const row = list.getByRole('option', { name: /Customer webhook/ });
  await row.click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Duplicate' }).click();
  const failure = page.getByRole('alert').filter({ hasText: 'could not be done' });
  await expect(failure).toHaveCount(1);
  await expect(list.getByRole('alert')).toContainText('could not be done');
  const box = list.getByRole('listbox');
  await expect(row).toBeFocused();
  expect(await seriousProblems(page)).toEqual([]);
  // A tooltip under the pointer would be the topmost layer.
  await page.mouse.move(0, 0);
  await expect(page.getByRole('tooltip')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(failure).toHaveCount(0);
  await expect(box).toBeFocused();

  await row.click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Duplicate' }).click();
  await list.getByRole('button', { name: 'Dismiss' }).press('Enter');
  await expect(failure).toHaveCount(0);
  await expect(box).toBeFocused();

  // Where no list has the row, it stands with the messages of the document.
  await row.click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Duplicate' }).click();
  await expect(list.getByRole('alert')).toBeVisible();
  await app.openView('Runs');
  await expect(failure).toBeVisible();
});

test('the palette opens from the editors of samples and schemas, which do not wait for a second key', async ({
  page,
}) => {
  const app = await example.open(page);
  await app.openInList('Event types', 'task.completed');
  for (const [section, editor] of [
    [/^Samples/, 'Payload of Task done'],
    [/^Schema/, 'JSON Schema of task.completed'],
  ] as const) {
    await page.getByRole('tab', { name: section }).click();
    await app.editor(editor).click();
    await page.keyboard.press('ControlOrMeta+k');
    await expect(page.getByRole('combobox', { name: 'Command palette' })).toBeFocused();
    await page.keyboard.press('Escape');
  }
});
