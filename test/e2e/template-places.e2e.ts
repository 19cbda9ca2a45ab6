import { expect, test } from '@playwright/test';
import { seriousProblems } from './page/accessibility.ts';
import { openStudio } from './page/open-studio.ts';
import { serveExample } from './page/serve-example.ts';

const example = serveExample('test');

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });
// Much is typed key by key; a busy machine takes its time.
test.setTimeout(120_000);

test('values of URL, headers and query find their expressions, and back', async ({ page }) => {
  const app = await openStudio(page, example);
  const preview = page.getByRole('region', { name: 'Preview' });

  await test.step('a header: completed, marked where it is wrong, traced', async () => {
    await page.getByRole('tab', { name: /Headers/ }).click();
    await page.getByLabel('Name, row 2').fill('x-org');
    await app.editor('Value, row 2').click();
    await page.keyboard.type('org {{ recipient.nme }}');
    await expect(app.editor('Value, row 2').locator('.squiggly-error, .squiggly-warning').first()).toBeVisible();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('org {{ recipient.na');
    await expect(page.locator('.suggest-widget .monaco-list-row').first()).toHaveAttribute('aria-label', /^name, /);
    await page.keyboard.press('Enter');
    await page.keyboard.type(' }}');
    const value = preview.getByRole('group', { name: 'Value of x-org' });
    await expect(value).toHaveText('org Audit log');
    // The caret stands in the expression.
    await expect(value.locator('[data-at-caret]')).toHaveText('Audit log');
    await app.hoverUntilShown(value.locator('[data-span]'), page.locator('.hookbench-origin'));
    await expect(preview.getByText('recipient.name · headers.1 1:5')).toBeVisible();
  });

  await test.step('Tab leaves a value, as in any form', async () => {
    await app.editor('Value, row 2').click();
    await page.keyboard.press('Tab');
    await expect(page.getByRole('button', { name: /Remove.*x-org/ })).toBeFocused();
  });

  await test.step('a query parameter, from another section', async () => {
    await page.getByRole('tab', { name: /Query/ }).click();
    await page.getByLabel('Name, row 1').fill('for');
    await app.editor('Value, row 1').click();
    await page.keyboard.type('{{ recipient.name }}');
    const url = preview.getByRole('group', { name: 'URL' });
    await expect(url).toHaveText(/\/hooks\/audit\?for=Audit%20log$/);
    await page.getByRole('tab', { name: 'Body' }).click();
    await url.locator('[data-span]').last().click();
    await expect(page.getByRole('tab', { name: /Query/ })).toHaveAttribute('aria-selected', 'true');
    await expect(app.editor('Value, row 1').locator('.selected-text').first()).toBeVisible();
    await app.hoverUntilShown(url.locator('[data-span]').first(), preview.getByText('recipient.url · url 1:1'));
  });

  await test.step('the pretty view, by the keyboard', async () => {
    await page.getByRole('tab', { name: 'Body' }).click();
    await preview.getByRole('radio', { name: 'Pretty' }).click();
    const body = preview.getByRole('region', { name: 'Body' });
    await expect(body).toContainText('"owner": "ada"');
    await body.focus();
    await page.keyboard.press('ArrowLeft');
    await expect(preview.getByText(/data\.payload · body 3:/)).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(body.locator('[data-at-caret]')).toContainText('"owner": "ada"');
  });

  await test.step('a secret is masked wherever it stands, until it is asked for', async () => {
    await page.getByRole('button', { name: /^Environment:/ }).click();
    await page.getByRole('menuitem', { name: /^Variables and secrets/ }).click();
    await page.getByRole('textbox', { name: 'Name of a new secret' }).fill('api_token');
    await page.keyboard.press('Enter');
    await expect(page.getByLabel('Value of api_token')).toBeFocused();
    await page.keyboard.type('never-shown');
    await page.keyboard.press('Enter');
    await expect(page.getByText('The secret api_token is set.')).toBeVisible();
    await app.openInList('Channels', 'Customer webhook');
    await app.typeAtLineEnd('Body template', 1, '\n"token": {{ vars.api_token | json }},');
    await expect(preview.getByRole('region', { name: 'Body' })).toContainText('••••••••');
    await expect(preview).not.toContainText('never-shown');
    await preview.getByRole('button', { name: 'Show', exact: true }).click();
    await expect(preview.getByRole('region', { name: 'Body' })).toContainText('"never-shown"');
    await page.getByRole('tab', { name: 'Compare' }).click();
    await page.getByRole('button', { name: 'Every recipient' }).click();
    const columns = page.getByRole('region', { name: /^(Preview|Column \d)$/ }).filter({ hasText: '••••••••' });
    await expect(columns.first()).toBeVisible();
    await expect(page.getByRole('tabpanel', { name: 'Compare' })).not.toContainText('never-shown');
  });
});

test('problems of every template are listed, and Enter goes there', async ({ page }) => {
  const app = await openStudio(page, example);
  await app.typeAtLineEnd('Body template', 2, '\n"bad": {{ recipient.nme | json }},');
  await page.keyboard.press('ControlOrMeta+s');
  await page.getByRole('button', { name: 'New partial' }).click();
  await app.editor('Partial').click();
  await page.keyboard.type('{{ a b }}');
  await page.keyboard.press('ControlOrMeta+s');
  await page.getByRole('button', { name: '2 problems' }).click();
  const list = page.getByRole('listbox', { name: 'Problems' });
  await expect(list.getByRole('option')).toHaveCount(2);
  await list.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(app.editor('Body template').locator('.selected-text').first()).toBeVisible();
  await expect(app.editor('Body template').locator('.monaco-editor.focused')).toBeVisible();
  await page.keyboard.type('recipient.name');
  await page.keyboard.press('ControlOrMeta+s');
  await expect(page.getByRole('button', { name: '1 problem' })).toBeVisible();
});

test('a step’s own request: begun from its channel’s, edited as one, found from its problem, given up', async ({
  page,
}) => {
  const app = await openStudio(page, example);
  const preview = page.getByRole('region', { name: 'Preview' });
  await app.openView('Workflows');
  await app.openInList('Workflows', 'Customer webhooks');
  await page.getByRole('button', { name: 'Give it a request of its own' }).click();
  await expect(app.tab('Call the webhook')).toHaveAttribute('aria-selected', 'true');
  await expect(preview.getByText('Valid JSON')).toBeVisible();

  await test.step('its texts are its own, the rest is its channel’s', async () => {
    await app.typeAtLineEnd('Body template', 1, '\n"step": {{ workflow.ky | json }},');
    await expect(app.editor('Body template').locator('.squiggly-error').first()).toBeVisible();
    await expect(page.getByRole('tab', { name: /Signing/ })).toHaveCount(0);
    await expect(preview.getByText('Knock webhook channel')).toBeVisible();
    await page.getByRole('button', { name: 'Customer webhook', exact: true }).click();
    await expect(app.editor('Body template')).not.toContainText('step');
  });

  await test.step('its problem leads to its place', async () => {
    await page.getByRole('button', { name: '1 problem' }).click();
    const list = page.getByRole('listbox', { name: 'Problems' });
    await expect(list.getByRole('option')).toContainText('workflows/customer-webhooks/workflow.json');
    await list.focus();
    await page.keyboard.press('Enter');
    await expect(app.tab('Call the webhook')).toHaveAttribute('aria-selected', 'true');
    await expect(app.editor('Body template').locator('.monaco-editor.focused')).toBeVisible();
    await page.keyboard.type('workflow.key');
    await expect(preview.locator('[data-span]', { hasText: 'customer-webhooks' })).toBeVisible();
  });

  await test.step('another ref is the same step; without a request of its own the channel’s is sent', async () => {
    await page.getByRole('button', { name: 'Customer webhooks', exact: true }).click();
    await page.getByRole('textbox', { name: 'Ref' }).fill('first');
    await page.getByRole('button', { name: 'Edit its request' }).click();
    await expect(app.editor('Body template')).toContainText('workflow.key');
    await page.getByRole('button', { name: 'Use the channel’s request' }).click();
    await expect(page.getByText('This step sends the request of its channel.')).toBeVisible();
    await expect(page.getByRole('button', { name: '0 problems' })).toBeVisible();
  });
});

test('partials: new, gone to, renamed wherever they are used, deleted and brought back', async ({ page }) => {
  const app = await openStudio(page, example);
  const list = app.list('Channels');
  await page.getByRole('button', { name: 'New partial' }).click();
  await app.editor('Partial').click();
  await page.keyboard.type('{"name": {{ item.name | json }}}');
  await app.openInList('Channels', 'Customer webhook');
  await app.typeAtLineEnd('Body template', 1, '\n"who": {% render \'new-partial\', item: recipient %},');
  await page.keyboard.press('ControlOrMeta+s');
  await expect(list.getByText('used once').or(list.locator('[title="used once"]'))).toBeVisible();

  await test.step('F12 and Ctrl+click open it', async () => {
    for (let step = 0; step < 30; step += 1) await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('F12');
    await expect(app.tab('New partial')).toHaveAttribute('aria-selected', 'true');
    await app.openInList('Channels', 'Customer webhook');
    const value = page.getByRole('region', { name: 'Preview' }).locator('[data-span]', { hasText: 'Audit log' });
    await value.click({ modifiers: ['ControlOrMeta'] });
    await expect(app.tab('New partial')).toHaveAttribute('aria-selected', 'true');
    await expect(app.editor('Partial').locator('.selected-text').first()).toBeVisible();
  });

  await test.step('another key is written wherever it is rendered', async () => {
    await expect(page.getByRole('list', { name: 'Used in' })).toContainText('Customer webhook body 2:');
    await page.getByRole('textbox', { name: 'Key' }).fill('person');
    await page.getByRole('textbox', { name: 'Key' }).press('Enter');
    await expect(list.getByText('person')).toBeVisible();
    await page.getByRole('list', { name: 'Used in' }).getByRole('button').click();
    await expect(app.editor('Body template')).toContainText("{% render 'person', item: recipient %}");
  });

  await test.step('deleting can be undone', async () => {
    await list.getByText('person').click();
    await page.getByRole('listbox', { name: 'Channels' }).focus();
    await page.keyboard.press('Delete');
    await expect(list.getByText('person')).toHaveCount(0);
    await expect(page.getByText('It is still rendered in one place.')).toBeVisible();
    const preview = page.getByRole('region', { name: 'Preview' });
    await expect(preview.getByText('There is no partial "person".')).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await expect(list.getByText('person')).toBeVisible();
    await expect(preview.getByText('Valid JSON')).toBeVisible();
  });
});

test('a new document takes its key from its first name of its own, and the caret goes on to where one went', async ({
  page,
}) => {
  const app = await openStudio(page, example);
  const key = page.getByRole('textbox', { name: 'Key' });
  await page.getByRole('button', { name: 'New partial' }).click();
  const name = page.getByRole('textbox', { name: 'Name', exact: true });
  await expect(name).toBeFocused();
  await expect(key).toHaveValue('new-partial');
  await page.keyboard.type('Money, in words');
  await page.keyboard.press('Tab');
  await expect(key).toHaveValue('money-in-words');
  await expect(key).toBeFocused();
  await expect(app.list('Channels').getByText('money-in-words')).toBeVisible();

  await test.step('a second name leaves the key alone', async () => {
    await name.fill('Amounts');
    await page.keyboard.press('Enter');
    await expect(app.tab('Amounts')).toBeVisible();
    await expect(key).toHaveValue('money-in-words');
  });

  await test.step('it can be undone, and a name that is taken gives the next free key', async () => {
    await page.getByRole('button', { name: 'New partial' }).click();
    await expect(name).toHaveValue('New partial');
    await expect(name).toBeFocused();
    await page.keyboard.type('Money in words');
    await page.keyboard.press('Enter');
    await expect(key).toHaveValue('money-in-words-2');
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await expect(key).toHaveValue('new-partial');
  });
});

test('another key of a workflow is written in what names it, tabs follow in every window, and it can be undone', async ({
  page,
}) => {
  const app = await openStudio(page, example);
  await app.openView('Workflows');
  await app.openInList('Workflows', 'Customer webhooks');
  await page.getByRole('button', { name: 'Set up a run' }).click();
  await app.tab('Customer webhooks').first().click();
  const otherPage = await page.context().newPage();
  const other = await openStudio(otherPage, example);
  await other.openView('Workflows');
  await other.openInList('Workflows', 'Customer webhooks');
  const otherKey = otherPage.getByRole('textbox', { name: 'Key', exact: true });
  await expect(otherKey).toHaveValue('customer-webhooks');
  const key = page.getByRole('textbox', { name: 'Key', exact: true });
  await key.fill('Not a key');
  await expect(page.getByText(/^A key is made of/)).toBeVisible();
  await key.fill('events');
  await key.press('Enter');
  await expect(page.getByText('The workflow is now "events", also in 3 documents that name it.')).toBeVisible();
  await expect(app.list('Workflows').getByText('events', { exact: true })).toBeVisible();
  await expect(page.getByRole('tab')).toHaveCount(3);
  await expect(key).toHaveValue('events');
  await expect(otherKey).toHaveValue('events');
  await expect(page.getByRole('button', { name: '0 problems' })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(key).toHaveValue('customer-webhooks');
  await expect(otherKey).toHaveValue('customer-webhooks');
  await expect(page.getByRole('button', { name: '0 problems' })).toBeVisible();
});

test('parameter hints, reflow from the palette, copies of hex and cURL', async ({ page }) => {
  const app = await openStudio(page, example);
  const preview = page.getByRole('region', { name: 'Preview' });
  await app.editor('Body template').click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('{"at": {{ data.eventType | replace: ');
  await expect(page.locator('.parameter-hints-widget')).toContainText('value | replace: text, by?');
  await expect(page.locator('.parameter-hints-widget .parameter.active')).toHaveText('text');
  await page.keyboard.type('".", ');
  await expect(page.locator('.parameter-hints-widget .parameter.active')).toHaveText('by?');
  await page.keyboard.type('"-" | json }}, "b": [1, 2]}');
  await expect(preview.getByRole('region', { name: 'Body' })).toContainText('project-created');

  // From within the editor, which has chords of its own that begin with this key.
  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.type('Reflow');
  await page.keyboard.press('Enter');
  await expect(app.editor('Body template').locator('.view-line')).toHaveCount(8);

  const copy = () => page.evaluate<string>('navigator.clipboard.readText()');
  await preview.getByRole('radio', { name: 'cURL' }).click();
  await preview.getByRole('button', { name: 'Copy the request' }).click();
  await page.getByRole('menuitem', { name: 'Copy as cURL' }).click();
  await expect.poll(copy).toMatch(/^curl .*[\s\S]*project-created/);
  expect((await preview.getByRole('region', { name: 'cURL' }).textContent())?.trim()).toBe((await copy()).trim());
  await preview.getByRole('radio', { name: 'Hex' }).click();
  await preview.getByRole('button', { name: 'Copy the request' }).click();
  await page.getByRole('menuitem', { name: 'Copy as hex' }).click();
  await expect.poll(copy).toMatch(/^00000000 {2}7b/);
  // The pane has room for eight bytes in a row; what is copied has sixteen.
  const shown = bytesOfDump(await preview.getByRole('region', { name: 'Hex' }).textContent(), 8);
  expect(shown).toMatch(/^7b( [0-9a-f]{2}){20,}$/);
  expect(shown).toBe(bytesOfDump(await copy(), 16));
});

/** The bytes of a hex dump, without offsets and text. */
function bytesOfDump(dump: string | null, bytesPerRow: number): string {
  const row = new RegExp(`^[0-9a-f]+ {2}((?:[0-9a-f]{2} {1,2}){1,${bytesPerRow}})`, 'gm');
  const rows = [...(dump ?? '').matchAll(row)].map(([, bytes = '']) => bytes);
  return rows.join('').replaceAll(/ +/g, ' ').trim();
}

for (const colorScheme of ['dark', 'light'] as const) {
  test(`no serious accessibility problem in headers, partials and problems (${colorScheme})`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    const app = await openStudio(page, example);
    await page.getByRole('tab', { name: /Headers/ }).click();
    await expect(app.editor('Value, row 1').locator('.monaco-editor')).toBeVisible();
    expect(await seriousProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'New partial' }).click();
    await app.editor('Partial').click();
    await page.keyboard.type('{{ a b }}');
    await page.keyboard.press('ControlOrMeta+s');
    await page.getByRole('button', { name: '1 problem' }).click();
    await expect(page.getByRole('listbox', { name: 'Problems' }).getByRole('option')).toHaveCount(1);
    expect(await seriousProblems(page)).toEqual([]);
  });
}
